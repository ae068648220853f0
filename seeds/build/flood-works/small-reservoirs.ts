/** The small reservoirs of the hill counties: among the woods, apart from each other, numbered by
 *  town so that they are not taken for real ones. */
import { bboxOf, type LonLat } from '../../../data/geometry.ts'
import type { County } from '../facts.ts'
import { numberBetween, type Random, randomOf } from '../random.ts'
import type { Demand } from '../resources/demand.ts'
import { createCounter } from '../resources/labels.ts'
import { metresBetween } from '../resources/plane.ts'
import type { Region } from '../resources/region.ts'
import { reservoirScaleOf, type Work } from './work.ts'

/** Small reservoirs per county; with the six large and medium ones they make the city's 248. */
const COUNTS: Readonly<Record<string, number>> = {
  '370831': 92,
  '370883': 80,
  '370881': 38,
  '370826': 6,
  '370829': 10,
  '370830': 8,
  '370812': 5,
  '370832': 3,
}
/** Height above the sea of the county's small reservoirs, in metres; a guess. */
const HEIGHT_METRES: Readonly<Record<string, readonly [number, number]>> = {
  '370831': [110, 230],
  '370883': [80, 220],
  '370881': [80, 170],
}
const LOW_HILLS_METRES = [45, 90] as const

const ATTEMPTS = 60_000
const LEAST_DISTANCE_METRES = 1_000
/** How fast reservoirs get rarer away from the woods, and how rare in the plain between. */
const HILL_FADE_METRES = 3_500
const PLAIN_CHANCE = 0.004
const WATER_MARGIN_METRES = 200
/** There are none on the lake's islands and shore. */
const LAKE_MARGIN_METRES = 2_500
const VILLAGE_MARGIN_METRES = 250
const ROAD_MARGIN_METRES = 40
const SEAT_MARGIN_METRES = 1_200
const CAPACITY = { small1Share: 0.17, small1: [100, 620], small2: [10, 95] } as const

export interface ReservoirSurroundings {
  region: Region
  /** Middles of the woods. */
  woods: readonly LonLat[]
  demands: readonly Demand[]
  /** Metres to the nearest road, `Infinity` beyond the limit. */
  roadMetres: (place: LonLat, limitMetres: number) => number
}

const hillChance = (place: LonLat, woods: readonly LonLat[]): number => {
  const nearest = Math.min(...woods.map((wood) => metresBetween(wood, place)))
  return PLAIN_CHANCE + Math.exp(-((nearest / HILL_FADE_METRES) ** 2) / 2)
}

const isSuitable = (
  { region, demands, roadMetres }: ReservoirSurroundings,
  place: LonLat,
  countyCode: string,
  taken: readonly LonLat[],
): boolean =>
  region.countyAt(place)?.code === countyCode &&
  taken.every((other) => metresBetween(other, place) >= LEAST_DISTANCE_METRES) &&
  region.towns.every((town) => metresBetween(town.seat, place) >= SEAT_MARGIN_METRES) &&
  demands.every((demand) => metresBetween(demand.place, place) >= VILLAGE_MARGIN_METRES) &&
  roadMetres(place, ROAD_MARGIN_METRES) >= ROAD_MARGIN_METRES &&
  !region.isWater(place, WATER_MARGIN_METRES) &&
  region.lakeMetres(place, LAKE_MARGIN_METRES) >= LAKE_MARGIN_METRES

const placesInCounty = (
  surroundings: ReservoirSurroundings,
  county: County,
  count: number,
  taken: LonLat[],
): LonLat[] => {
  const random = randomOf(`reservoirs ${county.code}`)
  const [west, south, east, north] = bboxOf(county.geometry)
  const places: LonLat[] = []
  for (let attempt = 0; attempt < ATTEMPTS && places.length < count; attempt++) {
    const place: LonLat = [numberBetween(random, west, east), numberBetween(random, south, north)]
    if (random() > hillChance(place, surroundings.woods)) continue
    if (!isSuitable(surroundings, place, county.code, taken)) continue
    places.push(place)
    taken.push(place)
  }
  if (places.length < count) throw new Error(`no room for ${count} reservoirs in ${county.nameEn}`)
  return places
}

const figuresOf = (random: Random, countyCode: string) => {
  const [least, most] = random() < CAPACITY.small1Share ? CAPACITY.small1 : CAPACITY.small2
  const capacity = Math.round((least + (most - least) * random() ** 1.8) * 10) / 10
  const [low, high] = HEIGHT_METRES[countyCode] ?? LOW_HILLS_METRES
  return {
    capacityTenThousandCubicMetres: capacity,
    scale: reservoirScaleOf(capacity),
    lengthMetres: Math.round(numberBetween(random, 90, 220) + Math.sqrt(capacity) * 12),
    floodLimitLevelMetres: Math.round(numberBetween(random, low, high) * 10) / 10,
  }
}

/** The small reservoirs; `taken` is where reservoirs are already. @throws Error when one has no room. */
export const smallReservoirs = (
  surroundings: ReservoirSurroundings,
  taken: readonly LonLat[],
): Work[] => {
  const occupied = [...taken]
  return Object.entries(COUNTS).flatMap(([countyCode, count]) => {
    const county = surroundings.region.county(countyCode)
    const numberIn = createCounter()
    const random = randomOf(`reservoir figures ${countyCode}`)
    return placesInCounty(surroundings, county, count, occupied).map((place) => {
      const town = surroundings.region.nearestTown(place, countyCode)
      const number = numberIn(town.code)
      return {
        kind: 'reservoir' as const,
        nameZh: `${town.nameZh}${number}号水库`,
        nameEn: `${town.nameEn} Reservoir ${number}`,
        river: null,
        countyCode,
        shape: { point: place },
        ...figuresOf(random, countyCode),
      }
    })
  })
}
