/** Forest areas under fire watch, the named and the others in the same hills, and the watchtowers in them. */
import type { LonLat } from '../../../data/geometry.ts'
import type { ResourceFeature } from '../../../data/resource.ts'
import { forestUnion } from '../../../data/resources/forest.ts'
import type { Town } from '../facts.ts'
import { integerBetween, numberBetween, pickOne, type Random, randomOf } from '../random.ts'
import { checkedFeature, daysBeforeReference, GENERATED_SOURCE } from '../resources/feature.ts'
import { createCodes, phoneBlock, townOffice } from '../resources/labels.ts'
import { eastNorthOf, metresBetween, moved, placeAround, pointAt } from '../resources/plane.ts'
import { isInside, type Region } from '../resources/region.ts'
import {
  type ForestArea,
  type ForestFact,
  type ForestRequest,
  growForest,
  ringHectares,
} from './forest-area.ts'

/** How many woods each hill county gets beside its named ones. */
const COUNTS: Readonly<Record<string, number>> = {
  '370831': 8,
  '370883': 8,
  '370881': 5,
  '370829': 3,
  '370826': 2,
  '370830': 2,
  '370832': 1,
}
const ATTEMPTS = 400
/** Smaller named woods stand on islands and single hills, with no hills around them. */
const LEAST_RANGE_HECTARES = 150
const HILL_REACH_METRES = { from: 1_500, to: 7_000 }
const LEAST_DISTANCE_METRES = 2_000
const SIZE_HECTARES = { from: 60, to: 380 }
const SPECIES = ['cypress', 'cypress', 'pine', 'black-locust', 'oak', 'mixed'] as const
const DANGER = ['high', 'medium', 'medium', 'low'] as const
const DIRECTIONS = [
  { zh: '北', en: 'North' },
  { zh: '东', en: 'East' },
  { zh: '南', en: 'South' },
  { zh: '西', en: 'West' },
] as const

/** Which side of its seat a place lies on. */
const directionFrom = (town: Town, place: LonLat): (typeof DIRECTIONS)[number] => {
  const [east, north] = eastNorthOf(town.seat, place)
  const quarter = Math.round(Math.atan2(east, north) / (Math.PI / 2))
  return DIRECTIONS[(quarter + DIRECTIONS.length) % DIRECTIONS.length]!
}

const requestAt = (random: Random, region: Region, code: string, centre: LonLat): ForestRequest => {
  const town = region.nearestTown(centre, code)
  const direction = directionFrom(town, centre)
  const county = region.county(code)
  return {
    nameZh: `${town.nameZh}${direction.zh}山林区`,
    nameEn: `${town.nameEn} ${direction.en} Hill`,
    forestFarm: `${county.nameZh}国有林场`,
    countyCode: code,
    species: pickOne(random, SPECIES),
    dangerClass: pickOne(random, DANGER),
    responsibleUnit: townOffice(county, town),
    centre,
    areaHectares: Math.round(numberBetween(random, SIZE_HECTARES.from, SIZE_HECTARES.to)),
    elongation: numberBetween(random, 1.3, 2.3),
    bearingDegrees: integerBetween(random, 0, 179),
    named: false,
  }
}

/** Fills the hill counties up to their counts. @throws Error when a county has no room left. */
const unnamedForests = (region: Region, named: readonly ForestArea[]): ForestArea[] => {
  const placed = [...named]
  const names = new Set<string>()
  for (const [code, count] of Object.entries(COUNTS)) {
    const random = randomOf(`forests ${code}`)
    const hills = named.filter(
      (wood) => wood.countyCode === code && wood.areaHectares >= LEAST_RANGE_HECTARES,
    )
    let left = count
    for (let attempt = 0; attempt < ATTEMPTS && left > 0; attempt++) {
      // In the hills: some way off one of the county's named woods.
      const centre = placeAround(random, pickOne(random, hills).centre, HILL_REACH_METRES)
      if (region.countyAt(centre)?.code !== code) continue
      if (placed.some((w) => metresBetween(w.centre, centre) < LEAST_DISTANCE_METRES)) continue
      const request = requestAt(random, region, code, centre)
      if (names.has(request.nameZh)) continue
      const wood = growForest(random, region, placed, request)
      if (wood === null) continue
      names.add(wood.nameZh)
      placed.push(wood)
      left--
    }
    if (left > 0) throw new Error(`no room for ${left} more woods in ${code}`)
  }
  return placed.slice(named.length)
}

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
  const off = (): number => numberBetween(random, -TOWER_SPREAD_METRES, TOWER_SPREAD_METRES)
  const wanted = moved(wood.centre, off(), off())
  const place = isInside(wanted, wood.area) ? wanted : wood.centre
  return checkedFeature(forestUnion, code, pointAt(place), {
    ...sharedProperties(region, wood, phoneIndex),
    code,
    name: `${wood.nameZh.replace(/(国家森林公园|林区|林场)$/, '')}瞭望台`,
    nameEn: `${wood.nameEn.replace(/ (National Forest Park|Forest Farm)$/, '')} Watchtower`,
    kind: 'watchtower',
    areaHectares: null,
    provenance: 'generated',
    source: GENERATED_SOURCE,
  })
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
