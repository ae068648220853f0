/** The coverage question of the state, and its answers, shared by panel, map and report. */
import type { UseQueryResult } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { CellTimes, CoverageAnswer, CoverageRequest } from '../../data/coverage.ts'
import { NO_CHANGES, type ScenarioChanges } from '../../data/scenario.ts'
import { useCellTimes, useCoverage } from '../api/coverage.ts'
import { type CoverageOptions, useAppState } from './app-state.ts'
import { hasChanges, liveChanges, useScenarioDraft } from './scenario-draft.ts'

/** The question for these options and changes; `at` is local wall-clock time. */
export const coverageRequest = (
  { at, profile, standards, filter }: CoverageOptions,
  scenario: ScenarioChanges,
): CoverageRequest => ({
  ...(at !== null && { at: `${at}:00+08:00` }),
  profile,
  standards,
  filter,
  scenario,
})

const useRequest = (scenario: ScenarioChanges): CoverageRequest => {
  const options = useAppState((state) => state.coverage)
  const { at, profile, standards, filter } = options
  return useMemo(
    () => coverageRequest({ at, profile, standards, filter } as CoverageOptions, scenario),
    [at, profile, standards, filter, scenario],
  )
}

/** The present question: the options of the panel with the settled changes. */
export const useCoverageRequest = (): CoverageRequest =>
  useRequest(useScenarioDraft((draft) => draft.changes))

/** Everything about the present state: tables, gaps, remedies, fragility. */
export const useCoverageAnswer = (): UseQueryResult<CoverageAnswer> =>
  useCoverage(useCoverageRequest())

/**
 * Totals and changed cells, following a dragged station; only requested where something is changed.
 * While a newer answer is on its way the one before stays.
 */
export const useLiveAnswer = (): UseQueryResult<CoverageAnswer> => {
  const draft = useScenarioDraft()
  const { changes, dragged } = draft
  // biome-ignore lint/correctness/useExhaustiveDependencies: all of the draft that matters here
  const scenario = useMemo(() => liveChanges(draft), [changes, dragged])
  return useCoverage(useRequest(scenario), 'live', hasChanges(scenario))
}

/** Times of every demand cell without any change; the map lays the live changes over them. */
export const useTodayTimes = (): UseQueryResult<CellTimes> => useCellTimes(useRequest(NO_CHANGES))

/** Times of every demand cell with the settled changes. */
export const useChangedTimes = (): UseQueryResult<CellTimes> => useCellTimes(useCoverageRequest())
