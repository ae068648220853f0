/** Who can be at a place first, by road. */
import { type QueryKey, type UseQueryResult, useQuery } from '@tanstack/react-query'
import type { CollectionId } from '../../data/collections.ts'
import type { LonLat } from '../../data/geometry.ts'
import type { MaterialKey } from '../../data/materials.ts'
import type { NearestAnswer, NearestQuery } from '../../data/nearest.ts'
import type { ProfileId } from '../../data/profile.ts'
import { ask, type FileQuery, queryClient } from './request.ts'

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
  item: MaterialKey | null
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

/** Address of an answer as a file: its own question, at its own moment. */
export const nearestTableUrl = (asked: NearestQuery, file: FileQuery): string => {
  const { equipment, filter, item, quantity, ...plain } = asked
  const query = {
    ...Object.fromEntries(Object.entries(plain).map(([name, value]) => [name, String(value)])),
    ...(Object.keys(equipment).length > 0 && { equipment: countsParameter(equipment) }),
    ...(item !== null && { item }),
    ...(quantity !== null && { quantity: String(quantity) }),
    ...filter,
    ...file,
  }
  return `/api/nearest/table?${new URLSearchParams(query)}`
}

/** The answer's type is too deep to be inferred twice. */
interface Reading {
  readonly queryKey: QueryKey
  readonly queryFn: (context: { signal: AbortSignal }) => Promise<unknown>
}

const nearestReading = (request: NearestRequest | null) => ({
  queryKey: ['nearest', request] as const,
  queryFn: ({ signal }: { signal: AbortSignal }) => {
    if (request === null) throw new Error('asked without a place')
    return ask('get', '/api/nearest', { query: nearestQuery(request) }, signal)
  },
})

/**
 * The ranked answer for a place; none until it is there: what answers another question would send
 * people to another place. While it is for now it is asked again every 30 s and when somebody comes
 * back to the page, and for any time when an event reports a change in what it follows from.
 */
export const useNearest = (request: NearestRequest | null): UseQueryResult<NearestAnswer> => {
  const isNow = request !== null && request.options.at === null
  return useQuery({
    ...nearestReading(request),
    enabled: request !== null,
    staleTime: STALE_MILLISECONDS,
    refetchInterval: isNow && STALE_MILLISECONDS,
    refetchOnWindowFocus: isNow && 'always',
  })
}

/** An answer that was asked for again. */
export interface CheckedAnswer {
  readonly answer: NearestAnswer
  /** Whether another is ranked, or somebody's arrival is another by a minute or more. */
  readonly changed: boolean
}

/** Messages give times in minutes. */
const CHANGED_SECONDS = 60

const isSameRanking = (before: NearestAnswer, now: NearestAnswer): boolean =>
  before.features.length === now.features.length &&
  now.features.every(({ id, properties: { arrivalSeconds } }, rank) => {
    const known = before.features[rank]
    return (
      known?.id === id &&
      Math.abs(known.properties.arrivalSeconds - arrivalSeconds) < CHANGED_SECONDS
    )
  })

/**
 * The question once more, compared with the answer that lies open; whoever shows it shows the new one.
 * @throws ApiProblem where no answer comes.
 */
export const askAgain = async (request: NearestRequest): Promise<CheckedAnswer> => {
  const { queryKey, queryFn }: Reading = nearestReading(request)
  const before = queryClient.getQueryData<NearestAnswer>(queryKey)
  await queryClient.fetchQuery({ queryKey, queryFn, staleTime: 0 })
  const answer = queryClient.getQueryData<NearestAnswer>(queryKey)!
  return { answer, changed: before !== undefined && !isSameRanking(before, answer) }
}
