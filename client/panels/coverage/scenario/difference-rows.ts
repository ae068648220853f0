/** Two coverage answers side by side, by town. */
import type { CoverageAnswer } from '../../../../data/coverage.ts'

export interface DifferenceRow {
  readonly code: string
  readonly name: string
  readonly nameEn: string | null
  /** People in time. */
  readonly here: number
  readonly there: number
  /** here − there. */
  readonly difference: number
}

type Towns = Pick<CoverageAnswer, 'byTown'>

/** Towns whose people in time differ, the largest difference first. */
export const differenceRows = (here: Towns, there: Towns): DifferenceRow[] => {
  const others = new Map(there.byTown.map((town) => [town.code, town.peopleInTime]))
  return here.byTown
    .map(({ code, name, nameEn, peopleInTime }) => {
      const other = others.get(code) ?? 0
      return {
        code,
        name,
        nameEn,
        here: peopleInTime,
        there: other,
        difference: peopleInTime - other,
      }
    })
    .filter(({ difference }) => difference !== 0)
    .sort((a, b) => Math.abs(b.difference) - Math.abs(a.difference))
}
