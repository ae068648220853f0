import { expect, test } from 'vitest'
import { haversineMetres } from '../../../data/geometry.ts'
import { hasConditionalAccess, readAccess, readBarrier } from '../../../server/import/osm/access.ts'
import { Tally } from '../../../server/import/osm/tally.ts'
import { ACCESS, ACCESS_ALL } from '../../../server/network/draft.ts'
import { gridLonLat } from '../../fixtures/grid-network.ts'
import { searchOf } from '../../fixtures/network-search.ts'
import { draftOfMap, nodesAt, segmentsNamed, way } from '../../fixtures/osm-map.ts'
import type { OsmMap } from '../../fixtures/osm-pbf-writer.ts'

const { motor, emergency, lorry } = ACCESS

test.each<[Record<string, string>, number]>([
  [{}, ACCESS_ALL],
  [{ access: 'yes' }, ACCESS_ALL],
  [{ access: 'permissive' }, ACCESS_ALL],
  [{ access: 'destination' }, ACCESS_ALL],
  [{ access: 'customers' }, ACCESS_ALL],
  [{ access: 'delivery' }, ACCESS_ALL],
  [{ access: 'private' }, emergency],
  [{ access: 'permit' }, emergency],
  [{ motor_vehicle: 'agricultural;forestry' }, emergency],
  [{ motor_vehicle: 'agricultural;destination' }, ACCESS_ALL],
  [{ access: 'no' }, 0],
  [{ access: 'no', emergency: 'yes' }, emergency],
  // Signs do not bind a vehicle on a call; only a road that is shut as such does.
  [{ motor_vehicle: 'no' }, emergency],
  [{ vehicle: 'no' }, emergency],
  [{ motor_vehicle: 'no', emergency: 'no' }, 0],
  [{ emergency: 'no' }, motor | lorry],
  [{ emergency: 'phone' }, ACCESS_ALL],
  // The narrower group wins: motorcar > motor_vehicle > vehicle > access.
  [{ access: 'no', vehicle: 'yes' }, ACCESS_ALL],
  [{ vehicle: 'no', motor_vehicle: 'yes' }, ACCESS_ALL],
  [{ motor_vehicle: 'no', motorcar: 'yes' }, motor | emergency],
  [{ access: 'yes', motorcar: 'no' }, emergency | lorry],
  [{ hgv: 'no' }, motor | emergency],
  [{ hgv: 'destination' }, ACCESS_ALL],
  [{ goods: 'no' }, motor | emergency],
  [{ motor_vehicle: 'private', hgv: 'yes' }, emergency | lorry],
  // A foot tag is not about vehicles.
  [{ foot: 'no', bicycle: 'no' }, ACCESS_ALL],
])('%o opens to %d', (tags, expected) => {
  expect(readAccess(tags, new Tally())).toBe(expected)
})

test('a value that is not understood is counted and does not hide the tag above it', () => {
  const tally = new Tally()
  expect(readAccess({ motor_vehicle: 'unbekannt', access: 'private' }, tally)).toBe(emergency)
  expect(tally.count('accessUnknown')).toBeGreaterThan(0)
})

test('roads for destinations only are counted, because through traffic is not told apart', () => {
  const tally = new Tally()
  readAccess({ access: 'destination' }, tally)
  expect(tally.count('accessDestination')).toBe(1)
})

test('conditional access is noticed', () => {
  expect(hasConditionalAccess({ 'motor_vehicle:conditional': 'no @ (22:00-06:00)' })).toBe(true)
  expect(hasConditionalAccess({ motor_vehicle: 'yes' })).toBe(false)
})

test.each<[Record<string, string>, number]>([
  [{}, ACCESS_ALL],
  [{ barrier: 'gate' }, ACCESS_ALL],
  [{ barrier: 'lift_gate' }, ACCESS_ALL],
  [{ barrier: 'gate', access: 'private' }, emergency],
  [{ barrier: 'gate', access: 'no' }, 0],
  [{ barrier: 'gate', motor_vehicle: 'no' }, 0],
  [{ barrier: 'gate', locked: 'yes' }, 0],
  [{ barrier: 'gate', locked: 'yes', emergency: 'yes', access: 'no' }, emergency],
  [{ barrier: 'gate', hgv: 'no' }, motor | emergency],
  [{ barrier: 'bollard' }, 0],
  [{ barrier: 'bollard', emergency: 'yes' }, emergency],
  [{ barrier: 'bollard', motor_vehicle: 'yes' }, motor | emergency | lorry],
  [{ barrier: 'block', foot: 'yes' }, 0],
  [{ barrier: 'cycle_barrier' }, 0],
  [{ barrier: 'toll_booth' }, ACCESS_ALL],
  [{ barrier: 'cattle_grid' }, ACCESS_ALL],
  [{ barrier: 'kerb' }, ACCESS_ALL],
])('%o lets %d through', (tags, passing) => {
  expect(readBarrier(tags, new Tally())).toBe(passing)
})

