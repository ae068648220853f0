/** Forest areas under fire watch and the watchtowers in them. */

import type { ResourceFeature } from '../../../data/resource.ts'
import { forestUnion } from '../../../data/resources/forest.ts'
import { numberBetween, randomOf } from '../random.ts'
import { isInside } from '../resources/areas.ts'
import { checkedFeature, daysBeforeReference, GENERATED_SOURCE } from '../resources/feature.ts'
import { createCodes, phoneBlock } from '../resources/labels.ts'
import { moved, rounded } from '../resources/plane.ts'
import type { Region } from '../resources/region.ts'
import { type ForestArea, type ForestFact, growForest } from './forest-area.ts'
import { ringHectares } from './outline.ts'
import { unnamedForests } from './unnamed-forests.ts'

type ForestFeature = ResourceFeature<typeof forestUnion>

const WATCHTOWER_COUNT = 25
const TOWER_SPREAD_METRES = 250
const phoneOf = phoneBlock(3000, 1000)
const NAMED_SOURCE =
  '位置、面积与归属为手工近似，边界由程序生成。 Place, size and unit by hand, approximate; outline generated.'

const namedForests = (region: Region, facts: readonly ForestFact[]): ForestArea[] => {
  const placed: ForestArea[] = []
  for (const fact of facts) {
    const random = randomOf(`forest ${fact.id}`)
    const wood = growForest(random, region, placed, { ...fact, named: true })
    if (wood === null) throw new Error(`forests.csv: no room for ${fact.id} where it stands`)
    placed.push(wood)
  }
  return placed
}

/** What an area and its watchtower say alike. */
const sharedProperties = (region: Region, wood: ForestArea, phoneIndex: number) =>
  ({
    countyCode: wood.countyCode,
    townCode: region.nearestTown(wood.centre, wood.countyCode).code,
    forestFarm: wood.forestFarm,
    dominantSpecies: wood.species,
    dangerClass: wood.dangerClass,
    responsibleUnit: wood.responsibleUnit,
    phone: phoneOf(phoneIndex),
    sourceCrs: 'wgs-84',
    verifiedAt: daysBeforeReference(10 + ((phoneIndex * 7) % 330)),
  }) as const

const areaFeature = (
  region: Region,
  wood: ForestArea,
  code: string,
  phoneIndex: number,
): ForestFeature =>
  checkedFeature(
    forestUnion,
    code,
    { type: 'Polygon', coordinates: [wood.ring] },
    {
      ...sharedProperties(region, wood, phoneIndex),
      code,
      name: wood.nameZh,
      nameEn: wood.nameEn,
      kind: 'area',
      areaHectares: Math.round(ringHectares(wood.ring) * 10) / 10,
      provenance: wood.named ? 'approximate' : 'generated',
      source: wood.named ? NAMED_SOURCE : GENERATED_SOURCE,
    },
  )

/** A tower on the high ground in the middle of the wood. */
const towerFeature = (
  region: Region,
  wood: ForestArea,
  code: string,
  phoneIndex: number,
): ForestFeature => {
  const random = randomOf(`tower ${wood.nameZh}`)
  const wanted = moved(
    wood.centre,
    numberBetween(random, -TOWER_SPREAD_METRES, TOWER_SPREAD_METRES),
    numberBetween(random, -TOWER_SPREAD_METRES, TOWER_SPREAD_METRES),
  )
  return checkedFeature(
    forestUnion,
    code,
    {
      type: 'Point',
      coordinates: rounded(isInside(wanted, wood.area) ? wanted : wood.centre),
    },
    {
      ...sharedProperties(region, wood, phoneIndex),
      code,
      name: `${wood.nameZh.replace(/(国家森林公园|林区|林场)$/, '')}瞭望台`,
      nameEn: `${wood.nameEn.replace(/ (National Forest Park|Forest Farm)$/, '')} Watchtower`,
      kind: 'watchtower',
      areaHectares: null,
      provenance: 'generated',
      source: GENERATED_SOURCE,
    },
  )
}

/** All woods, then the watchtowers of the largest ones. */
export const generateForests = (region: Region, facts: readonly ForestFact[]): ForestFeature[] => {
  const named = namedForests(region, facts)
  const woods = [...named, ...unnamedForests(region, named)]
  const bySize = [...woods].sort((a, b) => b.areaHectares - a.areaHectares)
  const areaCode = createCodes('LQ')
  const towerCode = createCodes('LT')
  return [
    ...woods.map((wood, index) => areaFeature(region, wood, areaCode(wood.countyCode), index)),
    ...bySize
      .slice(0, WATCHTOWER_COUNT)
      .map((wood, index) =>
        towerFeature(region, wood, towerCode(wood.countyCode), woods.length + index),
      ),
  ]
}
