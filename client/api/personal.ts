/** Whole names and telephone numbers: asked for one feature or order at a time, kept by no storage. */
import { type UseQueryResult, useQueries, useQuery } from '@tanstack/react-query'
import { COLLECTIONS, type CollectionId } from '../../data/collections.ts'
import { isMasked, maskedFields, type Personal } from '../../data/personal.ts'
import type { OrderPersons } from '../../data/transfer-order.ts'
import { ask, queryClient } from './request.ts'

/** What a reading is of. */
export interface FeatureName {
  readonly collection: CollectionId
  readonly id: string
}

const ADDRESS = '/api/collections/:collection/items/:id/personal'

const readPersonal = ({ collection, id }: FeatureName, signal?: AbortSignal): Promise<Personal> =>
  ask('get', ADDRESS, { param: { collection, id } }, signal)

type Values = Readonly<Record<string, unknown>>

/** The values that are masked; by them it is known when others have taken their place. */
const masksIn = ({ collection }: FeatureName, properties: Values): string[] =>
  maskedFields(COLLECTIONS[collection].fields).flatMap((name) => {
    const value = properties[name]
    return isMasked(value) ? [String(value)] : []
  })

/** What is masked of a feature, read once while it is looked at, and forgotten with it. */
const personalQuery = (of: FeatureName, properties: Values, isWanted = true) => {
  const masks = masksIn(of, properties)
  return {
    queryKey: ['personal', of.collection, of.id, masks] as const,
    queryFn: ({ signal }: { signal: AbortSignal }) => readPersonal(of, signal),
    enabled: isWanted && masks.length > 0,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  }
}

/** These properties with what is masked in them whole, read anew. @throws ApiProblem */
export const wholeProperties = async (of: FeatureName, properties: Values): Promise<Values> =>
  masksIn(of, properties).length > 0
    ? { ...properties, ...(await readPersonal(of)).fields }
    : properties

/** What is masked in these properties, whole; nothing is asked where nothing is masked, or it is not wanted. */
export const usePersonal = (
  of: FeatureName,
  properties: Values,
  isWanted = true,
): UseQueryResult<Personal> => useQuery(personalQuery(of, properties, isWanted))

interface Called {
  readonly id: string
  readonly properties: Values
}

/**
 * Keeps the telephones of these features whole for as long as they are shown: they have to be there
 * when the service is not. `PhoneValue` of the same feature shows what is kept.
 */
export const useWholePhones = (collection: CollectionId, features: readonly Called[]): void => {
  useQueries({
    queries: features.map(({ id, properties: { phone } }) =>
      personalQuery({ collection, id }, { phone }),
    ),
  })
}

/** The telephones of these features, whole, by id: for what is copied or printed of them together. */
export const wholePhones = async (
  collection: CollectionId,
  features: readonly Called[],
): Promise<ReadonlyMap<string, string>> => {
  const masked = features.filter(({ properties }) => isMasked(properties.phone))
  const read = masked.map(async ({ id, properties }): Promise<[string, string][]> => {
    try {
      const of = personalQuery({ collection, id }, { phone: properties.phone })
      const { phone } = (await queryClient.fetchQuery(of)).fields
      return phone ? [[id, phone]] : []
    } catch {
      // The mask stands in the text then, for all to see.
      return []
    }
  })
  return new Map((await Promise.all(read)).flat())
}

/** Receivers and numbers of an order, whole. @throws ApiProblem */
export const readOrderPersons = (number: string): Promise<OrderPersons> =>
  ask('get', '/api/transfers/:number/personal', { param: { number } })
