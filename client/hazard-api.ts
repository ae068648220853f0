/** Closures of roads and flooded areas, what they cut off, and warnings. */
import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import type { ClosureEffects, RoadClosure, RoadClosureInput } from '../data/road-closure.ts'
import type { Warning, WarningInput, WarningInside } from '../data/warning.ts'
import { fetchJson, postJson, queryClient, sendJson } from './api.ts'

/** Others close roads as well. */
const REFETCH_MILLISECONDS = 30_000
/** Answers that depend on which roads are open. */
const DEPENDING = [
  'nearest',
  'coverage',
  'coverage-times',
  'coverage-contours',
  'stock',
  'transfer-plan',
] as const

export const useClosures = (): UseQueryResult<RoadClosure[]> =>
  useQuery({
    queryKey: ['closures'],
    queryFn: ({ signal }) => fetchJson<RoadClosure[]>('/api/closures', signal),
    refetchInterval: REFETCH_MILLISECONDS,
  })

const closuresChanged = (): void => {
  void queryClient.invalidateQueries({ queryKey: ['closures'] })
  for (const key of DEPENDING) void queryClient.invalidateQueries({ queryKey: [key] })
}

/** @throws ApiProblem */
export const createClosure = async (input: RoadClosureInput): Promise<RoadClosure> => {
  try {
    return await postJson<RoadClosure>('/api/closures', input)
  } finally {
    // without an answer, too: the list then shows whether it is there
    closuresChanged()
  }
}

/** Opens the roads again, now. @throws ApiProblem */
export const endClosure = async (id: string): Promise<void> => {
  await sendJson<RoadClosure>('POST', `/api/closures/${id}/end`)
  closuresChanged()
}

/** @throws ApiProblem */
export const deleteClosure = async ({ id, version }: RoadClosure): Promise<void> => {
  await sendJson<null>('DELETE', `/api/closures/${id}`, { headers: { 'If-Match': `"${version}"` } })
  closuresChanged()
}

/** Stockpiles and works that the closures in force cut off. */
export const useClosureEffects = (): UseQueryResult<ClosureEffects> =>
  useQuery({
    queryKey: ['closures', 'effects'],
    queryFn: ({ signal }) => fetchJson<ClosureEffects>('/api/closures/effects', signal),
    refetchInterval: REFETCH_MILLISECONDS,
  })

export const useWarnings = (): UseQueryResult<Warning[]> =>
  useQuery({
    queryKey: ['warnings'],
    queryFn: ({ signal }) => fetchJson<Warning[]>('/api/warnings', signal),
    refetchInterval: REFETCH_MILLISECONDS,
  })

export const useWarningInside = (id: string): UseQueryResult<WarningInside> =>
  useQuery({
    queryKey: ['warnings', 'inside', id],
    queryFn: ({ signal }) => fetchJson<WarningInside>(`/api/warnings/${id}/inside`, signal),
    staleTime: REFETCH_MILLISECONDS,
  })

const warningsChanged = (): Promise<void> =>
  queryClient.invalidateQueries({ queryKey: ['warnings'] })

/** @throws ApiProblem */
export const createWarning = async (input: WarningInput): Promise<void> => {
  try {
    await postJson<Warning>('/api/warnings', input)
  } finally {
    void warningsChanged()
  }
}

/** Warnings of a CAP 1.2 message; none for one that cancels. @throws ApiProblem */
export const takeCap = async (xml: string): Promise<Warning[]> => {
  try {
    return await postJson<Warning[]>('/api/warnings/cap', { xml })
  } finally {
    void warningsChanged()
  }
}

/** @throws ApiProblem */
export const deleteWarning = async ({ id, version }: Warning): Promise<void> => {
  await sendJson<null>('DELETE', `/api/warnings/${id}`, { headers: { 'If-Match': `"${version}"` } })
  void warningsChanged()
}
