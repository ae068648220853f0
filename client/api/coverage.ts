/** What the coverage panel, its map and its report ask the server for; standards saved by name. */
import { keepPreviousData, type UseQueryResult, useMutation, useQuery } from '@tanstack/react-query'
import type { Language } from '../../data/bilingual.ts'
import type { BusyAnswer, BusyRequest } from '../../data/busy.ts'
import { type CellTimes, decodeCellTimes } from '../../data/cell-times.ts'
import type {
  CellCollection,
  ContourCollection,
  CoverageAnswer,
  CoveragePart,
  CoverageRequest,
  CoverageTable,
  TownAreaCollection,
} from '../../data/coverage.ts'
import type { SavedStandard, SavedStandardInput } from '../../data/standards.ts'
import { ask, fetchBytes, queryClient, reading } from './request.ts'

/** "Now" moves on: an answer is asked again after a minute, and stays in sight until then. */
const LASTING = { placeholderData: keepPreviousData, staleTime: 60_000 } as const

/** Totals, towns and changed cells follow the hand; totals alone are there soonest. */
const PARTS_OF = {
  full: null,
  live: ['areas', 'changes'],
  areas: ['areas'],
  totals: [],
} as const satisfies Record<string, readonly CoveragePart[] | null>

/**
 * The figures of the day in place of those of the moment looked at, where a day is asked about. Gaps,
 * remedies, fragility, times and what cells change are of the moment.
 */
export const ofTheDay = (answer: CoverageAnswer): CoverageAnswer => {
  const { day, summary, changes } = answer
  if (day === null) return answer
  const { people, peopleInTime, share, peopleUnreachable, byClass, byCounty, byTown } = day
  const hasAreas = answer.byTown.length > 0
  return {
    ...answer,
    summary: { ...summary, people, peopleInTime, share, peopleUnreachable, byClass },
    ...(hasAreas && { byCounty, byTown }),
    changes: changes && day.changes && { ...changes, ...day.changes },
  }
}

/** The hexagons; they change only with the data. */
export const useCells = (): UseQueryResult<CellCollection> =>
  useQuery({
    ...reading(['coverage-cells'], '/api/coverage/cells'),
    staleTime: Number.POSITIVE_INFINITY,
  })

/** The ground of each town; it changes only with the data. */
export const useTownAreas = (): UseQueryResult<TownAreaCollection> =>
  useQuery({
    ...reading(['coverage-town-areas'], '/api/coverage/towns'),
    staleTime: Number.POSITIVE_INFINITY,
  })

export const useCoverage = (
  request: CoverageRequest,
  mode: keyof typeof PARTS_OF = 'full',
  isAsked = true,
): UseQueryResult<CoverageAnswer> => {
  const parts = PARTS_OF[mode]
  const json = parts ? { ...request, parts: [...parts] } : request
  return useQuery({
    queryKey: ['coverage', mode, json],
    queryFn: async ({ signal }) => ofTheDay(await ask('post', '/api/coverage', { json }, signal)),
    enabled: isAsked,
    ...LASTING,
  })
}

/** Who is in time when stations may be out; takes seconds. */
export const useBusy = (json: BusyRequest): UseQueryResult<BusyAnswer> =>
  useQuery({
    queryKey: ['coverage-busy', json],
    queryFn: ({ signal }) => ask('post', '/api/coverage/busy', { json }, signal),
    ...LASTING,
  })

export const useCellTimes = (request: CoverageRequest): UseQueryResult<CellTimes> =>
  useQuery({
    queryKey: ['coverage-times', request],
    queryFn: async ({ signal }) =>
      decodeCellTimes(await fetchBytes('/api/coverage/cells', { json: request }, signal)),
    ...LASTING,
  })

/** Isochrones; nothing is asked for an empty list of minutes. */
export const useContours = (
  request: CoverageRequest,
  minutes: readonly number[],
): UseQueryResult<ContourCollection> =>
  useQuery({
    queryKey: ['coverage-contours', request, minutes],
    queryFn: ({ signal }) =>
      ask('post', '/api/coverage/contours', { json: { ...request, minutes } }, signal),
    enabled: minutes.length > 0,
    ...LASTING,
  })

/** A table of the answer as a file. @throws ApiProblem */
export const fetchTable = (
  request: CoverageRequest,
  table: CoverageTable,
  format: 'csv' | 'xlsx' | 'geojson',
  language: Language,
): Promise<ArrayBuffer> =>
  fetchBytes('/api/coverage/tables/:table', {
    param: { table },
    query: { f: format, lang: language },
    json: request,
  })

const STANDARDS = ['standards'] as const

export const useSavedStandards = (): UseQueryResult<readonly SavedStandard[]> =>
  useQuery({ ...reading(STANDARDS, '/api/standards'), staleTime: LASTING.staleTime })

const readAnew = (): Promise<void> => queryClient.invalidateQueries({ queryKey: STANDARDS })

/** Saves times under a name. */
export const useSaveStandard = () =>
  useMutation({
    mutationFn: (json: SavedStandardInput) => ask('post', '/api/standards', { json }),
    onSuccess: readAnew,
  })

/** Forgets a saved standard; whoever uses its times keeps the times. */
export const useDeleteStandard = () =>
  useMutation({
    mutationFn: ({ id }: Pick<SavedStandard, 'id' | 'name'>) =>
      ask('delete', '/api/standards/:id', { param: { id } }),
    onSuccess: readAnew,
  })
