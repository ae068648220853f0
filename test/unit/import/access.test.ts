import { expect, test } from 'vitest'
import { hasConditionalAccess, readAccess } from '../../../server/import/osm/access.ts'
import { Tally } from '../../../server/import/osm/tally.ts'
import { ACCESS, ACCESS_ALL } from '../../../server/network/draft.ts'

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

test('a value that nobody understands is counted and does not hide the tag above it', () => {
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
