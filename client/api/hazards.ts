/** Closures of roads and flooded areas, what they cut off, and warnings. */
import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import type {
  ClosedRoadsTold,
  ClosureEffects,
  RoadClosure,
  RoadClosureInput,
} from '../../data/road-closure.ts'
import type { Closure } from '../../data/scenario.ts'
import type { Warning, WarningInput, WarningInside } from '../../data/warning.ts'
import { ask, changing, reading } from './request.ts'

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
  useQuery({ ...reading(['closures'], '/api/closures'), refetchInterval: REFETCH_MILLISECONDS })

/** What an area or a point would close. */
export const useWouldClose = (area: Closure): UseQueryResult<ClosedRoadsTold> =>
  useQuery({
    queryKey: ['would-close', area],
    queryFn: ({ signal }) => ask('post', '/api/closures/roads', { json: { area } }, signal),
  })

/** @throws ApiProblem */
export const createClosure = (json: RoadClosureInput): Promise<RoadClosure> =>
  changing(CLOSURES_AND_ROADS, ask('post', '/api/closures', { json }))

/** Opens the roads again, now. @throws ApiProblem */
export const endClosure = (id: string): Promise<RoadClosure> =>
  changing(CLOSURES_AND_ROADS, ask('post', '/api/closures/:id/end', { param: { id } }))

/** @throws ApiProblem */
export const deleteClosure = ({ id, version }: RoadClosure): Promise<null> =>
  changing(CLOSURES_AND_ROADS, ask('delete', '/api/closures/:id', { param: { id }, version }))

/** Stockpiles and works that the closures in force cut off. */
export const useClosureEffects = (): UseQueryResult<ClosureEffects> =>
  useQuery({
    ...reading(['closures', 'effects'], '/api/closures/effects'),
    refetchInterval: REFETCH_MILLISECONDS,
  })

export const WARNINGS = ['warnings'] as const

export const useWarnings = (): UseQueryResult<Warning[]> =>
  useQuery({ ...reading(WARNINGS, '/api/warnings'), refetchInterval: REFETCH_MILLISECONDS })

export const useWarningInside = (id: string): UseQueryResult<WarningInside> =>
  useQuery({
    ...reading([...WARNINGS, 'inside', id], '/api/warnings/:id/inside', { param: { id } }),
    staleTime: REFETCH_MILLISECONDS,
  })

/** @throws ApiProblem */
export const createWarning = (json: WarningInput): Promise<Warning> =>
  changing([WARNINGS], ask('post', '/api/warnings', { json }))

/** Warnings of a CAP 1.2 message; none for one that cancels. @throws ApiProblem */
export const takeCap = (xml: string): Promise<Warning[]> =>
  changing([WARNINGS], ask('post', '/api/warnings/cap', { json: { xml } }))

/** @throws ApiProblem */
export const deleteWarning = ({ id, version }: Warning): Promise<null> =>
  changing([WARNINGS], ask('delete', '/api/warnings/:id', { param: { id }, version }))
