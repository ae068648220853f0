/** What came with the demonstration, and the roads: asked, chosen, removed, replaced. */
import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import type { ResourceId } from '../../data/collections.ts'
import type { FirstRun, Removal } from '../../data/first-run.ts'
import type { FirstStep } from '../../data/first-steps.ts'
import type { RegionName } from '../../data/region.ts'
import type { Roads } from '../../data/roads.ts'
import { ROADS_LIMITS } from '../../data/roads-limits.ts'
import { problemFrom } from './problem.ts'
import { ask, changing, queryClient, reading } from './request.ts'

const FIRST_RUN = ['first-run'] as const
const ROADS = ['roads'] as const
const HEALTH = ['health'] as const
const REGION = ['region'] as const
const BUILDING_MILLISECONDS = 1000

/** @param isWanted whether there is a demonstration to leave. */
export const useFirstRun = (isWanted = true): UseQueryResult<FirstRun> =>
  useQuery({ ...reading(FIRST_RUN, '/api/first-run'), enabled: isWanted })

export const useRoads = (): UseQueryResult<Roads> =>
  useQuery({
    ...reading(ROADS, '/api/roads'),
    // No event reports how far a build has come.
    refetchInterval: ({ state }) =>
      state.data?.import?.state === 'building' ? BUILDING_MILLISECONDS : false,
  })

export const chooseFirst = (choice: 'look' | 'own', later: readonly FirstStep[]) =>
  changing([FIRST_RUN], ask('put', '/api/first-run', { json: { choice, later: [...later] } }))

export const renameRegion = (name: RegionName) =>
  changing([REGION], ask('put', '/api/region', { json: name }))

export const removeDemonstration = (
  collections: readonly ResourceId[],
  books: boolean,
  by: string,
): Promise<Removal> =>
  changing(
    [FIRST_RUN, HEALTH, REGION],
    ask('post', '/api/first-run/removals', { json: { collections: [...collections], books, by } }),
  )

const told = (roads: Roads): void => void queryClient.setQueryData(ROADS, roads)

/**
 * Sends an extract piece by piece; the server builds it once the last one is there.
 * @throws ApiProblem; the abort's own error when aborted
 */
export const sendExtract = async (file: File, signal: AbortSignal): Promise<void> => {
  for (let offset = 0; offset < file.size; offset += ROADS_LIMITS.mostPieceBytes) {
    const query = new URLSearchParams({
      name: file.name.slice(-ROADS_LIMITS.mostNameCharacters),
      offset: String(offset),
      total: String(file.size),
    })
    const response = await fetch(`/api/roads/pieces?${query}`, {
      method: 'POST',
      signal,
      referrer: '/',
      referrerPolicy: 'same-origin',
      headers: { 'Content-Type': 'application/octet-stream' },
      body: file.slice(offset, offset + ROADS_LIMITS.mostPieceBytes),
    })
    const body: unknown = await response.json().catch(() => null)
    if (!response.ok) throw problemFrom(body, response.status)
    told(body as Roads)
  }
}

const tellRoads = (roads: Promise<Roads>): Promise<void> =>
  changing([HEALTH, REGION], roads.then(told))

export const buildAllTheSame = () =>
  tellRoads(ask('post', '/api/roads/build', { json: { force: true } }))
export const cancelRoads = () => tellRoads(ask('delete', '/api/roads/pieces'))
export const takeBackRoads = () => tellRoads(ask('post', '/api/roads/demonstration'))
