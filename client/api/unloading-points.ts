/** Unloading places stored with works. */
import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import type { UnloadingPoint, UnloadingPointInput } from '../../data/unloading-point.ts'
import { ask, changing, reading } from './request.ts'

const STALE_MILLISECONDS = 60_000
const POINTS = ['unloading-points'] as const

/** Of all works. */
export const useUnloadingPoints = (): UseQueryResult<UnloadingPoint[]> =>
  useQuery({ ...reading(POINTS, '/api/unloading-points'), staleTime: STALE_MILLISECONDS })

/** @throws ApiProblem */
export const saveUnloadingPoint = (json: UnloadingPointInput): Promise<UnloadingPoint> =>
  changing([POINTS], ask('post', '/api/unloading-points', { json }))

/** @throws ApiProblem */
export const deleteUnloadingPoint = ({ id, version }: UnloadingPoint): Promise<null> =>
  changing([POINTS], ask('delete', '/api/unloading-points/:id', { param: { id }, version }))
