/** Planned reserves against what there is, and the norms they follow. */
import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import type { AdequacyAnswer } from '../../data/adequacy.ts'
import type { ReserveNorm, ReserveNormInput } from '../../data/reserve-norm.ts'
import { changing, postJson, reading, sendJson } from './request.ts'

const STALE_MILLISECONDS = 60_000
const NORMS = ['reserve-norms'] as const
/** Under `stock`, because it follows from stock and from open roads. */
const ADEQUACY = ['stock', 'adequacy'] as const

export const useNorms = (): UseQueryResult<ReserveNorm[]> =>
  useQuery({
    ...reading<ReserveNorm[]>(NORMS, '/api/reserve-norms'),
    staleTime: STALE_MILLISECONDS,
  })

export const useAdequacy = (normId: string): UseQueryResult<AdequacyAnswer> =>
  useQuery({
    ...reading<AdequacyAnswer>(
      [...ADEQUACY, normId],
      `/api/adequacy?norm=${encodeURIComponent(normId)}`,
    ),
    staleTime: STALE_MILLISECONDS,
  })

/** Keeps a new norm, or changes the given one. @throws ApiProblem */
export const saveNorm = (norm: ReserveNorm | null, body: ReserveNormInput): Promise<ReserveNorm> =>
  changing(
    [NORMS, ADEQUACY],
    norm === null
      ? postJson<ReserveNorm>('/api/reserve-norms', body)
      : sendJson<ReserveNorm>('PUT', `/api/reserve-norms/${norm.id}`, {
          body,
          version: norm.version,
        }),
  )

/** @throws ApiProblem */
export const deleteNorm = ({ id, version }: ReserveNorm): Promise<null> =>
  changing([NORMS, ADEQUACY], sendJson<null>('DELETE', `/api/reserve-norms/${id}`, { version }))
