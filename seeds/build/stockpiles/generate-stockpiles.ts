/** The stores of relief and flood materials of the default data set. */
import type { LonLat } from '../../../data/geometry.ts'
import type { ResourceFeature } from '../../../data/resource.ts'
import { stockpileResource } from '../../../data/resources/stockpile.ts'
import { integerBetween, randomOf } from '../random.ts'
import { type Demand, settingOf } from '../resources/demand.ts'
import { checkedFeature, daysBeforeReference, generatedTraits } from '../resources/feature.ts'
import { createCodes, phoneBlock, roadsideAddress } from '../resources/labels.ts'
import { metresBetween, roundedFinely } from '../resources/plane.ts'
import type { Region } from '../resources/region.ts'
import type { Roadside, RoadsidePlot } from '../resources/roadside.ts'
import { stockOf, type Tier } from './stock.ts'
import { type StockpileSite, stockpileSites } from './stockpile-sites.ts'

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
const VERIFIED_DAYS = { from: 1, to: 340 }

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

/** `woods` are the middles of the forest areas, which tell where the hills are. */
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
    return checkedFeature(
      stockpileResource,
      code,
      { type: 'Point', coordinates: roundedFinely(plot.place) },
      {
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
        stock: stockOf(random, tier, settingOf(region, woods, town, plot.place)),
        ...generatedTraits,
        verifiedAt: daysBeforeReference(
          integerBetween(random, VERIFIED_DAYS.from, VERIFIED_DAYS.to),
        ),
      },
    )
  })
}
