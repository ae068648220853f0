/** What a form sends of what was entered. */
import { expect, test } from 'vitest'
import { type FeatureDraft, patchOf } from '../../../client/state/edit-draft.ts'
import type { Geometry } from '../../../data/geometry.ts'

const POINT: Geometry = { type: 'Point', coordinates: [116.5, 35.4] }
const read = {
  geometry: POINT,
  properties: { crew: 5, phone: '0537-1', equipment: { pump: 2, boat: 1 } },
}
const draft: FeatureDraft = {
  collection: 'stations',
  id: 'a',
  version: 7,
  read,
  ...read,
}

test('what is as it was read is not sent', () => {
  expect(patchOf(draft)).toEqual({})
  expect(patchOf({ ...draft, geometry: { type: 'Point', coordinates: [116.6, 35.4] } })).toEqual({
    geometry: { type: 'Point', coordinates: [116.6, 35.4] },
  })
})

test('of things and their counts those that were taken out are sent as null, as RFC 7396 has it', () => {
  const properties = { crew: 6, phone: null, equipment: { boat: 3, rope: 1 } }
  expect(patchOf({ ...draft, properties })).toEqual({
    properties: { crew: 6, phone: null, equipment: { pump: null, boat: 3, rope: 1 } },
  })
  expect(patchOf({ ...draft, properties: { ...read.properties, equipment: null } })).toEqual({
    properties: { equipment: null },
  })
})
