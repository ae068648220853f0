/** Siting runs that are kept by name, and files of their sites. */
import { type UseQueryResult, useMutation, useQuery } from '@tanstack/react-query'
import type { SitingAnswer } from '../../data/siting-answer.ts'
import { keptForm, type SitingRun, type SitingRunEntry } from '../../data/siting-run.ts'
import { ask, changing, type FileQuery, fetchBytes, reading } from './request.ts'

const ALL = '/api/siting-runs'
const ONE = '/api/siting-runs/:id'
/** Of the list, and of each run with its id behind. */
const KEY = ['siting-runs'] as const
const STALE_MILLISECONDS = 30_000

export const useSitingRuns = (): UseQueryResult<readonly SitingRunEntry[]> =>
  useQuery({ ...reading(KEY, ALL), staleTime: STALE_MILLISECONDS })

/** One run whole; nothing is asked for null. */
export const useSitingRun = (id: string | null): UseQueryResult<SitingRun> =>
  useQuery({
    ...reading([...KEY, id], ONE, { param: { id: id ?? '' } }),
    enabled: id !== null,
    staleTime: STALE_MILLISECONDS,
  })

export const fetchSitingRun = (id: string): Promise<SitingRun> => ask('get', ONE, { param: { id } })

export const useKeepRun = () =>
  useMutation({
    mutationFn: ({ name, answer }: { name: string; answer: SitingAnswer }) =>
      changing([KEY], ask('post', ALL, { json: { name, answer: keptForm(answer) } })),
  })

export const useRenameRun = () =>
  useMutation({
    mutationFn: ({ id, version, name }: Pick<SitingRun, 'id' | 'version' | 'name'>) =>
      changing([KEY], ask('put', ONE, { param: { id }, json: { name }, version })),
  })

export const useDeleteRun = () =>
  useMutation({
    mutationFn: (id: string) => changing([KEY], ask('delete', ONE, { param: { id } })),
  })

/** The sites of an answer as a file. @param name stands above the table. @throws ApiProblem */
export const fetchSites = (
  name: string,
  answer: SitingAnswer,
  query: FileQuery,
): Promise<ArrayBuffer> =>
  fetchBytes('/api/siting/tables/sites', { query, json: { name, answer: keptForm(answer) } })
