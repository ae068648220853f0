/** Emergency shelters of the demonstration: squares, school grounds and halls near where people live. */

import type { County, Town } from '../build/facts.ts'
import { integerBetween, pickOne, type Random, randomOf } from '../build/random.ts'
import { daysBeforeReference, generatedTraits } from '../build/resources/feature.ts'
import { createCodes, phoneBlock, townOffice } from '../build/resources/labels.ts'
import { finePointAt } from '../build/resources/plane.ts'
import { placeBeside, settlementsByTown } from '../build/resources/settlements-by-town.ts'
import type { SeedOf } from '../seed-state.ts'

/** People of a town for each of its shelters; every town has one at least. */
const PEOPLE_PER_SHELTER = 28_000
const VERIFIED_DAYS = [5, 330] as const

type DurationClass = 'emergency' | 'short-term' | 'long-term'
type Space = 'indoor' | 'outdoor' | 'both'

/** Invented sizes; square metres for each person about as GB 51143-2015 asks. */
const CLASSES: Readonly<
  Record<DurationClass, { area: readonly [number, number]; perPerson: number }>
> = {
  emergency: { area: [1_200, 9_000], perPerson: 1 },
  'short-term': { area: [4_000, 24_000], perPerson: 2 },
  'long-term': { area: [12_000, 60_000], perPerson: 4.5 },
}
const AREA_STEP = 100
const PEOPLE_STEP = 10

const PLACES: readonly { space: Space; zh: string; en: string }[] = [
  { space: 'outdoor', zh: '文化广场', en: 'Square' },
  { space: 'both', zh: '中心小学', en: 'Primary School' },
  { space: 'indoor', zh: '文体中心', en: 'Sports Hall' },
  { space: 'outdoor', zh: '公园', en: 'Park' },
  { space: 'both', zh: '中学', en: 'Middle School' },
]

/** The seat of a county has a long-term shelter; a town's first takes people for some days. */
const classOf = (county: County, town: Town, number: number): DurationClass => {
  if (number > 1) return 'emergency'
  return county.seatTown === town.code ? 'long-term' : 'short-term'
}

const LEVELS = { 'long-term': 'county', 'short-term': 'town', emergency: 'village' } as const

const yesOrNo = (random: Random, share: number) => (random() < share ? 'yes' : 'no') as 'yes' | 'no'

export const seed: SeedOf<'shelters'> = ({ region, settlements }) => {
  const byTown = settlementsByTown(settlements)
  const nextCode = createCodes('BN')
  const phone = phoneBlock(6000, 1000)
  return region.towns
    .flatMap((town) => {
      const group = byTown.get(town.code) ?? []
      const people = group.reduce((sum, { properties }) => sum + properties.people, 0)
      const count = Math.max(1, Math.round(people / PEOPLE_PER_SHELTER))
      return Array.from({ length: count }, (_, i) => ({ town, number: i + 1, beside: group[i] }))
    })
    .map(({ town, number, beside }, index) => {
      const random = randomOf(`shelter ${town.code} ${number}`)
      const county = region.county(town.countyCode)
      const code = nextCode(town.countyCode)
      const durationClass = classOf(county, town, number)
      const { area, perPerson } = CLASSES[durationClass]
      const squareMetres = Math.round(integerBetween(random, ...area) / AREA_STEP) * AREA_STEP
      const ground = pickOne(random, PLACES)
      const isLarge = durationClass !== 'emergency'
      const place = placeBeside(random, region, town, beside)
      return {
        type: 'Feature',
        id: code,
        geometry: finePointAt(place),
        properties: {
          name: `${town.nameZh}第${number}应急避难场所（${ground.zh}）`,
          nameEn: `${town.nameEn} Shelter ${number} (${ground.en})`,
          code,
          countyCode: town.countyCode,
          townCode: town.code,
          durationClass,
          level: LEVELS[durationClass],
          space: ground.space,
          address: `${county.nameZh}${beside?.properties.name ?? town.nameZh}`,
          areaSquareMetres: squareMetres,
          capacityPeople: Math.floor(squareMetres / perPerson / PEOPLE_STEP) * PEOPLE_STEP,
          accessible: yesOrNo(random, isLarge ? 0.8 : 0.4),
          water: yesOrNo(random, isLarge ? 0.95 : 0.5),
          power: yesOrNo(random, isLarge ? 0.9 : 0.35),
          medical: yesOrNo(random, isLarge ? 0.75 : 0.1),
          keeper: townOffice(county, town),
          keeperPerson: '责任人甲',
          keeperPhone: phone(index),
          ...generatedTraits,
          verifiedAt: daysBeforeReference(integerBetween(random, ...VERIFIED_DAYS)),
        },
      }
    })
}
