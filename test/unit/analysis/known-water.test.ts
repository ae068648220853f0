/** Walks and water whose shares are arithmetic, on streets of 100 m. */
import { expect, test } from 'vitest'
import { bboxOf, type Geometry, type LonLat } from '../../../data/geometry.ts'
import { joinOnFoot, KnownWater, type WaterBody } from '../../../server/analysis/known-water.ts'
import { type NetworkDraft, STRUCTURE } from '../../../server/network/draft.ts'
import { draftOf, gridLonLat, loadedNetwork, metres, street } from '../../fixtures/grid-network.ts'
import { rectangle } from '../../fixtures/shapes.ts'

const body = (geometry: Geometry, name: string, widthMetres: number | null = null): WaterBody => ({
  name,
  nameEn: null,
  geometry,
  bbox: bboxOf(geometry),
  widthMetres,
})

const ring = (west: number, south: number, east: number, north: number): [number, number][] =>
  rectangle(west, south, east, north).map(([x, y]) => gridLonLat(x, y))

const lake = (name: string, outer: [number, number][], ...holes: [number, number][][]): WaterBody =>
  body({ type: 'Polygon', coordinates: [outer, ...holes] }, name)

const river = (name: string, widthMetres: number | null, ...line: (readonly [number, number])[]) =>
  body(
    { type: 'LineString', coordinates: line.map(([x, y]) => gridLonLat(x, y)) },
    name,
    widthMetres,
  )

/** One street from 0 to 1000 m east, and one 1500 m north of it. */
const TWO_ROADS = draftOf(metres([0, 0], [1000, 0], [0, 1500], [1000, 1500], [0, 750]), [
  street(0, 1, { name: '南路' }),
  street(2, 3, { name: '北路' }),
  street(0, 4, { name: '西路' }),
  street(4, 2, { name: '西路' }),
])

const joined = (
  place: readonly [number, number],
  water: readonly WaterBody[],
  draft: NetworkDraft = TWO_ROADS,
) => {
  const { graph, index } = loadedNetwork(draft)
  const known = new KnownWater(water)
  const { nearest, snap } = joinOnFoot(
    { graph, index, usable: () => true },
    known,
    gridLonLat(...place),
  )
  return {
    road: snap && graph.names[graph.segmentName[snap.segment]!],
    walk: snap && Math.round(snap.distanceMetres),
    nearest: nearest && Math.round(nearest.distanceMetres),
  }
}

test('without water before it the nearest road is taken, else the nearest on the same side', () => {
  expect(joined([600, 400], [])).toEqual({ road: '南路', walk: 400, nearest: 400 })
  const pond = lake('长塘', ring(300, 100, 2000, 200))
  // 600 m west to the road that leads round, 400 m south across the pond.
  expect(joined([600, 400], [pond])).toEqual({ road: '西路', walk: 600, nearest: 400 })
  const longer = lake('长塘', ring(300, 100, 2000, 200))
  const west = river('西沟', 30, [500, -500], [500, 3000])
  expect(joined([600, 400], [longer, west])).toEqual({ road: '北路', walk: 1100, nearest: 400 })
})

test('a further point of the nearest road is taken where the nearest one lies behind water', () => {
  const pond = lake('方塘', ring(550, 100, 650, 200))
  const { road, walk } = joined([600, 400], [pond])
  // Both ends of the road are 566 and 721 m away by sight; across the pond it is 400.
  expect(road).toBe('南路')
  expect(walk).toBe(Math.round(Math.hypot(400, 400)))
})

test('on an island no road is reached, whatever lies on the other side', () => {
  const around = lake('环湖', ring(200, 100, 1400, 1400), ring(550, 350, 650, 450))
  expect(joined([600, 400], [around])).toEqual({ road: null, walk: null, nearest: 400 })
})

test('a river is a barrier where it is known to be wide, a ditch is stepped over', () => {
  const course = [
    [-500, 200],
    [2000, 200],
  ] as const
  expect(joined([600, 400], [river('大沟', 10, ...course)]).road).toBe('西路')
  expect(joined([600, 400], [river('小沟', 9, ...course)]).walk).toBe(400)
  expect(joined([600, 400], [river('某河', null, ...course)]).walk).toBe(400)
})

test('who stands on a bridge or a causeway stands on its road; beside it he stands in the water', () => {
  const water = lake('宽河', ring(-500, -300, 2000, 300))
  const bridge = draftOf(metres([0, -500], [0, 500]), [
    street(0, 1, { name: '大桥', structure: STRUCTURE.bridge }),
  ])
  const causeway = draftOf(metres([0, -500], [0, 500]), [street(0, 1, { name: '湖堤' })])
  for (const draft of [bridge, causeway]) {
    expect(joined([59, 0], [water], draft).walk).toBe(59)
    expect(joined([61, 0], [water], draft).walk).toBeNull()
  }
  // On land beside the river, over which the bridge is not reached, but its road is farther on.
  expect(joined([300, 310], [water], bridge).walk).toBe(300)
  // In the lake, 30 m from a road on the shore.
  expect(joined([500, 30], [lake('湖', ring(-500, 10, 2000, 1400))]).walk).toBeNull()
})

test('the water between a place and a road is measured along the walk', () => {
  const known = new KnownWater([
    lake('东湖', ring(100, -50, 300, 50)),
    lake('西湖', ring(-200, -50, 150, 50), ring(-150, -40, -100, 40)),
    river('细河', 40, [350, -100], [350, 100]),
  ])
  const between = (from: readonly [number, number], to: readonly [number, number]) => {
    const found = known.between(gridLonLat(...from) as LonLat, gridLonLat(...to) as LonLat)
    return found && [found.water.name, Math.round(found.metres)]
  }
  expect(between([400, 0], [200, 0])).toEqual(['东湖', 100])
  expect(between([400, 0], [320, 0])).toEqual(['细河', 40])
  // All of it but the island.
  expect(between([-300, 0], [400, 0])).toEqual(['西湖', 300])
  expect(between([0, 0], [20, 10])).toEqual(['西湖', 22])
  expect(between([400, 60], [-300, 60])).toEqual(['细河', 40])
  expect(between([340, 0], [310, 0])).toBeNull()
})
