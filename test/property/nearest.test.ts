import fc from 'fast-check'
import { expect, test } from 'vitest'
import { locateFacilities } from '../../server/analysis/facility.ts'
import { findNearest } from '../../server/analysis/nearest.ts'
import { IMPASSABLE } from '../../server/network/profile.ts'
import { searchOf } from '../fixtures/network-search.ts'
import { closing, irregularGrid, onGrid } from '../fixtures/random-roads.ts'
import { forAll } from '../fixtures/runs.ts'

const draft = irregularGrid()
const { graph, index, edgeCosts, search } = searchOf(draft)

const cases = fc.record({
  stations: fc.array(
    fc.record({
      position: onGrid,
      turnout: fc.integer({ min: 0, max: 1200 }),
      eligible: fc.boolean(),
    }),
    { minLength: 1, maxLength: 12 },
  ),
  place: onGrid,
  count: fc.integer({ min: 1, max: 6 }),
  closed: fc.array(fc.nat(draft.segments.length - 1), { maxLength: 8 }),
})

test('nearest equals one forward search from every station', () =>
  forAll(300, cases, ({ stations, place, count, closed }) => {
    const closures = closing(graph, closed)
    const usable = (segment: number): boolean => closures[segment] === 0
    const facilities = locateFacilities(
      graph,
      index,
      stations.map(({ position }) => [position]),
      () => true,
    )
    const [placeSnap] = locateFacilities(graph, index, [[place]], usable).points
    if (!placeSnap) return
    const request = {
      place: placeSnap.snap,
      placeAccessDeciseconds: placeSnap.accessDeciseconds,
      facilities,
      turnoutDeciseconds: Int32Array.from(stations, ({ turnout }) => turnout),
      isEligible: (facility: number) => stations[facility]!.eligible,
      count,
      edgeCosts,
      closures,
      cutoffDeciseconds: IMPASSABLE,
    }
    const answer = findNearest(search, request)

    // Independent of the backward search: forwards from each station, alone, without stopping.
    const alone = facilities.points.flatMap((point) => {
      search.run({
        direction: 'forward',
        edgeCosts,
        closures,
        sources: [{ snap: point.snap, startDeciseconds: 0 }],
        cutoffDeciseconds: IMPASSABLE,
      })
      const ways = [0, 1].flatMap((direction) => {
        const edge = request.place.segment * 2 + direction
        if (edgeCosts[edge]! >= IMPASSABLE || closures[edge >> 1] === 1) return []
        const at = (fraction: number): number => (direction === 0 ? fraction : 1 - fraction)
        const driven = at(request.place.fraction)
        const labels = search.statesOfEdge(edge).map((state) => search.label(state))
        const onIt =
          point.snap.segment === request.place.segment && at(point.snap.fraction) <= driven
            ? [edgeCosts[edge]! * (driven - at(point.snap.fraction))]
            : []
        return [...labels.map((label) => label + edgeCosts[edge]! * driven), ...onIt]
      })
      const travel = Math.min(...ways)
      const access = point.accessDeciseconds + request.placeAccessDeciseconds
      const arrival = travel + access + request.turnoutDeciseconds[point.facility]!
      return Number.isFinite(travel) ? [{ facility: point.facility, arrival }] : []
    })
    const eligibleArrivals = alone
      .filter(({ facility }) => request.isEligible(facility))
      .map(({ arrival }) => arrival)
      .sort((a, b) => a - b)
    const chosen = answer.filter(({ eligible }) => eligible)
    expect(chosen).toHaveLength(Math.min(count, eligibleArrivals.length))
    // Shares of an edge are rounded to tenths of a second once on each side.
    chosen.forEach(({ arrivalDeciseconds }, rank) => {
      expect(Math.abs(arrivalDeciseconds - eligibleArrivals[rank]!)).toBeLessThanOrEqual(2)
    })
    const bar = chosen.length === count ? chosen.at(-1)!.arrivalDeciseconds : IMPASSABLE
    for (const { facility, arrival } of alone) {
      if (request.isEligible(facility)) continue
      const reported = answer.find((each) => each.facility === facility)
      if (arrival < bar - 2) expect(reported).toBeDefined()
      if (arrival > bar + 2) expect(reported).toBeUndefined()
    }
    for (const each of answer) {
      expect(each.arrivalDeciseconds).toBe(
        each.travelDeciseconds +
          each.accessDeciseconds +
          request.turnoutDeciseconds[each.facility]!,
      )
    }
  }))
