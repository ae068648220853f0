/** The nearest answer for the place and the options of the state, shared by panel and map. */
import type { UseQueryResult } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { LonLat } from '../../data/geometry.ts'
import type { NearestAnswer } from '../../data/nearest.ts'
import { useConnection } from '../api/events/connection.ts'
import {
  askAgain,
  type CheckedAnswer,
  type NearestOptions,
  type NearestRequest,
  useNearest,
} from '../api/nearest.ts'
import { roundedDegrees } from './address-codec.ts'
import { useAppState } from './app-state.ts'

const requestOf = (position: LonLat | null, options: NearestOptions): NearestRequest | null =>
  // dragging the pin by less than a metre asks nothing new
  position && { position: [roundedDegrees(position[0]), roundedDegrees(position[1])], options }

/** The present question; null without a place. */
export const useNearestRequest = (): NearestRequest | null => {
  const position = useAppState((state) => state.place?.position ?? null)
  const options = useAppState((state) => state.nearest)
  return useMemo(() => requestOf(position, options), [position, options])
}

/** Panel and map call this; the same query key means one request for both. */
export const useNearestAnswer = (): UseQueryResult<NearestAnswer> => useNearest(useNearestRequest())

/** How old the answer is that lies open. */
export interface AnswerAge {
  /** Milliseconds since 1970 UTC; null while there is none. */
  readonly answeredAt: number | null
  /** It could not be asked for again, or the page has heard of no change since it was answered. */
  readonly isStale: boolean
}

export const useAnswerAge = (): AnswerAge => {
  const { dataUpdatedAt, isRefetchError } = useNearestAnswer()
  const { lostSince } = useConnection()
  const answeredAt = dataUpdatedAt === 0 ? null : dataUpdatedAt
  const isUnheard = answeredAt !== null && lostSince !== null && answeredAt <= lostSince
  return { answeredAt, isStale: isRefetchError || isUnheard }
}

/**
 * The present question once more, before its answer leaves the desk.
 * @throws ApiProblem where no answer comes; Error without a place.
 */
export const checkAgain = async (): Promise<CheckedAnswer> => {
  const { place, nearest } = useAppState.getState()
  const request = requestOf(place?.position ?? null, nearest)
  if (request === null) throw new Error('checked without a place')
  return askAgain(request)
}
