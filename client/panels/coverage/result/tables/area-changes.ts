/** What a scenario changes, by town and by county. */
import type { CoverageAnswer } from '../../../../../data/coverage.ts'

type Changes = Pick<NonNullable<CoverageAnswer['changes']>, 'byTown'>

/** People won or lost by code of town and of county; areas without a change are not in it. */
export const peopleChangeByCode = (changes: Changes): ReadonlyMap<string, number> => {
  const byCode = new Map<string, number>()
  for (const { code, countyCode, people } of changes.byTown) {
    byCode.set(code, people)
    byCode.set(countyCode, (byCode.get(countyCode) ?? 0) + people)
  }
  return byCode
}
