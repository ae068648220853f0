/** Features are read whole, written, taken back; their history and the bin. */
import {
  type InfiniteData,
  type UseInfiniteQueryResult,
  useInfiniteQuery,
} from '@tanstack/react-query'
import type {
  BinPage,
  BulkChanged,
  BulkChanges,
  ChangedFeature,
  ChangesPage,
  Revert,
} from '../../data/change.ts'
import type { CollectionId, ResourceId } from '../../data/collections.ts'
import { withoutNulls } from '../../data/resource.ts'
import { isTouched } from './events/followed.ts'
import { type ApiFeature, completed } from './features.ts'
import { type FeatureName, wholeProperties } from './personal.ts'
import { askVersioned, queryClient, type Versioned } from './request.ts'

const ITEMS = '/api/collections/:collection/items'
const ITEM = `${ITEMS}/:id` as const
const REVERT = `${ITEM}/revert` as const
const PAGE = '50'

/** Who changes something, and why; each is empty where it was not given. */
export interface Signed {
  readonly by: string
  readonly reason: string
}

/** Whatever follows from the collection is read anew: by us at once, by others when they hear of it. */
const writing = async <T>(collection: CollectionId, change: Promise<T>): Promise<T> => {
  try {
    return await change
  } finally {
    const changed = new Set([collection])
    void queryClient.invalidateQueries({
      predicate: ({ queryKey }) =>
        isTouched(queryKey, changed) || (queryKey[0] === 'personal' && queryKey[1] === collection),
    })
  }
}

interface Parts extends Partial<Signed> {
  readonly param?: Readonly<Record<string, string>>
  readonly query?: PageQuery
  readonly json?:
    | (FeatureContents & { readonly type: 'Feature' })
    | Partial<FeatureContents>
    | Revert
    | BulkChanges
  readonly version?: number
}

/** The routes' types, looked up for each of these, are too deep for the compiler: answers are named here. */
const tellVersioned = askVersioned as unknown as <T>(
  method: 'get' | 'post' | 'patch' | 'delete',
  path: string,
  asked?: Parts,
  signal?: AbortSignal,
) => Promise<Versioned<T>>

const tell = async <T>(...asked: Parameters<typeof tellVersioned>): Promise<T> =>
  (await tellVersioned<T>(...asked)).answer

/** A feature as it stands now, with its version; names and numbers of people whole or masked, as each reader says. */
export interface ReadFeature {
  readonly feature: ApiFeature
  readonly version: number
}

/** Unmasks a feature for somebody who may change it. @param feature as the service sends it. @throws ApiProblem */
export const wholeFeature = async (
  collection: ResourceId,
  feature: ApiFeature,
): Promise<ApiFeature> => {
  const { properties } = completed(collection, feature)
  return {
    ...feature,
    properties: { ...(await wholeProperties({ collection, id: feature.id }, properties)) },
  }
}

/** As the service sends it, masked. @throws ApiProblem */
export const readVersion = async (collection: ResourceId, id: string): Promise<ReadFeature> => {
  const { answer, version } = await askVersioned('get', ITEM, { param: { collection, id } })
  return { feature: completed(collection, answer), version: version ?? 0 }
}

/** Whole, for a form. @throws ApiProblem */
export const readForEditing = async (collection: ResourceId, id: string): Promise<ReadFeature> => {
  const { feature, version } = await readVersion(collection, id)
  return { feature: await wholeFeature(collection, feature), version }
}

export interface FeatureContents {
  readonly geometry: ApiFeature['geometry']
  readonly properties: Readonly<Record<string, unknown>>
}

const versioned = async (answer: Promise<Versioned<ChangedFeature>>): Promise<ReadFeature> => {
  const { answer: feature, version } = await answer
  return { feature, version: version ?? 0 }
}

/** @throws ApiProblem */
export const createFeature = (
  collection: ResourceId,
  { geometry, properties }: FeatureContents,
  signed: Signed,
): Promise<ReadFeature> =>
  writing(
    collection,
    versioned(
      tellVersioned('post', ITEMS, {
        param: { collection },
        json: { type: 'Feature', geometry, properties: withoutNulls(properties) },
        ...signed,
      }),
    ),
  )

/** A feature at the version that was read. */
export interface AtVersion {
  readonly collection: ResourceId
  readonly id: string
  readonly version: number
}

