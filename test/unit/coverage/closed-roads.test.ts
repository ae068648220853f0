/** Which roads a drawn area or a point closes, on streets laid out by hand. */
import { describe, expect, it } from 'vitest'
import type { Closure } from '../../../data/scenario.ts'
import { closedSegments } from '../../../server/analysis/closed-roads.ts'
import { type NetworkDraft, STRUCTURE } from '../../../server/network/draft.ts'
import { draftOf, gridLonLat, loadedNetwork, metres, street } from '../../fixtures/grid-network.ts'
import { point, polygon } from '../../fixtures/shapes.ts'

type Metres = readonly [east: number, north: number]
const ringOf = (corners: readonly Metres[]) =>
  [...corners, corners[0]!].map(([east, north]) => gridLonLat(east, north))
const area = (...rings: (readonly Metres[])[]): Closure => polygon(...rings.map(ringOf))
const box = (west: number, south: number, east: number, north: number) =>
  metres([west, south], [east, south], [east, north], [west, north])
const pointAt = (east: number, north: number): Closure => point(...gridLonLat(east, north))
const closedIn = (draft: NetworkDraft, ...closures: Closure[]): number[] =>
  closedSegments(loadedNetwork(draft), closures)

/** 0: west to east, 1: on from there, 2: parallel to 0, 500 m north of it, 3: joins 0 and 2. */
const STREETS = draftOf(metres([0, 0], [1000, 0], [2000, 0], [0, 500], [1000, 500]), [
  street(0, 1),
  street(1, 2),
  street(3, 4),
  street(0, 3),
])

describe('an area', () => {
  it('closes a road that it crosses although no corner of either lies in the other', () => {
    expect(closedIn(STREETS, area(box(400, -100, 600, 100)))).toEqual([0])
  })

  it('closes every road of a junction inside it', () => {
    expect(closedIn(STREETS, area(box(-10, -10, 10, 10)))).toEqual([0, 3])
  })

  it('closes a road that lies in it whole', () => {
    expect(closedIn(STREETS, area(box(-10, 490, 1010, 510)))).toEqual([2, 3])
  })

  it('closes nothing between roads, nor a road that only its box covers', () => {
    expect(closedIn(STREETS, area(box(100, 100, 900, 400)))).toEqual([])
    // a triangle whose box covers the street at 500 m north, but whose slope stays east of it
    const triangle = area(metres([600, 100], [1600, 100], [1600, 900]))
    expect(closedIn(STREETS, triangle)).toEqual([])
  })

  it('leaves open what runs through its hole', () => {
    const withHole = area(box(-200, 300, 1300, 700), box(-100, 400, 1100, 600))
    expect(closedIn(STREETS, withHole)).toEqual([3])
  })

  it('in several parts closes the roads of each, once', () => {
    const parts = [box(400, -10, 600, 10), box(700, -10, 800, 10), box(400, 490, 600, 510)]
    const whole: Closure = {
      type: 'MultiPolygon',
      coordinates: parts.map((corners) => [ringOf(corners)]),
    }
    expect(closedIn(STREETS, whole)).toEqual([0, 2])
  })

  it('closes a bent road that it meets at the bend only', () => {
    const bent = draftOf(metres([0, 0], [1000, 0]), [
      street(0, 1, { shape: [...gridLonLat(500, 300)] }),
    ])
    expect(closedIn(bent, area(box(450, 250, 550, 350)))).toEqual([0])
    expect(closedIn(bent, area(box(450, -50, 550, 50)))).toEqual([])
  })
})

describe('a point', () => {
  it('closes the stretch next to it, and no more', () => {
    expect(closedIn(STREETS, pointAt(400, 20))).toEqual([0])
    expect(closedIn(STREETS, pointAt(400, 480))).toEqual([2])
  })

  it('far from every road closes nothing', () => {
    expect(closedIn(STREETS, pointAt(400, 2600))).toEqual([])
  })

  it('and an area together close each road once, in order', () => {
    const across = area(box(400, -9, 600, 9))
    expect(closedIn(STREETS, pointAt(1500, 5), across, pointAt(500, 9))).toEqual([0, 1])
  })
})

const bridge = { structure: STRUCTURE.bridge, name: '大桥' }
/** A bridge of two carriageways 30 m apart, each of two stretches, with roads on both banks. */
const TWO_CARRIAGEWAYS = draftOf(
  [
    ...metres([0, 0], [100, 0], [250, 0], [400, 0], [500, 0]),
    ...metres([100, 30], [250, 30], [400, 30], [0, 30], [500, 30]),
  ],
  [
    street(0, 1),
    street(1, 2, { ...bridge, backwardKph: 0 }),
    street(2, 3, { ...bridge, backwardKph: 0 }),
    street(3, 4),
    street(7, 6, { ...bridge, backwardKph: 0 }),
    street(6, 5, { ...bridge, backwardKph: 0 }),
    street(5, 8),
    street(9, 7),
    street(0, 8),
    street(4, 9),
  ],
)

describe('a bridge', () => {
  it.each([120, 200, 300, 380])('closes with both carriageways, from a point at %i m', (at) => {
    expect(closedIn(TWO_CARRIAGEWAYS, pointAt(at, 2))).toEqual([1, 2, 4, 5])
    expect(closedIn(TWO_CARRIAGEWAYS, pointAt(at, 28))).toEqual([1, 2, 4, 5])
  })

  it('stays open when a road beside it is closed', () => {
    expect(closedIn(TWO_CARRIAGEWAYS, pointAt(50, 2))).toEqual([0])
  })

  it('closes only as far as a drawn area touches it', () => {
    expect(closedIn(TWO_CARRIAGEWAYS, area(box(150, -10, 200, 10)))).toEqual([1])
  })

  it('is another one than its neighbour of another name, and than a namesake elsewhere', () => {
    const apart = draftOf(metres([0, 0], [100, 0], [100, 40], [0, 40], [2000, 0], [2100, 0]), [
      street(0, 1, bridge),
      street(3, 2, { structure: STRUCTURE.bridge, name: '小桥' }),
      street(4, 5, bridge),
      street(1, 2),
      street(1, 4),
    ])
    expect(closedIn(apart, pointAt(50, 2))).toEqual([0])
    expect(closedIn(apart, pointAt(50, 38))).toEqual([1])
    expect(closedIn(apart, pointAt(2050, 2))).toEqual([2])
  })

  it('and a dam of the same name are two', () => {
    const both = draftOf(metres([0, 0], [100, 0], [200, 0]), [
      street(0, 1, bridge),
      street(1, 2, { ...bridge, structure: STRUCTURE.dam }),
    ])
    expect(closedIn(both, pointAt(50, 2))).toEqual([0])
    expect(closedIn(both, pointAt(150, 2))).toEqual([1])
  })
})
