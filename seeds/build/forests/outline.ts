/** Outlines that look like woods on hills: stretched along the ridge, ragged, stopped by obstacles. */
import type { LonLat } from '../../../data/geometry.ts'
import { numberBetween, type Random } from '../random.ts'
import { eastNorthOf, moved, rounded } from '../resources/plane.ts'

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

export interface OutlineRequest {
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
export const forestOutline = (
  random: Random,
  request: OutlineRequest,
): [number, number][] | null => {
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
