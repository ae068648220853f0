/** The nearest answer for the place and the options of the state, shared by panel and map. */
import type { UseQueryResult } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { NearestAnswer } from '../../data/nearest.ts'
import { type NearestRequest, useNearest } from '../api/nearest.ts'
import { roundedDegrees } from './address-codec.ts'
import { useAppState } from './app-state.ts'

/** The present question; null without a place. */
export const useNearestRequest = (): NearestRequest | null => {
  const position = useAppState((state) => state.place?.position ?? null)
  const options = useAppState((state) => state.nearest)
  return useMemo(() => {
    if (position === null) return null
    // dragging the pin by less than a metre asks nothing new
    return { position: [roundedDegrees(position[0]), roundedDegrees(position[1])], options }
  }, [position, options])
}

/** Panel and map call this; the same query key means one request for both. */
export const useNearestAnswer = (): UseQueryResult<NearestAnswer> => useNearest(useNearestRequest())
