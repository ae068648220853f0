/** Roads that any drawn area touches, against every edge tried on every road in exact arithmetic. */
import fc, { type Arbitrary } from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { LonLat } from '../../data/geometry.ts'
import type { Closure } from '../../data/scenario.ts'
import { closedSegments } from '../../server/analysis/closed-roads.ts'
import { segmentLonLats } from '../../server/network/graph.ts'
import type { RoadNetwork } from '../../server/network/road-network.ts'
import { BLOCK_METRES, gridDraft, gridLonLat, loadedNetwork } from '../fixtures/grid-network.ts'
import { forAll } from '../fixtures/runs.ts'

type Metres = readonly [east: number, north: number]
type Ring = [number, number][]
type Area = Exclude<Closure, { type: 'Point' }>
/** Degrees as whole numbers, nothing rounded. */
type Exact = readonly [x: bigint, y: bigint]

/** Every number that stands for degrees of this region is a whole multiple of 2⁻⁶⁰. */
const FINEST = 2 ** 60
const exact = ([x, y]: LonLat): Exact => [BigInt(x * FINEST), BigInt(y * FINEST)]

const side = (a: Exact, b: Exact, c: Exact): number => {
  const twice = (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
  return Number(twice > 0n) - Number(twice < 0n)
}
const isBetween = (low: bigint, high: bigint, each: bigint): boolean =>
  (low <= each && each <= high) || (high <= each && each <= low)
const liesOn = (a: Exact, b: Exact, c: Exact): boolean =>
  side(a, b, c) === 0 && isBetween(a[0], b[0], c[0]) && isBetween(a[1], b[1], c[1])
const haveCommon = (a: Exact, b: Exact, c: Exact, d: Exact): boolean =>
  liesOn(a, b, c) ||
  liesOn(a, b, d) ||
  liesOn(c, d, a) ||
  liesOn(c, d, b) ||
  (side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0)

const isInside = (rings: readonly Exact[][], [x, y]: Exact): boolean => {
  let odd = false
  for (const ring of rings) {
    for (let i = 0; i + 1 < ring.length; i++) {
      const ends = [ring[i]!, ring[i + 1]!] as const
      const [low, high] = ends[0][1] <= ends[1][1] ? ends : [ends[1], ends[0]]
      // East of the point this time: the other way round than the program.
      if (low[1] <= y && y < high[1] && side(low, high, [x, y]) > 0) odd = !odd
    }
  }
  return odd
}

/** Every edge of every ring on every road, and a corner of the road in every polygon. */
const touchedByTrying = ({ graph }: RoadNetwork, area: Area): number[] => {
  const polygons = (area.type === 'Polygon' ? [area.coordinates] : area.coordinates).map((rings) =>
    rings.map((ring) => ring.map(exact)),
  )
  const edges = polygons
    .flat()
    .flatMap((ring) => ring.slice(1).map((to, i) => [ring[i]!, to] as const))
  return Array.from({ length: graph.segmentCount }, (_, segment) => segment).filter((segment) => {
    const points = segmentLonLats(graph, segment)
    const line: Exact[] = []
    for (let i = 0; i < points.length; i += 2) line.push(exact([points[i]!, points[i + 1]!]))
    return (
      polygons.some((rings) => line.some((point) => isInside(rings, point))) ||
      line.slice(1).some((to, i) => edges.some(([a, b]) => haveCommon(line[i]!, to, a, b)))
    )
  })
}

const BLOCKS = 6
const WIDTH = BLOCKS * BLOCK_METRES
const network = loadedNetwork(gridDraft(BLOCKS + 1, BLOCKS + 1))

const larger = loadedNetwork(gridDraft(4 * BLOCKS + 1, 4 * BLOCKS + 1))

const ORIGIN = gridLonLat(0, 0)

const ringOf = (corners: readonly Metres[]): Ring =>
  [...corners, corners[0]!].map(([east, north]) => gridLonLat(east, north))
const within = (least: number, most: number): Arbitrary<number> =>
  fc.double({ min: least, max: most, noNaN: true })

/** Metres, some of them on the streets and junctions themselves. */
const anyMetres = fc.oneof(
  within(-100, WIDTH + 100),
  fc.integer({ min: -2, max: 2 * BLOCKS + 2 }).map((half) => (half * BLOCK_METRES) / 2),
)
const anyPlace: Arbitrary<Metres> = fc.tuple(anyMetres, anyMetres)

/** Sees all of its edge from its middle; deep notches make it as concave as can be. */
const starAround = ([east, north]: Metres, most: number): Arbitrary<Ring> =>
  fc.array(within(most / 50, most), { minLength: 3, maxLength: 60 }).map((radii) =>
    ringOf(
      radii.map((radius, i): Metres => {
        const angle = (2 * Math.PI * i) / radii.length
        return [east + radius * Math.cos(angle), north + radius * Math.sin(angle)]
      }),
    ),
  )
const star = fc
  .tuple(anyPlace, within(5, WIDTH))
  .chain(([middle, radius]) => starAround(middle, radius))

/** Teeth up and down between two streets or across many. */
const comb = fc
  .record({ west: anyMetres, south: anyMetres, teeth: fc.integer({ min: 1, max: 25 }) })
  .chain(({ west, south, teeth }) =>
    fc.array(anyMetres, { minLength: teeth * 2, maxLength: teeth * 2 }).map((tops) => {
      const step = WIDTH / tops.length
      const upper = tops.map((top, i): Metres => [west + i * step, i % 2 ? top : south + 5])
      return ringOf([...upper, [west + WIDTH, south], [west, south]])
    }),
  )
/** Corners anywhere: it may cross itself, run along a street, turn on the spot. */
const tangle = fc.array(anyPlace, { minLength: 3, maxLength: 12 }).map(ringOf)
const anyRing = fc.oneof(star, comb, tangle)

/** An outline and what is cut out of it. */
const rings = fc.oneof(
  anyRing.map((ring) => [ring]),
  fc.tuple(anyRing, fc.array(anyRing, { maxLength: 2 })).map(([outer, holes]) => [outer, ...holes]),
)
const anyArea: Arbitrary<Area> = fc.oneof(
  rings.map((coordinates): Area => ({ type: 'Polygon', coordinates })),
  fc
    .array(rings, { minLength: 1, maxLength: 4 })
    .map((coordinates): Area => ({ type: 'MultiPolygon', coordinates })),
)

describe('a drawn area', () => {
  test('closes the roads that it touches and no others', () => {
    const seen = { some: 0, open: 0 }
    forAll(400, anyArea, (area) => {
      const expected = touchedByTrying(network, area)
      expect(closedSegments(network, [area])).toEqual(expected)
      if (expected.length > 0) seen.some++
      if (expected.length < network.graph.segmentCount) seen.open++
    })
    // Neither always nothing nor always everything.
    expect(Math.min(seen.some, seen.open)).toBeGreaterThan(100)
  })

  test('closes of the last few open roads what it would close of all', () => {
    // All but the street that is furthest west.
    const most = ringOf([
      [BLOCK_METRES / 2, -500],
      [5 * WIDTH, -500],
      [5 * WIDTH, 5 * WIDTH],
      [BLOCK_METRES / 2, 5 * WIDTH],
    ])
    const seen = { some: 0, open: 0 }
    forAll(25, fc.tuple(anyArea, anyArea), (others) => {
      const areas: Area[] = [{ type: 'Polygon', coordinates: [most] }, ...others]
      const closed = closedSegments(larger, areas)
      const touched = new Set(areas.flatMap((area) => touchedByTrying(larger, area)))
      expect(closed).toEqual([...touched].sort((a, b) => a - b))
      if (closed.length > larger.graph.segmentCount - 4 * BLOCKS) seen.some++
      if (closed.length < larger.graph.segmentCount) seen.open++
    })
    expect(Math.min(seen.some, seen.open)).toBeGreaterThan(3)
  })

  test('is judged row by row of a larger network in the same way', () => {
    const seen = { inside: 0, outside: 0 }
    forAll(25, anyArea, (area) => {
      // Four times as large, so that most roads lie between its edges.
      const grown = JSON.parse(JSON.stringify(area), (_, value) =>
        Array.isArray(value) && typeof value[0] === 'number'
          ? value.map((degrees: number, i) => ORIGIN[i]! + 4 * (degrees - ORIGIN[i]!))
          : value,
      ) as Area
      const closed = closedSegments(larger, [grown])
      expect(closed).toEqual(touchedByTrying(larger, grown))
      if (closed.length > larger.graph.segmentCount / 4) seen.inside++
      if (closed.length < (3 * larger.graph.segmentCount) / 4) seen.outside++
    })
    expect(Math.min(seen.inside, seen.outside)).toBeGreaterThan(3)
  })

  test('of many corners is not walked round once more for every road', () => {
    let reads = 0
    const corners = 2000
    const ring = ringOf(
      Array.from({ length: corners }, (_, i): Metres => {
        const angle = (2 * Math.PI * i) / corners
        return [WIDTH / 2 + WIDTH * Math.cos(angle), WIDTH / 2 + WIDTH * Math.sin(angle)]
      }),
    ).map(
      (corner) =>
        new Proxy(corner, {
          get: (place, key) => {
            reads++
            return Reflect.get(place, key)
          },
        }),
    )
    const area: Area = { type: 'Polygon', coordinates: [ring] }
    const { segmentCount } = network.graph
    expect(closedSegments(network, [area])).toHaveLength(segmentCount)
    expect(reads).toBeGreaterThan(corners)
    expect(reads).toBeLessThan(corners * segmentCount)
    expect(reads / corners).toBeLessThan(20)
  })
})
