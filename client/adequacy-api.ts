/** Planned reserves against what there is, and the norms they follow. */
import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import type { AdequacyAnswer } from '../data/adequacy.ts'
import type { ReserveNorm, ReserveNormInput } from '../data/reserve-norm.ts'
import { fetchJson, postJson, queryClient, sendJson } from './api.ts'

const STALE_MILLISECONDS = 60_000

export const useNorms = (): UseQueryResult<ReserveNorm[]> =>
  useQuery({
    queryKey: ['reserve-norms'],
    queryFn: ({ signal }) => fetchJson<ReserveNorm[]>('/api/reserve-norms', signal),
    staleTime: STALE_MILLISECONDS,
  })

export const useAdequacy = (normId: string): UseQueryResult<AdequacyAnswer> =>
  useQuery({
    // it follows from stock and from open roads
    queryKey: ['stock', 'adequacy', normId],
    queryFn: ({ signal }) =>
      fetchJson<AdequacyAnswer>(`/api/adequacy?norm=${encodeURIComponent(normId)}`, signal),
    staleTime: STALE_MILLISECONDS,
  })

const normsChanged = (): void => {
  void queryClient.invalidateQueries({ queryKey: ['reserve-norms'] })
  void queryClient.invalidateQueries({ queryKey: ['stock', 'adequacy'] })
}

/** Keeps a new norm, or changes one of its own. @throws ApiProblem */
export const saveNorm = async (
  norm: ReserveNorm | null,
  input: ReserveNormInput,
): Promise<ReserveNorm> => {
  const saved =
    norm === null
      ? await postJson<ReserveNorm>('/api/reserve-norms', input)
      : await sendJson<ReserveNorm>('PUT', `/api/reserve-norms/${norm.id}`, {
          body: input,
          headers: { 'If-Match': `"${norm.version}"` },
        })
  normsChanged()
  return saved
}

/** @throws ApiProblem */
export const deleteNorm = async ({ id, version }: ReserveNorm): Promise<void> => {
  await sendJson<null>('DELETE', `/api/reserve-norms/${id}`, {
    headers: { 'If-Match': `"${version}"` },
  })
  normsChanged()
}
