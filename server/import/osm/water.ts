/** Surfaces of water in an extract: a walk from a road does not cross them. */
import {
  haversineMetres,
  type LonLat,
  METRES_PER_DEGREE,
  roundedDegrees,
} from '../../../data/geometry.ts'
import type { DrawnWater } from '../../../data/named-place.ts'
import { type Tags, valueSet } from './elements.ts'

/** Round a pond people walk; an assumption. */
const LEAST_SQUARE_METRES = 10_000
/** Of a shore that does not close. */
const LEAST_SHORE_METRES = 200
const DEGREES_PER_RADIAN = 180 / Math.PI

const RIVERS = valueSet('riverbank dock')
const NO_BARRIER = valueSet('pool swimming_pool fountain wastewater ditch moat')
const isSaid = (value: string | undefined): boolean => value !== undefined && value !== 'no'

/** Lakes, reservoirs and rivers drawn as areas, that are there all year and in the open. */
export const isWater = (tags: Tags): boolean =>
  (tags.natural === 'water' || RIVERS.has(tags.waterway ?? '') || tags.landuse === 'reservoir') &&
  !NO_BARRIER.has(tags.water ?? '') &&
  !isSaid(tags.intermittent) &&
  !isSaid(tags.seasonal) &&
  !isSaid(tags.tunnel) &&
  !isSaid(tags.covered) &&
  tags.location !== 'underground'

type Line = readonly LonLat[]

const isSame = (a: LonLat | undefined, b: LonLat | undefined): boolean =>
  a !== undefined && a[0] === b?.[0] && a[1] === b[1]

const isClosed = (line: Line): boolean => line.length > 3 && isSame(line[0], line.at(-1))

/** Lines that meet end to end as one, in whatever order and direction they come. */
const chainsOf = (lines: readonly Line[]): Line[] => {
  const left = new Set(lines.filter(({ length }) => length > 1))
  /** Goes on from the end as far as there are lines. */
  const continued = (line: Line): Line => {
    const chain = [...line]
    while (!isClosed(chain)) {
      const end = chain.at(-1)
      const next = [...left].find((each) => isSame(each[0], end) || isSame(each.at(-1), end))
      if (!next) break
      left.delete(next)
      chain.push(...(isSame(next[0], end) ? next : [...next].reverse()).slice(1))
    }
    return chain
  }
  const chains: Line[] = []
  for (const line of left) {
    left.delete(line)
    const onward = continued(line)
    chains.push(isClosed(onward) ? onward : continued([...onward].reverse()))
  }
  return chains
}

/** By the trapezoids under its sides, as on a plane. */
const squareMetresOf = (ring: Line): number => {
  const scale = METRES_PER_DEGREE ** 2 * Math.cos(ring[0]![1] / DEGREES_PER_RADIAN)
  const [x, y] = ring[0]!
  const twice = ring.slice(1).reduce((sum, to, i) => {
    const from = ring[i]!
    return sum + (from[0] - x) * (to[1] - y) - (to[0] - x) * (from[1] - y)
  }, 0)
  return (Math.abs(twice) / 2) * scale
}

const metresOf = (line: Line): number =>
  line.slice(1).reduce((sum, to, i) => sum + haversineMetres(...line[i]!, ...to), 0)

const isInBox = ([x, y]: LonLat, ring: Line): boolean => {
  const [xs, ys] = [ring.map(([each]) => each), ring.map(([, each]) => each)]
  const isWithin = (value: number, values: readonly number[]): boolean =>
    values.some((each) => each <= value) && values.some((each) => each >= value)
  return isWithin(x, xs) && isWithin(y, ys)
}

const rounded = (line: Line): [number, number][] =>
  line.map(([longitude, latitude]) => [roundedDegrees(longitude), roundedDegrees(latitude)])

/**
 * The surface between shores and islands, and the shores of which the extract lacks a part: a straight
 * line across would be no shore.
 * @param outer shores, in pieces or whole. @param inner islands.
 */
export const drawnWater = (
  tags: Tags,
  outer: readonly Line[],
  inner: readonly Line[],
): DrawnWater[] => {
  const named = { name: tags.name ?? '', nameEn: tags['name:en'] ?? null }
  const chains = chainsOf(outer)
  const islands = chainsOf(inner).filter(isClosed)
  const polygons = chains
    .filter((chain) => isClosed(chain) && squareMetresOf(chain) >= LEAST_SQUARE_METRES)
    .map((ring) => [
      rounded(ring),
      ...islands.filter((island) => isInBox(island[0]!, ring)).map(rounded),
    ])
  const shores = chains.filter((chain) => !isClosed(chain) && metresOf(chain) >= LEAST_SHORE_METRES)
  return [
    ...(polygons.length > 0
      ? [{ ...named, geometry: { type: 'MultiPolygon' as const, coordinates: polygons } }]
      : []),
    ...shores.map((shore) => ({
      ...named,
      geometry: { type: 'LineString' as const, coordinates: rounded(shore) },
    })),
  ]
}
