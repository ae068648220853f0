/** Saved scenarios: what the page asks the server for, and how it changes them. */
import { type UseQueryResult, useMutation, useQuery } from '@tanstack/react-query'
import type { Language } from '../../data/bilingual.ts'
import type { Scenario, ScenarioInput, ScenarioListEntry } from '../../data/scenario.ts'
import { changing, fetchJson, postJson, reading, sendJson } from './request.ts'

const ADDRESS = '/api/scenarios'
const LIST_KEY = ['scenarios'] as const
const KEYS = [LIST_KEY, ['scenario']] as const
/** Colleagues save scenarios seldom. */
const STALE_MILLISECONDS = 30_000

const addressOf = (id: string): string => `${ADDRESS}/${encodeURIComponent(id)}`

export const useScenarioList = (): UseQueryResult<readonly ScenarioListEntry[]> =>
  useQuery({
    ...reading<readonly ScenarioListEntry[]>(LIST_KEY, ADDRESS),
    staleTime: STALE_MILLISECONDS,
  })

/** One scenario whole; nothing is asked for null. */
export const useScenario = (id: string | null): UseQueryResult<Scenario> =>
  useQuery({
    ...reading<Scenario>(['scenario', id], addressOf(id ?? '')),
    enabled: id !== null,
    staleTime: STALE_MILLISECONDS,
  })

export const fetchScenario = (id: string): Promise<Scenario> => fetchJson<Scenario>(addressOf(id))

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
          ? postJson<Scenario>(ADDRESS, input)
          : sendJson<Scenario>('PUT', addressOf(over.id), { body: input, version: over.version }),
      ),
  })

export const useCopyScenario = () =>
  useMutation({
    mutationFn: ({ id, language }: { id: string; language: Language }) =>
      changing(KEYS, sendJson<Scenario>('POST', `${addressOf(id)}/copy?lang=${language}`)),
  })

export const useDeleteScenario = () =>
  useMutation({
    mutationFn: (id: string) => changing(KEYS, sendJson<null>('DELETE', addressOf(id))),
  })
