/** The region that the installation is about: its name, and the box of its data. */
import { useQuery } from '@tanstack/react-query'
import type { Language } from '../../data/bilingual.ts'
import type { Bbox } from '../../data/geometry.ts'
import type { Region } from '../../data/region.ts'
import { localisedName } from '../../data/wording.ts'
import { useAppState } from '../state/app-state.ts'
import { queryClient, reading } from './request.ts'

/** It changes seldom, and events report when. */
const REGION = { ...reading(['region'], '/api/region'), staleTime: Number.POSITIVE_INFINITY }

/** The map begins with it: it is asked for while the code of the map is fetched. */
export const fetchRegionEarly = (): void => void queryClient.prefetchQuery(REGION)

interface KnownRegion {
  /** What it is called in the language of the page; '' while it is not known, or has no name. */
  readonly name: string
  readonly bbox: Bbox | null
  /** Whether the server has said, or cannot: nothing waits any longer. */
  readonly isKnown: boolean
  readonly told: Region | undefined
}

export const useRegion = (): KnownRegion => {
  const { data, isPending } = useQuery(REGION)
  const language: Language = useAppState((state) => state.language)
  return {
    name: data?.region ? localisedName(data.region, language) : '',
    bbox: data?.bbox ?? null,
    isKnown: !isPending,
    told: data,
  }
}
