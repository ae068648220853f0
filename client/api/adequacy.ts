/** Planned reserves against what there is, and the norms they follow. */
import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import type { AdequacyAnswer } from '../../data/adequacy.ts'
import type { ReserveNorm, ReserveNormInput } from '../../data/reserve-norm.ts'
import { ask, changing, reading } from './request.ts'

const STALE_MILLISECONDS = 60_000
const NORMS = ['reserve-norms'] as const
/** Under `stock`, because it follows from stock and from open roads. */
const ADEQUACY = ['stock', 'adequacy'] as const

export const useNorms = (): UseQueryResult<ReserveNorm[]> =>
  useQuery({ ...reading(NORMS, '/api/reserve-norms'), staleTime: STALE_MILLISECONDS })

export const useAdequacy = (normId: string): UseQueryResult<AdequacyAnswer> =>
  useQuery({
    ...reading([...ADEQUACY, normId], '/api/adequacy', { query: { norm: normId } }),
    staleTime: STALE_MILLISECONDS,
  })

/** Keeps a new norm, or changes the given one. @throws ApiProblem */
export const saveNorm = (norm: ReserveNorm | null, json: ReserveNormInput): Promise<ReserveNorm> =>
  changing(
    [NORMS, ADEQUACY],
    norm === null
      ? ask('post', '/api/reserve-norms', { json })
      : ask('put', '/api/reserve-norms/:id', {
          param: { id: norm.id },
          json,
          version: norm.version,
        }),
  )

/** @throws ApiProblem */
export const deleteNorm = ({ id, version }: ReserveNorm): Promise<null> =>
  changing([NORMS, ADEQUACY], ask('delete', '/api/reserve-norms/:id', { param: { id }, version }))
