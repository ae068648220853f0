/** Saved scenarios: what the page asks the server for, and how it changes them. */
import { type UseQueryResult, useMutation, useQuery } from '@tanstack/react-query'
import type { Language } from '../../data/bilingual.ts'
import type { Scenario, ScenarioInput, ScenarioListEntry } from '../../data/scenario.ts'
import { ask, changing, reading } from './request.ts'

const ONE = '/api/scenarios/:id'
const LIST_KEY = ['scenarios'] as const
const KEYS = [LIST_KEY, ['scenario']] as const
/** Colleagues save scenarios seldom. */
const STALE_MILLISECONDS = 30_000

export const useScenarioList = (): UseQueryResult<readonly ScenarioListEntry[]> =>
  useQuery({ ...reading(LIST_KEY, '/api/scenarios'), staleTime: STALE_MILLISECONDS })

/** One scenario whole; nothing is asked for null. */
export const useScenario = (id: string | null): UseQueryResult<Scenario> =>
  useQuery({
    ...reading(['scenario', id], ONE, { param: { id: id ?? '' } }),
    enabled: id !== null,
    staleTime: STALE_MILLISECONDS,
  })

export const fetchScenario = (id: string): Promise<Scenario> => ask('get', ONE, { param: { id } })

interface SaveScenario {
  readonly input: ScenarioInput
  /** The scenario to be changed and the version that was read; null for a new one. */
  readonly over: { readonly id: string; readonly version: number } | null
}

export const useSaveScenario = () =>
  useMutation({
    mutationFn: ({ input, over }: SaveScenario) =>
      changing(
        KEYS,
        over === null
          ? ask('post', '/api/scenarios', { json: input })
          : ask('put', ONE, { param: { id: over.id }, json: input, version: over.version }),
      ),
  })

export const useCopyScenario = () =>
  useMutation({
    mutationFn: ({ id, language }: { id: string; language: Language }) =>
      changing(KEYS, ask('post', `${ONE}/copy`, { param: { id }, query: { lang: language } })),
  })

export const useDeleteScenario = () =>
  useMutation({ mutationFn: (id: string) => changing(KEYS, ask('delete', ONE, { param: { id } })) })
