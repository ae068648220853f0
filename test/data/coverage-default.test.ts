/** The coverage analysis over the default data, against a search and sums of its own. */
import booleanPointInPolygon from '@turf/boolean-point-in-polygon'
import { latLngToCell } from 'h3-js'
import { describe, expect, test } from 'vitest'
import type { CoverageRequest } from '../../data/coverage.ts'
import { dutyAt } from '../../data/duty.ts'
import { IMPASSABLE } from '../../server/network/profile.ts'
import type { VehicleTimes } from '../../server/network/road-network.ts'
import { fractionAlong } from '../../server/network/search.ts'
import type { Snap } from '../../server/network/snap.ts'
import {
  defaultCoverage,
  figuresFor,
  lonLatOf,
  NIGHT,
  NOON,
  picks,
  questionFor,
  sum,
} from '../fixtures/coverage-ground.ts'
import { counties } from '../fixtures/facts-reading.ts'
import { costsToPlace, incomingArcs } from '../fixtures/plain-dijkstra.ts'
import { runs } from '../fixtures/runs.ts'

/** Hundreds of searches over the whole network, without stopping early. */
const PATIENCE_MILLISECONDS = 900_000
/** By day, and as many by night. */
const CELLS_CHECKED = runs(12, 250)
/**
 * The analysis rounds four times to a tenth of a second: the start, the rest of the station's edge,
 * the share of the cell's edge and the way on foot. Each is off by half of that at most.
 */
const ROUNDING_DECISECONDS = 3
/** Walking at 5 km/h, in tenths of a second. */
const walkDeciseconds = (metres: number): number => (metres / (5000 / 3600)) * 10

const { model, network, stations } = await defaultCoverage()
const incoming = incomingArcs(network.graph)

/** When each station is at a place, in tenths of a second; Infinity where it never is. */
const plainArrivals = (times: VehicleTimes, starts: readonly (Snap | null)[], place: Snap) => {
  const { graph, search } = network
  const isOpen = (edge: number): boolean => times.edgeCosts[edge]! < IMPASSABLE
  const { segment, fraction } = place
  const costs = costsToPlace(graph, incoming, times.edgeCosts, isOpen, segment, fraction)
  return stations.map(({ properties }, index) => {
    const snap = starts[index]
    if (!snap) return Number.POSITIVE_INFINITY
    const ways = [snap.segment * 2, snap.segment * 2 + 1].filter(isOpen).flatMap((edge) => {
      const whole = times.edgeCosts[edge]!
      const at = fractionAlong(edge, snap)
      const ahead = fractionAlong(edge, place) - at
      const around = search.statesOfEdge(edge).map((state) => costs[state]! + whole * (1 - at))
      return segment === snap.segment && ahead >= 0 ? [...around, whole * ahead] : around
    })
    const onFoot = walkDeciseconds(snap.distanceMetres) + walkDeciseconds(place.distanceMetres)
    return Math.min(...ways) + properties.turnoutSeconds * 10 + onFoot
  })
}

describe('arrivals equal a full Dijkstra over all stations', {
  timeout: PATIENCE_MILLISECONDS,
}, () => {
  test.each([
    ['by day', NOON, 'day', 1],
    ['at 03:00, by those who are there', NIGHT, 'night', 2],
  ] as const)('%s', (_, at, period, seed) => {
    const { deciseconds } = model.arrivals(questionFor({ at }))
    const times = network.vehicleTimes('rescue-van', period)
    const starts = stations.map(({ geometry, properties }) => {
      const { buildStatus, crewOnDuty } = properties
      if (buildStatus !== 'operating' || crewOnDuty === 0 || !dutyAt(properties, new Date(at)).isOn)
        return null
      const [longitude, latitude] = geometry.coordinates as [number, number]
      return network.snap(longitude, latitude, times)
    })
    expect(starts.filter((snap) => snap !== null).length).toBeGreaterThan(100)
    const cells = [...model.data.demand.people.keys()]
    for (const cell of picks(cells, CELLS_CHECKED, seed)) {
      const place = network.snap(...lonLatOf(model, cell), times)
      const found = [0, 1].map((k) => deciseconds[k]![cell]!)
      if (!place) {
        expect(found).toEqual([-1, -1])
        continue
      }
      const expected = plainArrivals(times, starts, place).sort((a, b) => a - b)
      for (const k of [0, 1]) {
        if (Number.isFinite(expected[k]))
          expect(Math.abs(found[k]! - expected[k]!)).toBeLessThanOrEqual(ROUNDING_DECISECONDS)
        else expect(found[k]).toBe(-1)
      }
    }
  })
})

