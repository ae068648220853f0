/** Standards that planners have saved by name. */
import { type UseQueryResult, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { SavedStandard, SavedStandardInput } from '../../data/standards.ts'
import { ask, reading } from './request.ts'

const QUERY_KEY = ['standards'] as const
/** Colleagues save standards seldom. */
const STALE_MILLISECONDS = 60_000

export const useSavedStandards = (): UseQueryResult<readonly SavedStandard[]> =>
  useQuery({
    ...reading(QUERY_KEY, '/api/standards'),
    staleTime: STALE_MILLISECONDS,
  })

/** Saves times under a name. */
export const useSaveStandard = () => {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (json: SavedStandardInput) => ask('post', '/api/standards', { json }),
    onSuccess: () => client.invalidateQueries({ queryKey: QUERY_KEY }),
  })
}

/** Forgets a saved standard; whoever uses its times keeps the times. */
export const useDeleteStandard = () => {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ id }: Pick<SavedStandard, 'id' | 'name'>) =>
      ask('delete', '/api/standards/:id', { param: { id } }),
    onSuccess: () => client.invalidateQueries({ queryKey: QUERY_KEY }),
  })
}
