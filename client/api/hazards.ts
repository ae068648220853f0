/** Closures of roads and flooded areas, what they cut off, and warnings. */
import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import type { HazardHistory } from '../../data/hazard-change.ts'
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

/** Who changes it, and why: what the history says. */
export interface Signed {
  readonly by: string
  readonly reason: string
}

/** Keeps a new closure, or changes the given one. @throws ApiProblem */
export const saveClosure = (
  closure: RoadClosure | null,
  json: RoadClosureInput,
  signed: Signed,
): Promise<RoadClosure> =>
  changing(
    CLOSURES_AND_ROADS,
    closure === null
      ? ask('post', '/api/closures', { json, ...signed })
      : ask('put', '/api/closures/:id', {
          ...{ param: { id: closure.id }, version: closure.version, json, ...signed },
        }),
  )

/** Opens the roads again, now. @throws ApiProblem */
export const endClosure = (id: string, signed: Signed): Promise<RoadClosure> =>
  changing(CLOSURES_AND_ROADS, ask('post', '/api/closures/:id/end', { param: { id }, ...signed }))

/** @throws ApiProblem */
export const deleteClosure = ({ id, version }: RoadClosure, signed: Signed): Promise<null> =>
  changing(
    CLOSURES_AND_ROADS,
    ask('delete', '/api/closures/:id', { param: { id }, version, ...signed }),
  )

/** What was done to it, newest first; read anew with what it is about. */
export const useHazardHistory = (
  subject: 'closures' | 'warnings',
  id: string,
): UseQueryResult<HazardHistory> =>
  useQuery(reading([subject, 'history', id], `/api/${subject}/:id/history`, { param: { id } }))

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
export const createWarning = (json: WarningInput, signed: Signed): Promise<Warning> =>
  changing([WARNINGS], ask('post', '/api/warnings', { json, ...signed }))

/** Warnings of a CAP 1.2 message, then those that it ended. @throws ApiProblem */
export const takeCap = (xml: string, signed: Signed): Promise<Warning[]> =>
  changing([WARNINGS], ask('post', '/api/warnings/cap', { json: { xml }, ...signed }))

/** @throws ApiProblem */
export const endWarning = (id: string, signed: Signed): Promise<Warning> =>
  changing([WARNINGS], ask('post', '/api/warnings/:id/end', { param: { id }, ...signed }))

/** @throws ApiProblem */
export const deleteWarning = ({ id, version }: Warning, signed: Signed): Promise<null> =>
  changing([WARNINGS], ask('delete', '/api/warnings/:id', { param: { id }, version, ...signed }))
