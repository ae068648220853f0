/** No walk that is answered crosses known water: judged edge by edge, in whole numbers. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bboxOf, type LonLat } from '../../data/geometry.ts'
import { joinOnFoot, KnownWater, type WaterBody } from '../../server/analysis/known-water.ts'
import { buildGraph } from '../../server/network/build.ts'
import { indexSegments } from '../../server/network/snap.ts'
import { draftOf, gridLonLat, street } from '../fixtures/grid-network.ts'
import { forAll } from '../fixtures/runs.ts'
import { firstWater, touch } from '../fixtures/water-crossed.ts'

const metre = fc.integer({ min: 0, max: 1500 })
const place = fc.tuple(metre, metre)

/** A star about its middle never crosses itself; one in three has an island. */
const star = fc
  .record({
    middle: place,
    spokes: fc.array(fc.integer({ min: 40, max: 400 }), { minLength: 3, maxLength: 9 }),
    hasIsland: fc.nat(2).map((n) => n === 0),
  })
  .map(({ middle: [x, y], spokes, hasIsland }): LonLat[][] => {
    const ring = (share: number): LonLat[] => {
      const corners = spokes.map((spoke, i) => {
        const angle = (2 * Math.PI * i) / spokes.length
        return gridLonLat(x + Math.cos(angle) * spoke * share, y + Math.sin(angle) * spoke * share)
      })
      return [...corners, corners[0]!]
    }
    return hasIsland ? [ring(1), ring(0.5)] : [ring(1)]
  })

const bodyOf = (rings: LonLat[][], i: number): WaterBody => {
  const geometry = {
    type: 'Polygon' as const,
    coordinates: rings.map((r) => r.map(([x, y]): [number, number] => [x, y])),
  }
  return { name: `水${i}`, nameEn: null, geometry, bbox: bboxOf(geometry), widthMetres: null }
}

const cases = fc.record({
  lakes: fc.array(star, { minLength: 1, maxLength: 4 }),
  roads: fc.array(fc.tuple(place, place), { minLength: 1, maxLength: 6 }),
  places: fc.array(place, { minLength: 1, maxLength: 8 }),
})

/** Who stands nearer to a road over water stands on it: those are another test's. */
const ON_STRUCTURE_METRES = 60

test('a place is joined to the nearest road without water between them, or to none', () => {
  let [moved, barred] = [0, 0]
  forAll(300, cases, ({ lakes, roads, places }) => {
    const bodies = lakes.map(bodyOf)
    const nodes = roads.flat()
    const graph = buildGraph(
      draftOf(
        nodes,
        roads.map((_, i) => street(i * 2, i * 2 + 1)),
      ),
    )
    const network = { graph, index: indexSegments(graph), usable: () => true }
    const known = new KnownWater(bodies)
    for (const [x, y] of places) {
      const from = gridLonLat(x, y)
      const { nearest, snap } = joinOnFoot(network, known, from)
      // A walk along a corner of a lake, which happens once in 100,000, is avoided or not.
      if (nearest && !firstWater(bodies, from, [nearest.longitude, nearest.latitude], touch)) {
        expect(snap).toEqual(nearest)
        continue
      }
      if (!snap) {
        if (nearest) barred++
        continue
      }
      if (snap.distanceMetres <= ON_STRUCTURE_METRES) continue
      moved++
      expect(snap.distanceMetres).toBeGreaterThanOrEqual(nearest!.distanceMetres)
      expect(firstWater(bodies, from, [snap.longitude, snap.latitude])).toBeNull()
    }
  })
  // Both of what the rule is about have been met.
  expect(moved).toBeGreaterThan(20)
  expect(barred).toBeGreaterThan(20)
})
