/** Closures of roads and flooded areas. */
import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import type { RoadClosure, RoadClosureInput } from '../data/road-closure.ts'
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
  const closure = await postJson<RoadClosure>('/api/closures', input)
  closuresChanged()
  return closure
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
