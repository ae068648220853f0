/** Kits: items that are asked for and sent together. */
import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import type { Kit, KitInput } from '../../data/kit.ts'
import { ask, changing, reading } from './request.ts'

const STALE_MILLISECONDS = 60_000
const KITS = ['kits'] as const

export const useKits = (): UseQueryResult<Kit[]> =>
  useQuery({ ...reading(KITS, '/api/kits'), staleTime: STALE_MILLISECONDS })

/** Keeps a new kit, or changes the given one. @throws ApiProblem */
export const saveKit = (kit: Kit | null, json: KitInput): Promise<Kit> =>
  changing(
    [KITS],
    kit === null
      ? ask('post', '/api/kits', { json })
      : ask('put', '/api/kits/:id', { param: { id: kit.id }, json, version: kit.version }),
  )

/** @throws ApiProblem where it was changed meanwhile. */
export const deleteKit = ({ id, version }: Kit): Promise<unknown> =>
  changing([KITS], ask('delete', '/api/kits/:id', { param: { id }, version }))
