/** Roads, where they cross, and kilometres along them, on streets whose metres are known. */
import { describe, expect, test } from 'vitest'
import { haversineMetres, type LonLat } from '../../../data/geometry.ts'
import { placeAlong } from '../../../server/analysis/gazetteer/along-road.ts'
import { crossingsOf } from '../../../server/analysis/gazetteer/crossings.ts'
import { interchangesOf } from '../../../server/analysis/gazetteer/interchanges.ts'
import { type Road, roadsOf, spokenRefs } from '../../../server/analysis/gazetteer/roads.ts'
import type { RoadGraph } from '../../../server/network/graph.ts'
import { draftOf, gridLonLat, loadedNetwork, metres, street } from '../../fixtures/grid-network.ts'

const allRoads = (graph: RoadGraph): Road[] => {
  const work = roadsOf(graph)
  for (;;) {
    const { done, value } = work.next()
    if (done) return value
  }
}
const apart = (a: LonLat, b: LonLat): number => haversineMetres(a[0], a[1], b[0], b[1])

/**
 * 东路 in two carriageways 40 m apart from west to east, 北路 in two 30 m apart across it; 桥路 leads over
 * 东路 and shares no node with it; a second 北路 lies 30 km away.
 */
const JUNCTIONS = loadedNetwork(
  draftOf(
    metres(
      // 东路: south carriageway 0–3, north 4–7
      ...([
        [0, 0],
        [500, 0],
        [530, 0],
        [1000, 0],
      ] as const),
      ...([
        [0, 40],
        [500, 40],
        [530, 40],
        [1000, 40],
      ] as const),
      // 北路: ends south 8, 9 and north 10, 11
      ...([
        [500, -500],
        [530, -500],
        [500, 500],
        [530, 500],
      ] as const),
      // 桥路
      ...([
        [800, -300],
        [800, 300],
      ] as const),
      // 北路 elsewhere
      ...([
        [30_000, 0],
        [30_000, 200],
      ] as const),
    ),
    [
      ...[
        [0, 1],
        [1, 2],
        [2, 3],
        [4, 5],
        [5, 6],
        [6, 7],
      ].map(([a, b]) => street(a!, b!, { name: '东路', ref: 'G327' })),
      ...[
        [8, 1],
        [1, 5],
        [5, 10],
        [9, 2],
        [2, 6],
        [6, 11],
      ].map(([a, b]) => street(a!, b!, { name: '北路' })),
      street(12, 13, { name: '桥路', ref: 'S252;X001' }),
      street(14, 15, { name: '北路' }),
    ],
  ),
).graph
const ROADS = allRoads(JUNCTIONS)
const named = (name: string): Road[] => ROADS.filter((road) => road.name === name)

describe('roads', () => {
  test('of one name are one where they belong together, and two where they do not', () => {
    expect(named('北路').map(({ segments }) => segments.length)).toEqual([6, 1])
  })

  test('have the number that is theirs alone, and numbers of their own where a way has several', () => {
    expect(named('东路').map(({ ref }) => ref)).toEqual(['G327'])
    expect(ROADS.some(({ name, ref }) => name === '' && ref === 'G327')).toBe(false)
    expect(spokenRefs('G327')).toEqual(['327国道', '国道327'])
    expect(spokenRefs('太白楼路')).toEqual([])
  })
})

describe('crossings', () => {
  test('of two carriageways each are one, in the middle of its four nodes', () => {
    const crossings = crossingsOf(JUNCTIONS, named('东路'), named('北路'))
    expect(crossings).toHaveLength(1)
    expect(crossings[0]!.nodes).toHaveLength(4)
    expect(apart(crossings[0]!.position, gridLonLat(515, 20))).toBeLessThan(1)
  })

  test('on two levels are none', () => {
    expect(crossingsOf(JUNCTIONS, named('东路'), named('桥路'))).toEqual([])
  })
})

