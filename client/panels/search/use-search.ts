/** What is found: by the service, and while that is gone, what the page reads of it by itself. */
import { useEffect, useMemo, useState } from 'react'
import type { SearchAnswer } from '../../../data/search.ts'
import { useConnection } from '../../api/events/connection.ts'
import { type Loaded, useSearchAnswer } from '../../api/features.ts'
import { useRegion } from '../../api/region.ts'
import { lateCode } from '../../form/late-code.ts'
import { useText } from '../../i18n/text.ts'

const fetchReader = lateCode(() => import('./places-read-here.ts'))
type Reader = Awaited<ReturnType<typeof fetchReader>>

/** What the page begins with comes first. */
const AFTER_START_MILLISECONDS = 4000

/** The reader is of use when nothing can be fetched any more: it is fetched before. */
const useReader = (): Reader | null => {
  const [reader, setReader] = useState<Reader | null>(null)
  useEffect(() => {
    const fetchIt = (): void => void fetchReader().then(setReader, () => {})
    const timer = setTimeout(fetchIt, AFTER_START_MILLISECONDS)
    return () => clearTimeout(timer)
  }, [])
  return reader
}

export interface Found {
  readonly search: Loaded<SearchAnswer>
  /** Whether the service is not there to be asked. */
  readonly isOffline: boolean
  /** What the page read by itself says of a text that is meant for coordinates and holds none. */
  readonly problem: string | null
}

export const useSearch = (query: string): Found => {
  const { language } = useText('panels')
  const search = useSearchAnswer(query)
  const reader = useReader()
  const { bbox } = useRegion()
  const isLost = useConnection(({ state }) => state === 'lost')
  const isWaiting = search.isLoading || search.isRefreshing
  const isOffline = search.failure?.kind === 'offline' || (isWaiting && isLost)
  const read = useMemo(
    () => (isOffline && query !== '' ? reader?.readHere(query, bbox, language) : undefined),
    [isOffline, query, reader, bbox, language],
  )
  if (!read || read.features.length === 0)
    return { search, isOffline, problem: read?.problem ?? null }
  const data: SearchAnswer = {
    type: 'FeatureCollection',
    features: [...read.features],
    query,
    remark: null,
    suggestions: [],
    revision: 0,
    timeStamp: '',
  }
  const found = { data, isLoading: false, isRefreshing: false, failure: null, retry: search.retry }
  return { search: found, isOffline: false, problem: null }
}
