/** The nearest answer for the place and the options of the state, shared by panel and map. */
import type { UseQueryResult } from '@tanstack/react-query'
import { useMemo } from 'react'
import { create } from 'zustand'
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

/** The newest answer to the present question. */
export const useNewestAnswer = (): UseQueryResult<NearestAnswer> => useNearest(useNearestRequest())

/** Distinguishes one question from another. */
export const questionOf = (request: NearestRequest | null): string => JSON.stringify(request)

interface Shown {
  /** What `answer` answers; empty while no list is in sight. */
  readonly question: string
  readonly answer: NearestAnswer | null
}

/** The answer that the list has in sight: an older one while a pointer is on its rows. */
export const useShownAnswer = create<Shown>()(() => ({ question: '', answer: null }))

/** The answer as the list shows it: the map must not number the same stations otherwise. */
export const useNearestAnswer = (): NearestAnswer | null => {
  const request = useNearestRequest()
  const { data = null } = useNearest(request)
  const shown = useShownAnswer(({ question, answer }) =>
    question === questionOf(request) ? answer : null,
  )
  return shown ?? data
}

/** Whether an answer is of the place that is asked about now. */
export const isOfPresentPlace = ({
  query: { lon, lat },
}: Pick<NearestAnswer, 'query'>): boolean => {
  const position = useAppState.getState().place?.position
  return (
    position !== undefined &&
    roundedDegrees(position[0]) === roundedDegrees(lon) &&
    roundedDegrees(position[1]) === roundedDegrees(lat)
  )
}

/** How old the answer is that lies open. */
export interface AnswerAge {
  /** Milliseconds since 1970 UTC; null while there is none. */
  readonly answeredAt: number | null
  /** It could not be asked for again, or the page has heard of no change since it was answered. */
  readonly isStale: boolean
}

export const useAnswerAge = (): AnswerAge => {
  const { dataUpdatedAt, isRefetchError } = useNewestAnswer()
  const { lostSince } = useConnection()
  const answeredAt = dataUpdatedAt === 0 ? null : dataUpdatedAt
  const isUnheard = answeredAt !== null && lostSince !== null && answeredAt <= lostSince
  return { answeredAt, isStale: isRefetchError || isUnheard }
}

const presentRequest = (): NearestRequest | null => {
  const { place, nearest } = useAppState.getState()
  return requestOf(place?.position ?? null, nearest)
}

/** As `questionOf` the present question. */
export const presentQuestion = (): string => questionOf(presentRequest())

/**
 * The present question once more, before its answer leaves the desk.
 * @throws ApiProblem where no answer comes; Error without a place.
 */
export const checkAgain = async (): Promise<CheckedAnswer> => {
  const request = presentRequest()
  if (request === null) throw new Error('checked without a place')
  return askAgain(request)
}