test('on duty or not, built or not, all of the demonstration count; in steps, those of the register', () => {
  const counts = (filter: CoverageRequest['filter']) =>
    figuresFor(model, { at: NIGHT, filter }).summary.stationsCounted
  const of = (...statuses: string[]): number =>
    stations.filter(({ properties }) => statuses.includes(properties.buildStatus)).length
  expect(stations.length).toBe(600)
  expect(counts({ counted: 'operating' })).toBe(of('operating'))
  expect(counts({ counted: 'with-construction' })).toBe(of('operating', 'building'))
  expect(counts({ counted: 'with-planned' })).toBe(600)
  // the end of next year: what opens by then, and nothing that no day is known of
  const by = '2027-12-31'
  const opening = stations.filter(({ properties: { openingOn } }) => openingOn && openingOn <= by)
  expect(opening.length).toBeGreaterThan(0)
  expect(counts({ counted: 'with-planned', by })).toBe(of('operating') + opening.length)
})

/** Shares and tables of one question, each summed a second time. */
describe.each<[string, CoverageRequest]>([
  ['by day', {}],
  ['at 03:00 with a reserve', { at: NIGHT, filter: { due: 2 } }],
])('sums %s', (_, request) => {
  const found = () => figuresFor(model, request, ['areas', 'gaps', 'distribution'])

  test('everybody is counted once: city, counties, towns, classes', () => {
    const { summary, byCounty, byTown } = found()
    const published = counties.map(({ properties: { code, population } }) => [code, population])
    expect(byCounty.map(({ code, people }) => [code, people]).sort()).toEqual(published.sort())
    expect(summary.people).toBe(sum(counties.map(({ properties }) => properties.population)))
    for (const figure of ['people', 'peopleInTime', 'peopleUnreachable'] as const) {
      expect(sum(byCounty.map((area) => area[figure]))).toBe(summary[figure])
      for (const { code, [figure]: ofCounty } of byCounty) {
        const own = byTown.filter(({ countyCode }) => countyCode === code)
        expect(sum(own.map((area) => area[figure]))).toBe(ofCounty)
      }
    }
    for (const figure of ['people', 'peopleInTime'] as const) {
      expect(summary.byClass.urban[figure] + summary.byClass.rural[figure]).toBe(summary[figure])
    }
  })

  test('a cell in time keeps the standard of its class, and every other is in one gap', () => {
    const { summary, gaps } = found()
    const { demand } = model.data
    const times = model.arrivals(questionFor(request)).deciseconds[
      request.filter?.due === 2 ? 1 : 0
    ]!
    // 3 minutes in a town (class 0), 10 elsewhere
    const isLate = (cell: number): boolean =>
      times[cell]! < 0 || times[cell]! > (demand.areaClass[cell] === 0 ? 1800 : 6000)
    const late = [...demand.people.keys()].filter(isLate)
    const inGaps = gaps.flatMap(({ cells }) => cells)
    expect([...inGaps].sort((a, b) => a - b)).toEqual(late)
    expect(sum(gaps.map(({ people }) => people))).toBe(summary.people - summary.peopleInTime)
    expect(summary.people - summary.peopleInTime).toBe(sum(late.map((c) => demand.people[c]!)))
    expect(summary.cellsInTime).toBe(demand.count - late.length)
    expect(summary.gapCount).toBe(gaps.length)
    for (const { cells, people, townCode, cellCount } of gaps) {
      expect(sum(cells.map((cell) => demand.people[cell]!))).toBe(people)
      expect(new Set(cells.map((cell) => demand.areaClass[cell])).size).toBe(1)
      expect([...new Set(cells.map((cell) => demand.towns[demand.town[cell]!]!.code))]).toEqual([
        townCode,
      ])
      expect(cellCount).toBe(cells.length)
    }
    const sizes = gaps.map(({ people }) => people)
    expect(sizes).toEqual([...sizes].sort((a, b) => b - a))
    expect(gaps.map(({ rank }) => rank)).toEqual(gaps.map((_, index) => index + 1))
  })

  test('the distribution never falls, and counts the first arrivals up to 30 minutes', () => {
    const { distribution } = found()
    const [first] = model.arrivals(questionFor(request)).deciseconds
    const { people, areaClass } = model.data.demand
    const within = (minutes: number, classes: readonly number[]): number =>
      sum(
        [...people].filter(
          (_, cell) =>
            classes.includes(areaClass[cell]!) &&
            first![cell]! >= 0 &&
            first![cell]! <= minutes * 600,
        ),
      )
    expect(distribution).toEqual(
      Array.from({ length: 30 }, (_, i) => ({
        minutes: i + 1,
        people: within(i + 1, [0, 1]),
        byClass: { urban: within(i + 1, [0]), rural: within(i + 1, [1]) },
      })),
    )
    const heads = distribution.map((row) => row.people)
    expect(heads).toEqual([...heads].sort((a, b) => a - b))
    expect(heads.at(-1)).toBeGreaterThan(0)
  })
})

