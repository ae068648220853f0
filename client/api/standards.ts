/** Standards that planners have saved by name. */
import { type UseQueryResult, useMutation, useQuery } from '@tanstack/react-query'
import type { SavedStandard, SavedStandardInput } from '../../data/standards.ts'
import { ask, queryClient, reading } from './request.ts'

const QUERY_KEY = ['standards'] as const
/** Colleagues save standards seldom. */
const STALE_MILLISECONDS = 60_000

export const useSavedStandards = (): UseQueryResult<readonly SavedStandard[]> =>
  useQuery({ ...reading(QUERY_KEY, '/api/standards'), staleTime: STALE_MILLISECONDS })

const readAnew = (): Promise<void> => queryClient.invalidateQueries({ queryKey: QUERY_KEY })

/** Saves times under a name. */
export const useSaveStandard = () =>
  useMutation({
    mutationFn: (json: SavedStandardInput) => ask('post', '/api/standards', { json }),
    onSuccess: readAnew,
  })

/** Forgets a saved standard; whoever uses its times keeps the times. */
export const useDeleteStandard = () =>
  useMutation({
    mutationFn: ({ id }: Pick<SavedStandard, 'id' | 'name'>) =>
      ask('delete', '/api/standards/:id', { param: { id } }),
    onSuccess: readAnew,
  })
