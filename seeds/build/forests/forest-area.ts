/** Woods: the named ones as written by hand, and one as it is being made, stretched along its ridge, ragged, stopped by obstacles. */

import { z } from 'zod'
import type { LonLat } from '../../../data/geometry.ts'
import { forestUnion } from '../../../data/resources/forest.ts'
import { placeColumns, readTable, type Town } from '../facts.ts'
import { numberBetween, type Random } from '../random.ts'
import { eastNorthOf, metresBetween, moved, rounded } from '../resources/plane.ts'
import { type Area, areaOf, isInside, type Region } from '../resources/region.ts'

const VERTICES = 60
/** Waves round the outline: long ones make lobes, short ones make it ragged. */
const LONGEST_WAVE = 2
const SHORTEST_WAVE = 14
const LOBE_STRENGTH = 0.3
const RAGGEDNESS = 0.07
/** The thinnest waist of an outline as a share of its mean radius. */
const NARROWEST = 0.35
const STEP_METRES = 40
const SQUARE_METRES_PER_HECTARE = 10_000
const DEGREES_TO_RADIANS = Math.PI / 180
/** An outline that obstacles keep below this share of the area asked for is given up. */
const LEAST_SHARE = 0.75
const WIDEST_SCALE = 2.2
const HALVINGS = 24

interface OutlineRequest {
  centre: LonLat
  areaHectares: number
  /** Length of the ridge over its breadth. */
  elongation: number
  /** Direction of the ridge, clockwise from north. */
  bearingDegrees: number
  /** False where the wood has to stop: water, a town, another wood, the county's border. */
  isFree: (place: LonLat) => boolean
}

/** Radius in each direction relative to a circle of the same area, before obstacles. */
const naturalRadii = (random: Random, elongation: number, bearingRadians: number): number[] => {
  const waves = Array.from({ length: SHORTEST_WAVE - LONGEST_WAVE + 1 }, (_, i) => ({
    count: LONGEST_WAVE + i,
    strength: (LOBE_STRENGTH * numberBetween(random, 0.4, 1)) / (LONGEST_WAVE + i),
    phase: numberBetween(random, 0, 2 * Math.PI),
  }))
  const longAxis = Math.sqrt(elongation)
  return Array.from({ length: VERTICES }, (_, i) => {
    const angle = (2 * Math.PI * i) / VERTICES
    const off = angle - bearingRadians
    const ellipse = 1 / Math.hypot(Math.cos(off) / longAxis, Math.sin(off) * longAxis)
    const lobes = waves.reduce(
      (sum, w) => sum + w.strength * Math.cos(w.count * angle + w.phase),
      1,
    )
    const ragged = 1 + numberBetween(random, -RAGGEDNESS, RAGGEDNESS)
    return Math.max(NARROWEST, ellipse * lobes * ragged)
  })
}

const placeAt = (centre: LonLat, vertex: number, metres: number): LonLat => {
  const angle = (2 * Math.PI * vertex) / VERTICES
  return moved(centre, Math.sin(angle) * metres, Math.cos(angle) * metres)
}

/** Metres that can be walked from the centre in each direction before an obstacle. */
const freeRadii = ({ centre, isFree }: OutlineRequest, limitMetres: number): number[] =>
  Array.from({ length: VERTICES }, (_, vertex) => {
    let metres = STEP_METRES
    while (metres < limitMetres && isFree(placeAt(centre, vertex, metres))) metres += STEP_METRES
    return metres - STEP_METRES
  })

/** Area of a star-shaped outline from its radii, in hectares. */
const hectaresOf = (radii: readonly number[]): number => {
  const sine = Math.sin((2 * Math.PI) / VERTICES)
  let squareMetres = 0
  for (let i = 0; i < VERTICES; i++) {
    squareMetres += 0.5 * radii[i]! * radii[(i + 1) % VERTICES]! * sine
  }
  return squareMetres / SQUARE_METRES_PER_HECTARE
}

/** Signed area of a closed ring in hectares, on the plane that touches its first vertex. */
export const ringHectares = (ring: readonly LonLat[]): number => {
  const origin = ring[0]!
  let doubled = 0
  for (let i = 1; i < ring.length; i++) {
    const [ax, ay] = eastNorthOf(origin, ring[i - 1]!)
    const [bx, by] = eastNorthOf(origin, ring[i]!)
    doubled += ax * by - bx * ay
  }
  return doubled / 2 / SQUARE_METRES_PER_HECTARE
}

/**
 * A closed ring (counter-clockwise, RFC 7946) round the centre of about the area asked for, or
 * null where obstacles leave too little room.
 */
const forestOutline = (random: Random, request: OutlineRequest): [number, number][] | null => {
  const { centre, areaHectares, elongation, bearingDegrees } = request
  const meanRadius = Math.sqrt((areaHectares * SQUARE_METRES_PER_HECTARE) / Math.PI)
  const natural = naturalRadii(random, elongation, bearingDegrees * DEGREES_TO_RADIANS)
  const free = freeRadii(request, meanRadius * WIDEST_SCALE * Math.max(...natural))
  const radiiAt = (scale: number): number[] =>
    natural.map((radius, i) => Math.min(radius * meanRadius * scale, free[i]!))
  let [small, large] = [0, WIDEST_SCALE]
  for (let i = 0; i < HALVINGS; i++) {
    const middle = (small + large) / 2
    if (hectaresOf(radiiAt(middle)) < areaHectares) small = middle
    else large = middle
  }
  const radii = radiiAt(large)
  if (hectaresOf(radii) < areaHectares * LEAST_SHARE) return null
  const clockwise = radii.map((metres, vertex) => rounded(placeAt(centre, vertex, metres)))
  const ring = clockwise.reverse()
  return [...ring, ring[0]!]
}

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
    ...placeColumns,
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

/** Decides where a wood may stand: in its county, off the water, out of towns and other woods. */
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
  const ring = forestOutline(random, { ...request, isFree: freeGround(region, placed, request) })
  if (ring === null) return null
  return { ...request, ring, area: areaOf(null, { type: 'Polygon', coordinates: [ring] }) }
}