describe('roads on two levels', () => {
  /** A road to the east and one to the north over it, of one stretch each; ramps; a third road that ends at them. */
  const made = (ramps: readonly (readonly [number, number])[]) => {
    const nodes = metres(
      [0, 0],
      [400, 0],
      [2000, 0],
      [1000, -900],
      [1000, 600],
      [1000, 900],
      [1300, 900],
      [1300, 2000],
    )
    const { graph } = loadedNetwork(
      draftOf(nodes, [
        ...[
          [0, 1],
          [1, 2],
        ].map(([a, b]) => street(a!, b!, { name: '东高速', roadClass: 'expressway' })),
        ...[
          [3, 4],
          [4, 5],
        ].map(([a, b]) => street(a!, b!, { name: '北高速', roadClass: 'expressway' })),
        street(6, 7, { name: '支高速', roadClass: 'expressway' }),
        ...ramps.map(([a, b]) => street(a, b, { name: '', roadClass: 'ramp' })),
      ]),
    )
    const roads = allRoads(graph)
    const called = (name: string) => roads.filter((road) => road.name === name)
    return (a: string, b: string) => interchangesOf(graph, called(a), called(b))
  }

  test('meet where one leads over the other, with ramps between them or without', () => {
    const { crossings, isJoined } = made([])('东高速', '北高速')
    expect(crossings).toHaveLength(1)
    expect(crossings[0]?.isOnTwoLevels).toBe(true)
    expect(apart(crossings[0]!.position, gridLonLat(1000, 0))).toBeLessThan(1)
    expect(isJoined).toBe(false)
    // √(600² + 600²) = 849 m of ramp
    const joined = made([[1, 4]])('东高速', '北高速')
    expect(joined.isJoined).toBe(true)
    expect(apart(joined.crossings[0]!.position, gridLonLat(1000, 0))).toBeLessThan(1)
  })

  test('meet between the ends of their ramps where neither leads over the other', () => {
    expect(made([])('北高速', '支高速')).toEqual({ crossings: [], isJoined: false })
    const { crossings, isJoined } = made([[5, 6]])('北高速', '支高速')
    expect(isJoined).toBe(true)
    expect(apart(crossings[0]!.position, gridLonLat(1150, 900))).toBeLessThan(1)
  })

  test('do not where their ramps are longer than those of an interchange', () => {
    // from 400, 0 to 1300, 2000: 2193 m
    expect(made([[1, 7]])('东高速', '支高速').crossings).toEqual([])
  })
})

describe('a kilometre along a road', () => {
  /** 3 km: east, then north; posts K10 at its beginning and K13 at its end. */
  const BENT = loadedNetwork(
    draftOf(metres([0, 0], [1000, 0], [2000, 0], [2000, 1000]), [
      street(0, 1, { name: '弯路' }),
      // drawn against the direction of the posts
      street(2, 1, { name: '弯路' }),
      street(2, 3, { name: '弯路' }),
    ]),
  ).graph
  const bent = allRoads(BENT)
  const post = (kilometre: number, east: number, north: number) => ({
    kilometre,
    position: gridLonLat(east, north),
  })
  const POSTS = [post(13, 2000, 1000), post(10, 0, 0)]

  test.each([
    [10, 0, 0],
    [10.3, 300, 0],
    [11.75, 1750, 0],
    [12.5, 2000, 500],
    [13, 2000, 1000],
  ])('K%d lies on the road’s own course', (kilometre, east, north) => {
    const place = placeAlong(BENT, bent, POSTS, kilometre)
    if ('problem' in place) throw new Error(place.problem)
    expect(apart(place.position, gridLonLat(east, north))).toBeLessThan(5)
    expect(place.errorMetres).toBe(30)
  })

  test('between posts within one stretch', () => {
    const place = placeAlong(BENT, bent, [post(1, 100, 0), post(1.8, 900, 0)], 1.2)
    if ('problem' in place) throw new Error(place.problem)
    expect(apart(place.position, gridLonLat(300, 0))).toBeLessThan(2)
  })

  test.each([9.9, 13.1, 430])('K%d beyond the posts is not guessed', (kilometre) => {
    expect(placeAlong(BENT, bent, POSTS, kilometre)).toEqual({
      problem: 'outside',
      known: [10, 13],
    })
  })

  test('without posts there is nothing to count from', () => {
    expect(placeAlong(BENT, bent, [], 5)).toEqual({ problem: 'no-posts', known: null })
  })

  test('posts that the road does not join are too far apart, or it lies on the straight line, as far off as a road can swing', () => {
    const far = [post(0, 0, 3000), post(5, 5000, 3000)]
    expect(placeAlong(BENT, bent, far, 2)).toEqual({ problem: 'far-apart', known: [0, 5] })
    const near = [post(0, 0, 3000), post(1, 800, 3000)]
    const place = placeAlong(BENT, bent, near, 0.5)
    if ('problem' in place) throw new Error(place.problem)
    expect(apart(place.position, gridLonLat(400, 3000))).toBeLessThan(2)
    // a road of 1000 m between ends 800 m apart reaches 300 m aside, and is 200 m longer
    expect(Math.abs(place.errorMetres - 500)).toBeLessThanOrEqual(10)
  })

  test('posts that contradict the road by more than a tenth are not trusted over far', () => {
    const wrong = [post(10, 0, 0), post(17, 2000, 1000)]
    expect(placeAlong(BENT, bent, wrong, 12)).toEqual({ problem: 'far-apart', known: [10, 17] })
  })
})
