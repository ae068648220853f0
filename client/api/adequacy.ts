/** Planned reserves against what there is, and the norms they follow. */
import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import type { AdequacyAnswer, AdequacyView } from '../../data/adequacy.ts'
import type { ReserveNorm, ReserveNormInput } from '../../data/reserve-norm.ts'
import { ask, changing, reading } from './request.ts'

const STALE_MILLISECONDS = 60_000
const NORMS = ['reserve-norms'] as const
/** Under `stock`, because it follows from stock and from open roads. */
const ADEQUACY = ['stock', 'adequacy'] as const

export const useNorms = (): UseQueryResult<ReserveNorm[]> =>
  useQuery({ ...reading(NORMS, '/api/reserve-norms'), staleTime: STALE_MILLISECONDS })

/** What is asked of a norm: how shortfalls are counted, and for which county; '' is all of them. */
export interface AdequacyAsked {
  readonly norm: string
  readonly view: AdequacyView
  readonly county: string
}

/** As parameters of the address. */
export const adequacyQuery = ({ county, ...asked }: AdequacyAsked) => ({
  ...asked,
  ...(county !== '' && { county }),
})

export const useAdequacy = (asked: AdequacyAsked): UseQueryResult<AdequacyAnswer> =>
  useQuery({
    ...reading([...ADEQUACY, asked], '/api/adequacy', { query: adequacyQuery(asked) }),
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
