import { describe, expect, test } from 'vitest'
import { haversineMetres, type LonLat } from '../../data/geometry.ts'
import { locateFacilities } from '../../server/analysis/facility.ts'
import { findNearest } from '../../server/analysis/nearest.ts'
import { seededRandom } from '../../server/analysis/random.ts'
import { edgeHead, edgeTail } from '../../server/network/graph.ts'
import { IMPASSABLE } from '../../server/network/profile.ts'
import { routeAlong } from '../../server/network/route.ts'
import { fractionAlong } from '../../server/network/search.ts'
import type { Snap } from '../../server/network/snap.ts'
import { defaultCoverage } from '../fixtures/coverage-ground.ts'
import { costsToPlace, incomingArcs } from '../fixtures/plain-dijkstra.ts'
import { runs } from '../fixtures/runs.ts'

const PLACES = runs(30)
const COUNT = 5
/** Hundreds of searches over the whole network, without stopping early. */
const PATIENCE_MILLISECONDS = 600_000
/** Shares of an edge are rounded to tenths of a second once on each side. */
const ROUNDING_DECISECONDS = 2

const { network, stations } = await defaultCoverage()
const times = network.vehicleTimes('rescue-van', 'day')
const positions = stations.map(({ geometry }) => [geometry.coordinates as unknown as LonLat])
const facilities = locateFacilities(network.graph, network.index, positions, times.usable)
const turnout = Int32Array.from(stations, ({ properties }) => properties.turnoutSeconds * 10)
const incoming = incomingArcs(network.graph)
const random = seededRandom(20261123)
const [west, south, east, north] = network.graph.region
const places: Snap[] = []
while (places.length < PLACES) {
  const lon = west + (east - west) * random()
  const lat = south + (north - south) * random()
  const snap = network.snap(lon, lat, times)
  if (snap) places.push(snap)
}

/** Arrival of every station, from one search that visits the whole network. */
const bruteForce = (place: Snap, closures: Uint8Array | null): Float64Array => {
  const { graph } = network
  const isOpen = (edge: number): boolean =>
    times.edgeCosts[edge]! < IMPASSABLE && closures?.[edge >> 1] !== 1
  const costs = costsToPlace(
    graph,
    incoming,
    times.edgeCosts,
    isOpen,
    place.segment,
    place.fraction,
  )
  const arrivals = new Float64Array(facilities.count).fill(Number.POSITIVE_INFINITY)
  for (const { facility, snap, accessDeciseconds } of facilities.points) {
    for (const edge of [snap.segment * 2, snap.segment * 2 + 1]) {
      if (!isOpen(edge)) continue
      const at = fractionAlong(edge, snap)
      const ahead = fractionAlong(edge, place) - at
      const ways = network.search
        .statesOfEdge(edge)
        .map((state) => costs[state]! + times.edgeCosts[edge]! * (1 - at))
      if (snap.segment === place.segment && ahead >= 0) ways.push(times.edgeCosts[edge]! * ahead)
      const arrival = Math.min(...ways) + accessDeciseconds + turnout[facility]!
      arrivals[facility] = Math.min(arrivals[facility]!, arrival)
    }
  }
  return arrivals
}