/** Changes the named members alone; null removes a value. @throws ApiProblem */
export const changeFeature = (
  { collection, id, version }: AtVersion,
  changes: Partial<FeatureContents>,
  signed: Signed,
): Promise<ReadFeature> =>
  writing(
    collection,
    versioned(
      tellVersioned('patch', ITEM, {
        param: { collection, id },
        json: changes,
        version,
        ...signed,
      }),
    ),
  )

/** Into the bin. @throws ApiProblem */
export const deleteFeature = async (
  { collection, id, version }: AtVersion,
  signed: Signed,
): Promise<void> => {
  await writing(
    collection,
    tell<null>('delete', ITEM, { param: { collection, id }, version, ...signed }),
  )
}

/** Gives fields the values from before or after a change. @throws ApiProblem */
export const revertFeature = (
  { collection, id, version }: AtVersion,
  revert: Revert,
  signed: Signed,
): Promise<ReadFeature> =>
  writing(
    collection,
    versioned(
      tellVersioned('post', REVERT, {
        param: { collection, id },
        json: revert,
        version,
        ...signed,
      }),
    ),
  )

/** Several at once, or none of them. @throws ApiProblem */
export const changeFeatures = async (
  collection: ResourceId,
  changes: BulkChanges['changes'],
  { by, reason }: Signed,
): Promise<BulkChanged> => {
  const json = { changes, ...(reason && { reason }) }
  const asked = { param: { collection }, json, by }
  return writing(
    collection,
    tell<BulkChanged>('post', '/api/collections/:collection/changes', asked),
  )
}

type Pages<Page> = UseInfiniteQueryResult<InfiniteData<Page>>

interface PageQuery {
  readonly before?: string
  readonly limit: string
}

const usePages = <Page extends { readonly next: number | null }>(
  queryKey: readonly unknown[],
  read: (query: PageQuery, signal: AbortSignal) => Promise<Page>,
): Pages<Page> =>
  useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam, signal }) =>
      read({ ...(pageParam !== null && { before: String(pageParam) }), limit: PAGE }, signal),
    initialPageParam: null as number | null,
    getNextPageParam: ({ next }) => next,
  })

const readHistory = (
  { collection, id }: FeatureName,
  query: PageQuery,
  signal?: AbortSignal,
): Promise<ChangesPage> =>
  tell<ChangesPage>(
    'get',
    '/api/collections/:collection/items/:featureId/history',
    { param: { collection, featureId: id }, query },
    signal,
  )

/** What has become of a feature, newest first. */
export const useHistory = (feature: FeatureName): Pages<ChangesPage> =>
  usePages(['history', feature.collection, feature.id], (query, signal) =>
    readHistory(feature, query, signal),
  )

/** Who last changed a feature; null where no one has. @throws ApiProblem */
export const lastWriter = async (feature: FeatureName): Promise<string | null> =>
  (await readHistory(feature, { limit: '1' })).changes[0]?.who ?? null

/** What was changed lately in all collections. */
export const useRecentChanges = (): Pages<ChangesPage> =>
  usePages(['changes'], (query, signal) =>
    tell<ChangesPage>('get', '/api/changes', { query }, signal),
  )

/** What was deleted and can be restored. */
export const useBin = (): Pages<BinPage> =>
  usePages(['bin'], (query, signal) => tell<BinPage>('get', '/api/bin', { query }, signal))

/** The deletion of a feature, as the bin has it; null where it is not there. @throws ApiProblem */
export const findInBin = async (collection: ResourceId, id: string): Promise<number | null> => {
  const { entries } = await tell<BinPage>('get', '/api/bin', { query: { limit: PAGE } })
  const entry = entries.find((each) => each.collection === collection && each.featureId === id)
  return entry?.sequence ?? null
}

/** @param sequence of the deletion. @throws ApiProblem */
export const restoreFeature = (
  collection: CollectionId,
  sequence: number,
  signed: Signed,
): Promise<ReadFeature> =>
  writing(
    collection,
    versioned(
      tellVersioned('post', '/api/bin/:sequence/restore', {
        param: { sequence: String(sequence) },
        ...signed,
      }),
    ),
  )

/** Empties the bin, or takes one feature out of it for good. @throws ApiProblem */
export const emptyBin = async (sequence: number | null, { by }: Signed): Promise<void> => {
  try {
    await (sequence === null
      ? tell<null>('delete', '/api/bin', { by })
      : tell<null>('delete', '/api/bin/:sequence', { param: { sequence: String(sequence) }, by }))
  } finally {
    for (const key of ['bin', 'changes', 'history']) {
      void queryClient.invalidateQueries({ queryKey: [key] })
    }
  }
}
