/** Saved scenarios: what the page asks the server for, and how it changes them. */
import { type UseQueryResult, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Language } from '../data/bilingual.ts'
import type { Scenario, ScenarioInput, ScenarioListEntry } from '../data/scenario.ts'
import { fetchJson, sendJson } from './api.ts'

const ADDRESS = '/api/scenarios'
const LIST_KEY = ['scenarios'] as const
/** Colleagues save scenarios seldom. */
const STALE_MILLISECONDS = 30_000

const addressOf = (id: string): string => `${ADDRESS}/${encodeURIComponent(id)}`

export const useScenarioList = (): UseQueryResult<readonly ScenarioListEntry[]> =>
  useQuery({
    queryKey: LIST_KEY,
    queryFn: ({ signal }) => fetchJson<readonly ScenarioListEntry[]>(ADDRESS, signal),
    staleTime: STALE_MILLISECONDS,
  })

/** One scenario whole; nothing is asked for null. */
export const useScenario = (id: string | null): UseQueryResult<Scenario> =>
  useQuery({
    queryKey: ['scenario', id],
    queryFn: ({ signal }) => fetchJson<Scenario>(addressOf(id ?? ''), signal),
    enabled: id !== null,
    staleTime: STALE_MILLISECONDS,
  })

export const fetchScenario = (id: string): Promise<Scenario> => fetchJson<Scenario>(addressOf(id))

/** A mutation after which lists and scenarios are read anew. */
const useScenarioMutation = <Input, Output>(act: (input: Input) => Promise<Output>) => {
  const client = useQueryClient()
  return useMutation({
    mutationFn: act,
    onSuccess: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: LIST_KEY }),
        client.invalidateQueries({ queryKey: ['scenario'] }),
      ]),
  })
}

export interface SaveScenario {
  readonly input: ScenarioInput
  /** The scenario to be changed and the version that was read; null for a new one. */
  readonly over: { readonly id: string; readonly version: number } | null
}

export const useSaveScenario = () =>
  useScenarioMutation(({ input, over }: SaveScenario) =>
    over === null
      ? sendJson<Scenario>('POST', ADDRESS, { body: input })
      : sendJson<Scenario>('PUT', addressOf(over.id), {
          body: input,
          headers: { 'If-Match': `"${over.version}"` },
        }),
  )

export const useCopyScenario = () =>
  useScenarioMutation(({ id, language }: { id: string; language: Language }) =>
    sendJson<Scenario>('POST', `${addressOf(id)}/copy?lang=${language}`),
  )

export const useDeleteScenario = () =>
  useScenarioMutation((id: string) => sendJson<null>('DELETE', addressOf(id)))
