/** The nearest answer for the place and the options of the state, shared by panel and map. */
import type { UseQueryResult } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { NearestAnswer } from '../../data/nearest.ts'
import { type NearestRequest, useNearest } from '../api/nearest.ts'
import { useAppState } from './app-state.ts'

/** Five decimals are one metre: dragging the pin by less asks nothing new. */
const DECIMALS = 5
const rounded = (degrees: number): number => Number(degrees.toFixed(DECIMALS))

/** The present question; null without a place. */
export const useNearestRequest = (): NearestRequest | null => {
  const position = useAppState((state) => state.place?.position ?? null)
  const options = useAppState((state) => state.nearest)
  return useMemo(
    () =>
      position === null
        ? null
        : { position: [rounded(position[0]), rounded(position[1])], options },
    [position, options],
  )
}

/** Panel and map call this; the same query key means one request for both. */
export const useNearestAnswer = (): UseQueryResult<NearestAnswer> => useNearest(useNearestRequest())
