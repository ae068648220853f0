/** Who can be at a place first, by road. */
import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import type { CollectionId } from '../../data/collections.ts'
import type { LonLat } from '../../data/geometry.ts'
import type { NearestAnswer } from '../../data/nearest.ts'
import type { ProfileId } from '../../data/profile.ts'
import { ask } from './request.ts'

/** The conditions of a question. */
export interface NearestOptions {
  collection: CollectionId
  count: number
  profile: ProfileId
  onDuty: boolean
  /** Local wall-clock `YYYY-MM-DDTHH:MM` in Asia/Shanghai, null for now. */
  at: string | null
  /** Least number of each piece of equipment. */
  equipment: Readonly<Record<string, number>>
  item: string | null
  quantity: number | null
}

/** One question of the nearest panel: where, and under which conditions. */
export interface NearestRequest {
  readonly position: LonLat
  readonly options: NearestOptions
}

/** "Now" moves on: an answer for now is asked again after this long. */
const STALE_MILLISECONDS = 30_000

const countsParameter = (counts: Readonly<Record<string, number>>): string =>
  Object.entries(counts)
    .map(([key, quantity]) => `${key}:${quantity}`)
    .join(',')

/** The question as parameters; `at` is local wall-clock time and leaves with its offset. */
export const nearestQuery = ({ position, options }: NearestRequest) => {
  const { collection, count, profile, onDuty, at, equipment, item, quantity } = options
  return {
    lon: String(position[0]),
    lat: String(position[1]),
    collection,
    k: String(count),
    profile,
    onDuty: onDuty ? 'true' : 'false',
    at: at === null ? undefined : `${at}:00+08:00`,
    equipment: Object.keys(equipment).length > 0 ? countsParameter(equipment) : undefined,
    item: item ?? undefined,
    quantity: item !== null && quantity !== null ? String(quantity) : undefined,
  } as const
}

/** The ranked answer for a place; the one before stays in sight until the new one is there. */
export const useNearest = (request: NearestRequest | null): UseQueryResult<NearestAnswer> =>
  useQuery({
    queryKey: ['nearest', request],
    queryFn: ({ signal }) => {
      if (request === null) throw new Error('asked without a place')
      return ask('get', '/api/nearest', { query: nearestQuery(request) }, signal)
    },
    enabled: request !== null,
    placeholderData: (previous) => (request === null ? undefined : previous),
    staleTime: STALE_MILLISECONDS,
    refetchInterval: request?.options.at === null && STALE_MILLISECONDS,
  })
