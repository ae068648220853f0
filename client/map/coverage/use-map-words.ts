import { inDemandWords } from '../../../data/demand-words.ts'
import { peoplePerCount } from '../../layers/coverage-classes.ts'
import { useAppState } from '../../state/app-state.ts'
import { COVERAGE_MAP_TEXTS } from './coverage-map-texts.ts'

/** Texts of the picture that speak of people, or of calls where the strip counts those. */
export const useMapWords = (): ((key: keyof typeof COVERAGE_MAP_TEXTS) => string) => {
  const language = useAppState((state) => state.language)
  const demand = useAppState((state) => state.coverage.demand)
  return (key) => inDemandWords(COVERAGE_MAP_TEXTS[key][language], demand, language)
}

/** People that one of what the strip counts stands for. */
export const usePeoplePerCount = (): number =>
  useAppState(({ coverage }) => peoplePerCount(coverage.demand))
