/** Road times of lorries against shortest paths written a second time. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { LonLat } from '../../data/geometry.ts'
import { LorryTimes } from '../../server/analysis/transfer/lorry-times.ts'
import { accessSeconds, IMPASSABLE } from '../../server/network/profile.ts'
import { gridLonLat, loadedNetwork } from '../fixtures/grid-network.ts'
import { costsToPlace, incomingArcs } from '../fixtures/plain-dijkstra.ts'
import { GRID_SIDE, irregularGrid, onGrid } from '../fixtures/random-roads.ts'
import { forAll } from '../fixtures/runs.ts'

const draft = irregularGrid()
const network = loadedNetwork(draft)
const { graph } = network
const incoming = incomingArcs(graph)
const lorryTimes = network.vehicleTimes('supply-lorry', 'night')
const WITHIN_SECONDS = 3600
/** Shares of an edge are rounded to a tenth of a second at either end, the walk as well. */
const ROUNDING_SECONDS = 0.4

/** Never on a junction: there the roads that meet would be closed by chance. */
const onStreet = fc
  .tuple(fc.nat(GRID_SIDE - 2), fc.nat(GRID_SIDE - 1), fc.boolean())
  .map(([block, line, isEast]) =>
    isEast ? gridLonLat(block * 100 + 50, line * 100) : gridLonLat(line * 100, block * 100 + 50),
  )
const cases = fc.record({
  stockpiles: fc.array(onGrid, { minLength: 1, maxLength: 4 }),
  sites: fc.array(fc.array(onGrid, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 8 }),
  closed: fc.array(onStreet, { maxLength: 8 }),
})

const snapOf = ([longitude, latitude]: LonLat, closed: ReadonlySet<number> = new Set()) => {
  const snap = network.snap(longitude, latitude, {
    ...lorryTimes,
    usable: (segment) => lorryTimes.usable(segment) && !closed.has(segment),
  })
  if (!snap) throw new Error('the grid is everywhere near')
  return { ...snap, walkSeconds: accessSeconds(snap.distanceMetres) }
}

/** From one stockpile to one point, every state visited. */
const plainSeconds = (from: LonLat, to: LonLat, closed: ReadonlySet<number>): number => {
  const start = snapOf(from)
  // The goods come to the next road that is open; who stands on a closed one stays there.
  const end = snapOf(to, closed)
  const isOpen = (edge: number): boolean =>
    lorryTimes.edgeCosts[edge]! < IMPASSABLE && !closed.has(edge >> 1)
  const costs = costsToPlace(
    graph,
    incoming,
    lorryTimes.edgeCosts,
    isOpen,
    end.segment,
    end.fraction,
  )
  const along = (edge: number, fraction: number) => ((edge & 1) === 0 ? fraction : 1 - fraction)
  const ways = Array.from(graph.stateEdge, (edge, state) => {
    if (edge >> 1 !== start.segment || !isOpen(edge)) return Number.POSITIVE_INFINITY
    const done = along(edge, start.fraction)
    const direct = along(edge, end.fraction) - done
    const round = costs[state]! + lorryTimes.edgeCosts[edge]! * (1 - done)
    return end.segment === start.segment && direct >= 0
      ? Math.min(round, lorryTimes.edgeCosts[edge]! * direct)
      : round
  })
  return start.walkSeconds + Math.min(...ways) / 10 + end.walkSeconds
}

test('every stockpile’s time to every site is that of the best of all ways', () => {
  let reached = 0
  let cutOff = 0
  forAll(150, cases, ({ stockpiles, sites, closed }) => {
    const closures = closed.map(([lon, lat]) => ({
      type: 'Point' as const,
      coordinates: [lon, lat] as [number, number],
    }))
    const shut = new Set(closed.map((place) => snapOf(place).segment))
    const conditions = { period: 'night', closures } as const
    const lorries = new LorryTimes(network)
    const matrix = lorries.matrix(stockpiles, sites, conditions, WITHIN_SECONDS, () => undefined)
    sites.forEach((site, siteIndex) => {
      const alone = lorries.seconds(stockpiles, site, conditions)
      stockpiles.forEach((stockpile, index) => {
        const plain = Math.min(...site.map((point) => plainSeconds(stockpile, point, shut)))
        for (const seconds of [matrix[siteIndex]![index]!, alone[index]!]) {
          if (plain === Number.POSITIVE_INFINITY) {
            cutOff++
            expect(seconds).toBe(plain)
          } else {
            reached++
            expect(Math.abs(seconds - plain)).toBeLessThanOrEqual(ROUNDING_SECONDS)
          }
        }
      })
    })
  })
  // Neither kind may be missing from what was tried.
  expect(reached).toBeGreaterThan(100)
  expect(cutOff).toBeGreaterThan(0)
})

test('a site under water is cut off, one beside it is served from the next open street', () => {
  const corner = (east: number, north: number): [number, number] => [...gridLonLat(east, north)]
  const ring = [corner(140, -5), corner(160, -5), corner(160, 20), corner(140, 20)]
  const flooded = { type: 'Polygon' as const, coordinates: [[...ring, ring[0]!]] }
  const lorries = new LorryTimes(network)
  const [stockpile, wet, dry] = [gridLonLat(400, 100), gridLonLat(150, 5), gridLonLat(150, 30)]
  const secondsTo = (site: LonLat, closures: (typeof flooded)[]): number =>
    lorries.seconds([stockpile], [site], { period: 'night', closures })[0]!
  expect(secondsTo(wet, [])).toBeLessThan(600)
  expect(secondsTo(wet, [flooded])).toBe(Number.POSITIVE_INFINITY)
  // 50 m on foot instead of 30, and a block of 100 m more or less to drive.
  expect(Math.abs(secondsTo(dry, [flooded]) - secondsTo(dry, []))).toBeLessThan(60)
  const conditions = { period: 'night', closures: [flooded] } as const
  expect(lorries.reached([stockpile], [[wet], [dry]], 'forward', conditions)).toEqual([false, true])
  expect(lorries.reached([wet], [[stockpile]], 'backward', conditions)).toEqual([false])
})
