/** Closures of roads and flooded areas, what they cut off, and warnings. */
import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import type { ClosureEffects, RoadClosure, RoadClosureInput } from '../../data/road-closure.ts'
import type { Warning, WarningInput, WarningInside } from '../../data/warning.ts'
import { changing, postJson, reading, sendJson } from './request.ts'

/** Others close roads as well. */
const REFETCH_MILLISECONDS = 30_000

/** Closures, and the answers that depend on which roads are open. */
const CLOSURES_AND_ROADS = [
  ['closures'],
  ['nearest'],
  ['coverage'],
  ['coverage-times'],
  ['coverage-contours'],
  ['stock'],
  ['transfer-plan'],
] as const

export const useClosures = (): UseQueryResult<RoadClosure[]> =>
  useQuery({
    ...reading<RoadClosure[]>(['closures'], '/api/closures'),
    refetchInterval: REFETCH_MILLISECONDS,
  })

/** @throws ApiProblem */
export const createClosure = (input: RoadClosureInput): Promise<RoadClosure> =>
  changing(CLOSURES_AND_ROADS, postJson<RoadClosure>('/api/closures', input))

/** Opens the roads again, now. @throws ApiProblem */
export const endClosure = (id: string): Promise<RoadClosure> =>
  changing(CLOSURES_AND_ROADS, sendJson<RoadClosure>('POST', `/api/closures/${id}/end`))

/** @throws ApiProblem */
export const deleteClosure = ({ id, version }: RoadClosure): Promise<null> =>
  changing(CLOSURES_AND_ROADS, sendJson<null>('DELETE', `/api/closures/${id}`, { version }))

/** Stockpiles and works that the closures in force cut off. */
export const useClosureEffects = (): UseQueryResult<ClosureEffects> =>
  useQuery({
    ...reading<ClosureEffects>(['closures', 'effects'], '/api/closures/effects'),
    refetchInterval: REFETCH_MILLISECONDS,
  })

export const WARNINGS = ['warnings'] as const

export const useWarnings = (): UseQueryResult<Warning[]> =>
  useQuery({
    ...reading<Warning[]>(WARNINGS, '/api/warnings'),
    refetchInterval: REFETCH_MILLISECONDS,
  })

export const useWarningInside = (id: string): UseQueryResult<WarningInside> =>
  useQuery({
    ...reading<WarningInside>([...WARNINGS, 'inside', id], `/api/warnings/${id}/inside`),
    staleTime: REFETCH_MILLISECONDS,
  })

/** @throws ApiProblem */
export const createWarning = (input: WarningInput): Promise<Warning> =>
  changing([WARNINGS], postJson<Warning>('/api/warnings', input))

/** Warnings of a CAP 1.2 message; none for one that cancels. @throws ApiProblem */
export const takeCap = (xml: string): Promise<Warning[]> =>
  changing([WARNINGS], postJson<Warning[]>('/api/warnings/cap', { xml }))

/** @throws ApiProblem */
export const deleteWarning = ({ id, version }: Warning): Promise<null> =>
  changing([WARNINGS], sendJson<null>('DELETE', `/api/warnings/${id}`, { version }))
