/** Woods: the named ones as written by hand, and one as it is being made. */
import { z } from 'zod'
import type { LonLat } from '../../../data/geometry.ts'
import { forestUnion } from '../../../data/resources/forest.ts'
import type { Town } from '../facts.ts'
import { readTable } from '../facts.ts'
import type { Random } from '../random.ts'
import { type Area, areaOf, isInside } from '../resources/areas.ts'
import { metresBetween, moved } from '../resources/plane.ts'
import type { Region } from '../resources/region.ts'
import { forestOutline } from './outline.ts'

const { dominantSpecies, dangerClass } = forestUnion.fields

const namesOf = <T extends object>(options: T) =>
  z.enum(Object.keys(options) as [keyof T & string, ...(keyof T & string)[]])

const forestRow = z
  .object({
    id: z.string().min(1),
    nameZh: z.string().min(1),
    nameEn: z.string().min(1),
    forestFarm: z.string().min(1),
    countyCode: z.string().length(6),
    longitude: z.coerce.number(),
    latitude: z.coerce.number(),
    areaHectares: z.coerce.number().positive(),
    elongation: z.coerce.number().min(1),
    bearingDegrees: z.coerce.number().min(0).max(360),
    species: namesOf(dominantSpecies.options),
    dangerClass: namesOf(dangerClass.options),
    responsibleUnit: z.string().min(1),
  })
  .transform(({ longitude, latitude, ...row }) => ({
    ...row,
    centre: [longitude, latitude] as LonLat,
  }))

/** A named wood: its place, size and lie by hand, its outline still to be made. */
export type ForestFact = z.infer<typeof forestRow>

export const readForestFacts = (): ForestFact[] => readTable('forests.csv', forestRow)

export interface ForestRequest extends Omit<ForestFact, 'id'> {
  /** Written by hand, or one of the woods that fill the hill counties. */
  named: boolean
}

export interface ForestArea extends ForestRequest {
  ring: [number, number][]
  area: Area<null>
}

const WATER_MARGIN_METRES = 60
const SEAT_MARGIN_METRES = 350
const FOREST_MARGIN_METRES = 120
const SQUARE_METRES_PER_SQUARE_KILOMETRE = 1e6
/** Look this far around a place for another wood. */
const SIDES: readonly LonLat[] = [
  [0, 0],
  [FOREST_MARGIN_METRES, 0],
  [-FOREST_MARGIN_METRES, 0],
  [0, FOREST_MARGIN_METRES],
  [0, -FOREST_MARGIN_METRES],
]

/** Farther obstacles than this do not matter to a wood: none has so long a ridge. */
const REACH_METRES = 8_000

const builtUpRadiusMetres = (town: Town): number =>
  Math.sqrt((town.builtUpSquareKilometres * SQUARE_METRES_PER_SQUARE_KILOMETRE) / Math.PI)

/** Tells where a wood may stand: in its county, off the water, out of towns and other woods. */
const freeGround = (
  region: Region,
  placed: readonly ForestArea[],
  { centre, countyCode }: ForestRequest,
): ((place: LonLat) => boolean) => {
  const towns = region.towns
    .filter((town) => metresBetween(town.seat, centre) < REACH_METRES)
    .map((town) => ({
      seat: town.seat,
      clearMetres: builtUpRadiusMetres(town) + SEAT_MARGIN_METRES,
    }))
  const woods = placed.filter((wood) => metresBetween(wood.centre, centre) < REACH_METRES)
  return (place) => {
    if (region.countyAt(place)?.code !== countyCode) return false
    if (towns.some(({ seat, clearMetres }) => metresBetween(place, seat) < clearMetres))
      return false
    const around = SIDES.map(([east, north]) => moved(place, east, north))
    if (woods.some((wood) => around.some((side) => isInside(side, wood.area)))) return false
    return !region.isWater(place, WATER_MARGIN_METRES)
  }
}

/** The wood with an outline that keeps clear of everything, or null where there is no room. */
export const growForest = (
  random: Random,
  region: Region,
  placed: readonly ForestArea[],
  request: ForestRequest,
): ForestArea | null => {
  const ring = forestOutline(random, {
    ...request,
    isFree: freeGround(region, placed, request),
  })
  if (ring === null) return null
  return { ...request, ring, area: areaOf(null, { type: 'Polygon', coordinates: [ring] }) }
}
