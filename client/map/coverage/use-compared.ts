/** What the map beside shows: the data of today, or a saved scenario over them. */
import { NO_CHANGES, type ScenarioChanges } from '../../../data/scenario.ts'
import { asApiProblem } from '../../api/problem.ts'
import { useScenario } from '../../api/scenarios.ts'
import { useAppState } from '../../state/app-state.ts'
import { COVERAGE_MAP_TEXTS } from './coverage-map-texts.ts'

/** `compareId` of the data without any change. */
const TODAY = 'today'

interface Compared {
  /** Null until they are there. */
  readonly changes: ScenarioChanges | null
  /** Its name, or what is wrong or awaited. */
  readonly title: string
}

export const useCompared = (compareId: string): Compared => {
  const language = useAppState((state) => state.language)
  const isToday = compareId === TODAY
  const { data, error } = useScenario(isToday ? null : compareId)
  if (isToday) return { changes: NO_CHANGES, title: COVERAGE_MAP_TEXTS.today[language] }
  if (data) return { changes: data.changes, title: data.name }
  return {
    changes: null,
    title: error
      ? asApiProblem(error).sentence[language]
      : COVERAGE_MAP_TEXTS.loadingScenario[language],
  }
}
