/** What else changes when the query changes, so that no condition stays on that cannot be seen. */
import { COLLECTIONS, type CollectionId } from '../../../data/collections.ts'
import type { ProfileId } from '../../../data/profile.ts'
import type { NearestOptions } from '../../state/app-state.ts'

/** Whether features of the collection have shifts, gear or stock: which conditions make sense. */
export const conditionsOf = (
  collection: CollectionId,
): { duty: boolean; equipment: boolean; stock: boolean } => {
  const { fields } = COLLECTIONS[collection]
  return {
    duty: 'dutyPattern' in fields,
    equipment: 'equipment' in fields,
    stock: 'stock' in fields,
  }
}

/** Goods travel by lorry, people by van. */
const usualProfile = (collection: CollectionId): ProfileId =>
  conditionsOf(collection).stock ? 'supply-lorry' : 'rescue-van'

/** The options after switching to another collection: its own conditions, all unset. */
export const switchCollection = (collection: CollectionId): Partial<NearestOptions> => ({
  collection,
  profile: usualProfile(collection),
  onDuty: conditionsOf(collection).duty,
  equipment: {},
  item: null,
  quantity: null,
})

/** Equipment with a new least number of one thing; zero or null removes it. */
export const withEquipment = (
  equipment: NearestOptions['equipment'],
  key: string,
  quantity: number | null,
): NearestOptions['equipment'] => {
  const { [key]: _replaced, ...others } = equipment
  return quantity === null || quantity <= 0 ? others : { ...others, [key]: Math.floor(quantity) }
}
