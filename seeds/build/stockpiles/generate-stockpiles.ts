/** The stores of relief and flood materials of the default data set: where those of each tier are, and who keeps them. */
import type { Bilingual } from '../../../data/bilingual.ts'
import type { LonLat } from '../../../data/geometry.ts'
import type { ResourceFeature } from '../../../data/resource.ts'
import { stockpileResource } from '../../../data/resources/stockpile.ts'
import { apportion } from '../apportion.ts'
import type { Town } from '../facts.ts'
import { integerBetween, randomOf } from '../random.ts'
import { byTown, type Demand, settingOf } from '../resources/demand.ts'
import { checkedFeature, daysBeforeReference, generatedTraits } from '../resources/feature.ts'
import { createCodes, phoneBlock, roadsideAddress, townOffice } from '../resources/labels.ts'
import { finePointAt, metresBetween, placeAround } from '../resources/plane.ts'
import type { Region } from '../resources/region.ts'
import type { Roadside, RoadsidePlot } from '../resources/roadside.ts'
import { stockOf, type Tier } from './stock.ts'

interface StockpileSite {
  tier: Tier
  town: Town
  name: Bilingual
  keeper: string
  near: LonLat
  /** Name of the village, '' elsewhere. */
  settlement: string
}

const COUNTY_COUNT = 27
const TOWN_COUNT = 64
const VILLAGE_COUNT = 136
/** Stores of a county lie at the edge of its seat, where land is cheap and roads are wide. */
const EDGE_METRES = { from: 1_200, to: 3_200 }

/** The city's stores: materials for floods, for relief, and one in the east. */
const CITY_STORES = [
  { townCode: '370811007', zh: '济宁市救灾物资储备库', en: 'Jining City Relief Store' },
  {
    townCode: '370811016',
    zh: '济宁市防汛抗旱物资储备库',
    en: 'Jining City Flood and Drought Store',
  },
  { townCode: '370881004', zh: '济宁市东部应急物资储备库', en: 'Jining City Eastern Store' },
] as const
const CITY_KEEPER = '济宁市应急管理局'

/** What a county's stores are for, in the order they are founded. */
const COUNTY_STORES = [
  { zh: '应急物资储备库', en: 'Emergency Store', keeper: '应急管理局' },
  { zh: '防汛物资储备库', en: 'Flood Store', keeper: '水务局' },
  { zh: '救灾物资储备分库', en: 'Relief Store Annexe', keeper: '应急管理局' },
] as const

const citySites = (region: Region): StockpileSite[] =>
  CITY_STORES.map(({ townCode, ...name }) => {
    const town = region.town(townCode)
    const near = placeAround(randomOf(`city store ${townCode}`), town.seat, EDGE_METRES)
    return { tier: 'city', town, name, keeper: CITY_KEEPER, near, settlement: '' }
  })

const countySites = (region: Region): StockpileSite[] => {
  const counts = apportion(
    COUNTY_COUNT,
    region.counties.map(({ population }) => population),
    2,
  )
  return region.counties.flatMap((county, i) =>
    COUNTY_STORES.slice(0, counts[i]).map((store) => {
      const town = region.town(county.seatTown)
      const random = randomOf(`county store ${county.code} ${store.en}`)
      return {
        tier: 'county' as const,
        town,
        name: { zh: county.nameZh + store.zh, en: `${county.nameEn} ${store.en}` },
        keeper: county.nameZh + store.keeper,
        near: placeAround(random, town.seat, EDGE_METRES),
        settlement: '',
      }
    }),
  )
}

/** The towns with most people of each county, in proportion to its number of towns. */
const townSites = (region: Region, people: ReadonlyMap<string, number>): StockpileSite[] => {
  const townsOf = region.counties.map(({ code }) =>
    region.towns
      .filter(({ countyCode }) => countyCode === code)
      .sort((a, b) => (people.get(b.code) ?? 0) - (people.get(a.code) ?? 0)),
  )
  const counts = apportion(
    TOWN_COUNT,
    townsOf.map((towns) => towns.length),
    2,
  )
  return townsOf.flatMap((towns, i) =>
    towns.slice(0, counts[i]).map((town) => ({
      tier: 'town' as const,
      town,
      name: { zh: `${town.nameZh}应急物资储备点`, en: `${town.nameEn} Store` },
      keeper: townOffice(region.county(town.countyCode), town),
      near: town.seat,
      settlement: '',
    })),
  )
}

