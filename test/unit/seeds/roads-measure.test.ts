import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { measureDetours, measureRoads } from '../../../seeds/build/roads/measure.ts'
import {
  adjacencyOf,
  metresFrom,
  nearestNode,
  segmentLengths,
} from '../../../seeds/build/roads/measure-distances.ts'
import type { DraftSegment, NetworkDraft } from '../../../server/network/draft.ts'
import { distanceMetres } from '../../fixtures/facts-geometry.ts'
import type { LonLat } from '../../fixtures/facts-reading.ts'
import { street } from '../../fixtures/grid-network.ts'
import { forAll } from '../../fixtures/runs.ts'

/** One degree along a meridian on the sphere of 6,371,008.8 m: 2πR / 360. */
const METRES_PER_DEGREE = 111_195.08
/** A hundredth of a degree. */
const STEP = 0.01

const place: fc.Arbitrary<LonLat> = fc.tuple(
  fc.double({ min: 116, max: 117, noNaN: true }),
  fc.double({ min: 35, max: 36, noNaN: true }),
)

const segment = (
  from: number,
  to: number,
  roadClass: DraftSegment['roadClass'] = 'street',
  isOneWay = false,
): DraftSegment => street(from, to, { roadClass, forwardKph: 30, backwardKph: isOneWay ? 0 : 30 })

/**
 * A square on the equator, a hundredth of a degree (1,112 m) to a side, where degrees east and
 * north are equally long: 0 (0, 0), 1 (1, 0), 2 (1, 1), 3 (0, 1). No road from 0 to 3.
 */
const square = (lastIsOneWay = false): NetworkDraft => ({
  provenance: 'generated',
  source: 'test',
  nodes: Float64Array.from([0, 0, STEP, 0, STEP, STEP, 0, STEP]),
  segments: [segment(0, 1), segment(1, 2), segment(2, 3, 'village', lastIsOneWay)],
  turnBans: [],
})

it('segmentLengths follows the shape', () => {
  const draft = square()
  // From (0, 0) by way of (0, 1) and (1, 1) to (1, 0): three sides.
  draft.segments.push({ ...segment(0, 1), shape: [0, STEP, STEP, STEP] })
  const side = METRES_PER_DEGREE * STEP
  const lengths = segmentLengths(draft)
  expect(lengths[0]).toBeCloseTo(side, 1)
  expect(lengths[3]).toBeCloseTo(3 * side, 1)
})

describe('metresFrom', () => {
  it('goes round three sides where the fourth is missing', () => {
    const draft = square()
    const metres = metresFrom(adjacencyOf(draft, segmentLengths(draft)), 0)
    const sides = [...metres].map((each) => each / (METRES_PER_DEGREE * STEP))
    expect(sides.map((each) => Math.round(each * 1e4) / 1e4)).toEqual([0, 1, 2, 3])
  })

  it('answers the length of the quickest way where it is a longer one', () => {
    const draft = square()
    // The missing fourth side at 9 km/h: as long as the three others at 30 would take at 10.
    draft.segments.push({ ...segment(0, 3), forwardKph: 9, backwardKph: 9 })
    const adjacency = adjacencyOf(draft, segmentLengths(draft))
    const side = METRES_PER_DEGREE * STEP
    expect(metresFrom(adjacency, 0)[3]! / side).toBeCloseTo(1, 3)
    expect(metresFrom(adjacency, 0, 'seconds')[3]! / side).toBeCloseTo(3, 3)
  })

  it('does not drive against a one-way street, unless asked for the way back', () => {
    const draft = square(true)
    const lengths = segmentLengths(draft)
    expect(metresFrom(adjacencyOf(draft, lengths), 3)[0]).toBe(Number.POSITIVE_INFINITY)
    expect(metresFrom(adjacencyOf(draft, lengths, true), 3)[0]).toBeCloseTo(
      3 * METRES_PER_DEGREE * STEP,
      1,
    )
  })
})

it('nearestNode does not take a node that only an expressway has', () => {
  const draft = square()
  draft.nodes = Float64Array.from([...draft.nodes, 2 * STEP, 0])
  draft.segments.push(segment(1, 4, 'expressway', true))
  expect(nearestNode(draft, [2 * STEP, 0])).toBe(1)
})

it('nearestNode is the node that the shortest of all ways leads to', () => {
  const drawn = fc.tuple(fc.array(place, { minLength: 2, maxLength: 12 }), place)
  forAll(100, drawn, ([places, from]) => {
    const draft = square()
    draft.nodes = Float64Array.from(places.flat())
    draft.segments = places.slice(1).map((_, i) => segment(i, i + 1))
    const metres = places.map((each) => distanceMetres(from, each))
    expect(metres[nearestNode(draft, from)]).toBeCloseTo(Math.min(...metres), 3)
  })
})

it('measureDetours is 3 between the two corners that only three sides join', () => {
  const draft = square()
  const places = [
    [0, 0],
    [0, STEP],
  ] as const
  // Nearer than 2 km: pairs must lie apart, so the square is made ten times as large.
  draft.nodes = draft.nodes.map((degrees) => degrees * 10)
  const far = places.map(([x, y]) => [x * 10, y * 10] as const)
  const { mean, median, pairs, unreached } = measureDetours(draft, segmentLengths(draft), far, 20)
  expect({ pairs, unreached }).toEqual({ pairs: 20, unreached: 0 })
  expect(mean).toBeCloseTo(3, 4)
  expect(median).toBeCloseTo(3, 4)
})

it('measureRoads counts nodes, directions, kilometres, dead ends and the strong part', () => {
  const draft = square(true)
  draft.nodes = draft.nodes.map((degrees) => degrees * 10)
  const figures = measureRoads(draft, [
    [0, 0],
    [0.1, 0.1],
  ])
  const side = (METRES_PER_DEGREE * STEP * 10) / 1000
  expect(figures).toMatchObject({ nodes: 4, segments: 3, directedEdges: 5, deadEndShare: 0.5 })
  expect(figures.oneWayShare).toBeCloseTo(1 / 3, 6)
  expect(figures.oneWayLengthShare).toBeCloseTo(1 / 3, 4)
  expect(figures.kilometresByClass.get('street')).toBeCloseTo(2 * side, 3)
  expect(figures.kilometresByClass.get('village')).toBeCloseTo(side, 3)
  // Node 3 is reached and never left.
  expect(figures.strongShare).toBe(0.75)
})
