/** Standards that planners have saved by name. */
import { type UseQueryResult, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { SavedStandard, SavedStandardInput } from '../../data/standards.ts'
import { fetchJson, postJson, sendJson } from './request.ts'

const ADDRESS = '/api/standards'
const QUERY_KEY = ['standards'] as const
/** Colleagues save standards seldom. */
const STALE_MILLISECONDS = 60_000

export const useSavedStandards = (): UseQueryResult<readonly SavedStandard[]> =>
  useQuery({
    queryKey: QUERY_KEY,
    queryFn: ({ signal }) => fetchJson<readonly SavedStandard[]>(ADDRESS, signal),
    staleTime: STALE_MILLISECONDS,
  })

/** Saves times under a name. */
export const useSaveStandard = () => {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (input: SavedStandardInput) => postJson<SavedStandard>(ADDRESS, input),
    onSuccess: () => client.invalidateQueries({ queryKey: QUERY_KEY }),
  })
}

/** Forgets a saved standard; whoever uses its times keeps the times. */
export const useDeleteStandard = () => {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ id }: Pick<SavedStandard, 'id' | 'name'>) =>
      sendJson<unknown>('DELETE', `${ADDRESS}/${encodeURIComponent(id)}`),
    onSuccess: () => client.invalidateQueries({ queryKey: QUERY_KEY }),
  })
}