/** One of the larger villages of each town that has any, towns with more people first. */
const villageSites = (
  region: Region,
  groups: ReadonlyMap<string, readonly Demand[]>,
  people: ReadonlyMap<string, number>,
): StockpileSite[] =>
  [...region.towns]
    .sort((a, b) => (people.get(b.code) ?? 0) - (people.get(a.code) ?? 0))
    .flatMap((town) => {
      const villages = (groups.get(town.code) ?? [])
        .filter(({ isVillage }) => isVillage)
        .sort((a, b) => b.people - a.people)
      const random = randomOf(`village store ${town.code}`)
      const village = villages[Math.floor((random() * villages.length) / 2)]
      if (!village) return []
      return [
        {
          tier: 'village' as const,
          town,
          name: {
            zh: `${town.nameZh}${village.nameZh}应急物资储备点`,
            en: `${village.nameEn} Store, ${town.nameEn}`,
          },
          keeper: `${town.nameZh}${village.nameZh}村民委员会`,
          near: village.place,
          settlement: village.nameZh,
        },
      ]
    })
    .slice(0, VILLAGE_COUNT)

/** Sites of all tiers, from the city's down to the villages'. */
const stockpileSites = (region: Region, demands: readonly Demand[]): StockpileSite[] => {
  const groups = byTown(demands)
  const people = new Map(
    [...groups].map(([code, group]) => [code, group.reduce((sum, d) => sum + d.people, 0)]),
  )
  return [
    ...citySites(region),
    ...countySites(region),
    ...townSites(region, people),
    ...villageSites(region, groups, people),
  ]
}

export type StockpileFeature = ResourceFeature<typeof stockpileResource>

const FLOOR_AREA: Readonly<Record<Tier, readonly [number, number]>> = {
  city: [3_200, 5_200],
  county: [600, 1_800],
  town: [80, 320],
  village: [20, 70],
}
/** Lorries that a keeper can send at once, and what one of them carries. */
const LORRIES: Readonly<
  Record<Tier, { count: readonly [number, number]; kilograms: number; cubicMetres: number }>
> = {
  city: { count: [12, 20], kilograms: 8000, cubicMetres: 30 },
  county: { count: [4, 8], kilograms: 5000, cubicMetres: 18 },
  town: { count: [1, 2], kilograms: 3000, cubicMetres: 12 },
  village: { count: [0, 1], kilograms: 1500, cubicMetres: 7 },
}
const FLOOR_STEP = 10
const phoneOf = phoneBlock(2000, 1000)
const SEARCH_METRES = 4_000
const WATER_MARGIN_METRES = 25
const LEAST_DISTANCE_METRES = 120
const VERIFIED_DAYS = [1, 340] as const

/** A roadside plot near where the store is wanted. @throws Error where there is none. */
const plotFor = (
  region: Region,
  roadside: Roadside,
  site: StockpileSite,
  taken: readonly LonLat[],
): RoadsidePlot => {
  const plot = roadside.plot(randomOf(`store plot ${site.name.zh}`), {
    near: site.near,
    withinMetres: SEARCH_METRES,
    isAllowed: (place) =>
      region.countyAt(place)?.code === site.town.countyCode &&
      taken.every((other) => metresBetween(other, place) >= LEAST_DISTANCE_METRES) &&
      !region.isWater(place, WATER_MARGIN_METRES),
  })
  if (!plot) throw new Error(`no roadside for ${site.name.en}`)
  return plot
}

/** `woods` are the middles of the forest areas, which show where the hills are. */
export const generateStockpiles = (
  region: Region,
  roadside: Roadside,
  demands: readonly Demand[],
  woods: readonly LonLat[],
): StockpileFeature[] => {
  const nextCode = createCodes('WZK')
  const taken: LonLat[] = []
  return stockpileSites(region, demands).map((site, index) => {
    const { tier, town, name, keeper, settlement } = site
    const plot = plotFor(region, roadside, site, taken)
    taken.push(plot.place)
    const random = randomOf(`store ${name.zh}`)
    const code = nextCode(town.countyCode)
    const floorArea = integerBetween(random, ...FLOOR_AREA[tier])
    return checkedFeature(stockpileResource, code, finePointAt(plot.place), {
      name: name.zh,
      nameEn: name.en,
      code,
      countyCode: town.countyCode,
      townCode: town.code,
      tier,
      keeper,
      address: roadsideAddress(region.county(town.countyCode), town, plot.segment, settlement),
      phone: phoneOf(index),
      floorAreaSquareMetres: Math.round(floorArea / FLOOR_STEP) * FLOOR_STEP,
      // A stream of its own: what was drawn before lorries were known stays what it was.
      lorryCount: integerBetween(randomOf(`lorries ${code}`), ...LORRIES[tier].count),
      lorryKilograms: LORRIES[tier].kilograms,
      lorryCubicMetres: LORRIES[tier].cubicMetres,
      retiredOn: null,
      stock: stockOf(random, tier, settingOf(region, woods, town, plot.place)),
      ...generatedTraits,
      verifiedAt: daysBeforeReference(integerBetween(random, ...VERIFIED_DAYS)),
    })
  })
}
