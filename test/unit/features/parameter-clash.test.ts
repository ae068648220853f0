/** A property that has the name of a parameter would replace it: that is refused when declared. */
import { expect, test } from 'vitest'
import { COLLECTION_IDS, COLLECTIONS } from '../../../data/collections.ts'
import type { ResourceDeclaration } from '../../../data/resource.ts'
import { withoutClash } from '../../../server/features/fields.ts'
import { itemsQuerySchema } from '../../../server/features/parameters.ts'
import { nearestParametersSchema } from '../../../server/routes/nearest.ts'

const stations: ResourceDeclaration = COLLECTIONS.stations
const withField = (name: string): ResourceDeclaration => ({
  ...stations,
  fields: { ...stations.fields, [name]: stations.fields.name! },
})

test.each(['limit', 'bbox', 'f', 'datetime'])('no field of items is named %s', (name) => {
  expect(() => itemsQuerySchema(withField(name))).toThrow(name)
})

test.each(['item', 'k', 'at'])('no field of what is asked for by nearness is named %s', (name) => {
  expect(() => withoutClash('nearest', nearestParametersSchema.shape, { [name]: 1 })).toThrow(name)
})

test('other names stand beside the parameters', () => {
  const { shape } = itemsQuerySchema(withField('height'))
  expect(Object.keys(shape)).toEqual(expect.arrayContaining(['limit', 'height', 'grade']))
  for (const id of COLLECTION_IDS) expect(() => itemsQuerySchema(COLLECTIONS[id])).not.toThrow()
})