test('contours hold every place reached by then, and no other beyond its hexagon', () => {
  const SURFACE_RESOLUTION = 9
  const question = questionFor({ at: NOON })
  const [first] = model.arrivals(question).deciseconds
  const cells = [...model.data.demand.people.keys()]
  const places = cells.map((cell) => lonLatOf(model, cell))
  const hexagons = places.map(([lon, lat]) => latLngToCell(lat, lon, SURFACE_RESOLUTION))
  for (const { minutes, coordinates } of model.contours(question, [3, 5, 10])) {
    const isReached = cells.map((cell) => first![cell]! >= 0 && first![cell]! <= minutes * 600)
    const shared = new Set(hexagons.filter((_, cell) => isReached[cell]))
    expect(shared.size).toBeGreaterThan(0)
    const isInside = polygonFinder(coordinates)
    const wrong = cells.filter((cell) => {
      const expected = isReached[cell] || shared.has(hexagons[cell]!)
      return isInside(places[cell]!) !== expected
    })
    expect(wrong, `cells at ${minutes} min`).toEqual([])
  }
})

/** Whether a place lies in one of many polygons: by their boxes first, then exactly. */
const polygonFinder = (polygons: readonly (readonly (readonly (readonly number[])[])[])[]) => {
  const boxed = polygons.map((rings) => {
    const [xs, ys] = [0, 1].map((k) => rings[0]!.map((position) => position[k]!))
    const box = [Math.min(...xs!), Math.min(...ys!), Math.max(...xs!), Math.max(...ys!)] as const
    const coordinates = rings.map((ring) => ring.map((position) => [...position]))
    return { box, shape: { type: 'Polygon' as const, coordinates } }
  })
  return ([lon, lat]: readonly [number, number]): boolean =>
    boxed.some(
      ({ box: [west, south, east, north], shape }) =>
        lon >= west &&
        lon <= east &&
        lat >= south &&
        lat <= north &&
        booleanPointInPolygon([lon, lat], shape),
    )
}