const check = (place: Snap, eligible: Uint8Array, closures: Uint8Array | null): number => {
  const answer = findNearest(network.search, {
    place,
    placeAccessDeciseconds: 0,
    facilities,
    turnoutDeciseconds: turnout,
    isEligible: (facility) => eligible[facility] === 1,
    count: COUNT,
    edgeCosts: times.edgeCosts,
    closures,
    cutoffDeciseconds: IMPASSABLE,
  })
  const arrivals = bruteForce(place, closures)
  const expected = [...arrivals.keys()]
    .filter((facility) => eligible[facility] === 1 && Number.isFinite(arrivals[facility]))
    .map((facility) => arrivals[facility]!)
    .sort((a, b) => a - b)
    .slice(0, COUNT)
  const chosen = answer.filter((each) => each.eligible)
  expect(chosen.length).toBe(expected.length)
  chosen.forEach(({ arrivalDeciseconds }, rank) => {
    expect(Math.abs(arrivalDeciseconds - expected[rank]!)).toBeLessThanOrEqual(ROUNDING_DECISECONDS)
  })
  const bar = chosen.length === COUNT ? chosen.at(-1)!.arrivalDeciseconds : Infinity
  const passedOver = new Set(answer.filter((each) => !each.eligible).map((each) => each.facility))
  for (let facility = 0; facility < facilities.count; facility++) {
    if (eligible[facility] === 1) continue
    if (arrivals[facility]! < bar - ROUNDING_DECISECONDS) expect(passedOver).toContain(facility)
    if (arrivals[facility]! > bar + ROUNDING_DECISECONDS) expect(passedOver).not.toContain(facility)
  }
  for (const { edges, point, travelDeciseconds } of answer)
    checkRoute(edges, point, place, travelDeciseconds)
  return chosen.length
}

/** A route is drivable edge by edge, as long as its parts and as quick as it says. */
const checkRoute = (edges: readonly number[], point: number, place: Snap, travel: number): void => {
  const { graph } = network
  const { snap } = facilities.points[point]!
  const start = fractionAlong(edges[0]!, snap)
  const end = fractionAlong(edges.at(-1)!, place)
  for (let i = 1; i < edges.length; i++) {
    expect(edgeTail(graph, edges[i]!)).toBe(edgeHead(graph, edges[i - 1]!))
  }
  const route = routeAlong(graph, edges, start, end)
  const shareOf = (i: number): number => (i === edges.length - 1 ? end : 1) - (i === 0 ? start : 0)
  const metres = edges.reduce(
    (sum, e, i) => sum + graph.segmentLengthMetres[e >> 1]! * shareOf(i),
    0,
  )
  expect(route.distanceMetres).toBeCloseTo(metres, 3)
  const driven = edges.reduce((sum, edge, i) => sum + times.edgeCosts[edge]! * shareOf(i), 0)
  // The rest of the travel time is turns, never less than nothing.
  expect(travel).toBeGreaterThanOrEqual(driven - ROUNDING_DECISECONDS)
  const [first, last] = [route.coordinates[0]!, route.coordinates.at(-1)!]
  expect(haversineMetres(...first, snap.longitude, snap.latitude)).toBeLessThan(1)
  expect(haversineMetres(...last, place.longitude, place.latitude)).toBeLessThan(1)
  const drawn = route.coordinates
    .slice(1)
    .reduce((sum, point, i) => sum + haversineMetres(...route.coordinates[i]!, ...point), 0)
  expect(Math.abs(drawn - metres)).toBeLessThan(1 + metres / 1000)
}

describe('nearest on the default network equals a full Dijkstra over all stations', {
  timeout: PATIENCE_MILLISECONDS,
}, () => {
  test(`${PLACES} random places, every station eligible`, () => {
    const everyone = new Uint8Array(facilities.count).fill(1)
    const found = places.map((place) => check(place, everyone, null))
    expect(Math.max(...found)).toBe(COUNT)
  })

  test('with a third of the stations not eligible', () => {
    const random = seededRandom(7)
    const some = Uint8Array.from({ length: facilities.count }, () => Number(random() > 1 / 3))
    for (const place of places.slice(0, runs(10))) check(place, some, null)
  })

  test('with one road in twenty closed', () => {
    const random = seededRandom(11)
    const closures = Uint8Array.from({ length: network.graph.segmentCount }, () =>
      Number(random() < 1 / 20),
    )
    const everyone = new Uint8Array(facilities.count).fill(1)
    for (const place of places.slice(0, runs(10))) {
      if (closures[place.segment] === 0) check(place, everyone, closures)
    }
  })
})