test('an unknown barrier is let pass and counted', () => {
  const tally = new Tally()
  expect(readBarrier({ barrier: 'dragon' }, tally)).toBe(ACCESS_ALL)
  expect(tally.count('barrierUnknown')).toBe(1)
})

/** A street of 200 m with something at its middle (node 2), and a long way round. */
const street = (tags?: Record<string, string>, isTwoWays = false): OsmMap => ({
  nodes: nodesAt([0, 0], [100, 0, tags], [200, 0], [100, 300]),
  ways: [
    ...(isTwoWays
      ? [way(1, [1, 2], { name: 'street' }), way(3, [3, 2], { name: 'street' })]
      : [way(1, [1, 2, 3], { name: 'street' })]),
    way(2, [3, 4, 1], { name: 'round' }),
  ],
})

const vanTakes = async (map: OsmMap): Promise<Set<string>> => {
  const { draft } = await draftOfMap(map)
  const [reached] = searchOf(draft).nearest([gridLonLat(50, 0)], gridLonLat(150, 0))
  return new Set(reached?.edges.map((edge) => draft.segments[edge >> 1]?.name ?? ''))
}

test.each([false, true])('a bollard closes a street, drawn as two ways: %s', async (isTwoWays) => {
  expect(await vanTakes(street({ barrier: 'bollard' }, isTwoWays))).toContain('round')
  expect(await vanTakes(street(undefined, isTwoWays))).not.toContain('round')
  const { tally } = await draftOfMap(street({ barrier: 'bollard' }, isTwoWays))
  expect(tally.count('barrierHonoured')).toBe(1)
})

test('a private gate opens for a van on a call and for nobody else', async () => {
  const map = street({ barrier: 'gate', access: 'private' })
  expect(await vanTakes(map)).not.toContain('round')
  const imported = await draftOfMap(map)
  const pieces = segmentsNamed(imported, 'street')
  expect(pieces.map(({ access }) => access).sort()).toEqual([emergency, ACCESS_ALL, ACCESS_ALL])
  // The gate is one metre of the street, taken out of it and not added to it.
  const lengths = pieces.map(({ from, to }) => {
    const at = (index: number): [number, number] => [
      imported.draft.nodes[index * 2] ?? 0,
      imported.draft.nodes[index * 2 + 1] ?? 0,
    ]
    return haversineMetres(...at(from), ...at(to))
  })
  expect(Math.min(...lengths)).toBeCloseTo(1, 3)
  expect(lengths.reduce((sum, length) => sum + length)).toBeCloseTo(200, 1)
})

test('behind a bend the gate still stands where it was drawn', async () => {
  // The second road comes from the north, turns west at (150, 0) and ends at the gate.
  const imported = await draftOfMap({
    nodes: nodesAt(
      [0, 0],
      [100, 0, { barrier: 'gate', access: 'private' }],
      [150, 100],
      [150, 0],
      [150, 50],
    ),
    ways: [way(1, [1, 2]), way(2, [3, 5, 4, 2])],
  })
  const gate = imported.draft.segments.find(({ access }) => access === emergency)
  const nodes = [gate?.from ?? 0, gate?.to ?? 0].map((index) => [
    imported.draft.nodes[index * 2],
    imported.draft.nodes[index * 2 + 1],
  ])
  const expected = [gridLonLat(101, 0), gridLonLat(100, 0)]
  expect(nodes.flat().map((degrees) => degrees?.toFixed(7))).toEqual(
    expected.flat().map((degrees) => degrees.toFixed(7)),
  )
})

test('a gate on a junction belongs to the lesser road that joins there', async () => {
  const map: OsmMap = {
    nodes: nodesAt([0, 0], [100, 0, { barrier: 'gate', access: 'private' }], [200, 0], [100, 100]),
    ways: [
      way(1, [1, 2, 3], { name: 'main', highway: 'primary' }),
      way(2, [2, 4], { name: 'yard', highway: 'service' }),
    ],
  }
  const imported = await draftOfMap(map)
  expect(segmentsNamed(imported, 'main').map(({ access }) => access)).toEqual([
    ACCESS_ALL,
    ACCESS_ALL,
  ])
  expect(
    segmentsNamed(imported, 'yard')
      .map(({ access }) => access)
      .sort(),
  ).toEqual([emergency, ACCESS_ALL])
})

test('a gate on a junction of equal roads is not believed, and counted', async () => {
  const map: OsmMap = {
    nodes: nodesAt([0, 0], [100, 0, { barrier: 'bollard' }], [200, 0], [100, 100]),
    ways: [way(1, [1, 2, 3]), way(2, [2, 4])],
  }
  const { draft, tally } = await draftOfMap(map)
  expect(draft.segments.every(({ access }) => access === ACCESS_ALL)).toBe(true)
  expect(draft.segments).toHaveLength(3)
  expect(tally.count('barrierAtJunction')).toBe(1)
})
