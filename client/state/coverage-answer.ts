/** The coverage question of the state, and its answers, shared by panel, map and report. */
import type { UseQueryResult } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { CellTimes } from '../../data/cell-times.ts'
import type { CoverageAnswer, CoverageRequest } from '../../data/coverage.ts'
import { type DemandFigure, figureOf } from '../../data/demand.ts'
import { LOCAL_OFFSET } from '../../data/local-time.ts'
import { NO_CHANGES, type ScenarioChanges } from '../../data/scenario.ts'
import { momentOf, periodsOfDay, planningDay } from '../../data/working-day.ts'
import { useCellTimes, useCoverage, useTownAreas } from '../api/coverage.ts'
import { type CoverageOptions, type CoveragePaint, useAppState } from './app-state.ts'
import { hasChanges, liveChanges, useScenarioDraft } from './scenario-draft.ts'

/** What of the options makes a question. */
type Conditions = Pick<
  CoverageOptions,
  'part' | 'weighting' | 'at' | 'demand' | 'profile' | 'standards' | 'filter' | 'obeyClosures'
>

/** Local wall-clock of the moment that is looked at, null for now. */
export const lookedAt = ({ part, at }: Pick<Conditions, 'part' | 'at'>): string | null =>
  part === 'moment' ? at : momentOf(part, planningDay(new Date()))

/** Which figure of a place counts at the moment that is looked at. */
export const useCountedFigure = (): DemandFigure =>
  useAppState(({ coverage }) => {
    const moment = lookedAt(coverage)
    const at = moment === null ? new Date() : new Date(`${moment}:00${LOCAL_OFFSET}`)
    return figureOf(coverage.demand, at)
  })

/** The question about the moment looked at: what the map is painted by. */
export const momentRequest = (
  { part, at, demand, profile, standards, filter, obeyClosures }: Omit<Conditions, 'weighting'>,
  scenario: ScenarioChanges,
): CoverageRequest => {
  const moment = lookedAt({ part, at })
  return {
    ...(moment !== null && { at: `${moment}:00${LOCAL_OFFSET}` }),
    demand,
    profile,
    standards,
    filter,
    obeyClosures,
    scenario,
  }
}

/** The question for these options and changes: where a day is asked about, with all of its periods. */
export const coverageRequest = (
  options: Conditions,
  scenario: ScenarioChanges,
): CoverageRequest => ({
  ...momentRequest(options, scenario),
  ...(options.part !== 'moment' && {
    periods: periodsOfDay(planningDay(new Date()), options.weighting),
  }),
})

const useRequest = (request: typeof coverageRequest, scenario: ScenarioChanges) => {
  const options = useAppState((state) => state.coverage)
  const { part, weighting, at, demand, profile, standards, filter, obeyClosures } = options
  // the day moves on at midnight
  const today = planningDay(new Date())
  // biome-ignore lint/correctness/useExhaustiveDependencies: the request reads the day by itself
  return useMemo(
    () =>
      request({ part, weighting, at, demand, profile, standards, filter, obeyClosures }, scenario),
    [
      request,
      part,
      weighting,
      at,
      demand,
      profile,
      standards,
      filter,
      obeyClosures,
      scenario,
      today,
    ],
  )
}

/** 现状 is the data as they are, whatever is tried out meanwhile; the other tabs are about the scenario. */
const showsScenario = ({
  coverage: { tab },
}: {
  coverage: Pick<CoverageOptions, 'tab'>
}): boolean => tab !== 'result'

/** Of the draft what the open tab is about, without what is under the hand. */
export const useSettledChanges = (): ScenarioChanges => {
  const isScenario = useAppState(showsScenario)
  const changes = useScenarioDraft((draft) => draft.changes)
  return isScenario ? changes : NO_CHANGES
}

/** The same with the station under the hand where it is now. */
export const useLiveChanges = (): ScenarioChanges => {
  const isScenario = useAppState(showsScenario)
  const draft = useScenarioDraft()
  const { changes, dragged } = draft
  // biome-ignore lint/correctness/useExhaustiveDependencies: all of the draft that matters here
  const live = useMemo(() => liveChanges(draft), [changes, dragged])
  return isScenario ? live : NO_CHANGES
}

/** The question about the moment looked at, with the settled changes. */
export const useMomentRequest = (): CoverageRequest =>
  useRequest(momentRequest, useSettledChanges())

/** The question about the day, or about one moment where that is asked about, with the settled changes. */
export const useDayRequest = (): CoverageRequest => useRequest(coverageRequest, useSettledChanges())

/** Everything that the open tab is about: tables, gaps, remedies, fragility. */
export const useCoverageAnswer = (): UseQueryResult<CoverageAnswer> => useCoverage(useDayRequest())

/** How far off speed and turnout may be: the usual. */
const USUAL_BAND = { band: {} } as const

/**
 * The same question's coverage by slow and by fast vehicles. It takes longest, so it is asked for once all else
 * is there; null until then.
 */
export const useCoverageBand = (): {
  readonly band: CoverageAnswer['band']
  readonly error: Error | null
} => {
  const { data, isPlaceholderData } = useCoverageAnswer()
  const request = { ...useDayRequest(), ...USUAL_BAND }
  const isAsked = data !== undefined && !isPlaceholderData
  const found = useCoverage(request, 'totals', isAsked)
  const isThere = isAsked && !found.isPlaceholderData
  return { band: isThere ? (found.data?.band ?? null) : null, error: found.error }
}

/** Totals alone, soon: how many stations count when, and what is closed. */
export const useConditionsAnswer = (): UseQueryResult<CoverageAnswer> =>
  useCoverage(useDayRequest(), 'totals')

/**
 * Totals and changed cells, following a dragged station; only requested where something is changed.
 * While a newer answer is on its way the one before stays.
 */
export const useLiveAnswer = (): UseQueryResult<CoverageAnswer> => {
  const scenario = useLiveChanges()
  return useCoverage(useRequest(coverageRequest, scenario), 'live', hasChanges(scenario))
}

/** Times of every demand cell without any change; the map lays the live changes over them. */
export const useTodayTimes = (): UseQueryResult<CellTimes> =>
  useCellTimes(useRequest(momentRequest, NO_CHANGES))

/** What the map is painted by: against itself the present state has neither won nor lost. */
export const shownPaint = ({
  paint,
  tab,
}: Pick<CoverageOptions, 'paint' | 'tab'>): CoveragePaint =>
  paint === 'change' && tab === 'result' ? 'served' : paint

export const useShownPaint = (): CoveragePaint =>
  useAppState(({ coverage }) => shownPaint(coverage))

/** Whether towns stand for their people on the map of the whole city; not where no areas of towns are known. */
export const useIsByTown = (): boolean => {
  const paint = useShownPaint()
  const { data, isLoading } = useTownAreas()
  const isOfPeople = paint === 'served' || paint === 'change'
  return isOfPeople && (isLoading || (data?.features.length ?? 0) > 0)
}

/** Times of every demand cell with the settled changes. */
export const useChangedTimes = (): UseQueryResult<CellTimes> => useCellTimes(useMomentRequest())
