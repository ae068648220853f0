/** The best choice among few candidates, by branch and cut: for what prices leave open. */
import type { Highs, ModelData } from 'highs'
import type { CoverProof, CoverRemainder } from './cover-bound.ts'
import type { CoverInstance } from './cover-instance.ts'
import { reduceSetCover, type SetCoverInstance, uncoveredDemands } from './set-cover-instance.ts'
import type { SiteSolution } from './solver.ts'

/** Above this the solver has shown nothing within its time where it was measured. */
const MOST_ENTRIES = 60_000
/** HiGHS works to a tolerance of 1e-6, relative to sums of gains; a bound is rounded down from here. */
const RELATIVE_TOLERANCE = 1e-6
const HALF = 0.5

/** A demand (or several with the same candidates) as the solver sees it. */
interface Row {
  readonly candidates: readonly number[]
  first: number
  second: number
}

/** Demands with what is left to win, those with the same free candidates added together. */
const rowsOf = (instance: CoverInstance, fixed: readonly number[], free: readonly number[]) => {
  const { demandCount, candidateStart, candidateDemands, gainFirst, gainSecond } = instance
  const times = new Uint32Array(demandCount)
  let won = 0
  const visit = (candidate: number, act: (demand: number) => void): void => {
    const end = candidateStart[candidate + 1]!
    for (let i = candidateStart[candidate]!; i < end; i++) act(candidateDemands[i]!)
  }
  for (const candidate of fixed) {
    visit(candidate, (demand) => {
      won += times[demand] === 0 ? gainFirst[demand]! : 0
      won += times[demand] === 1 ? gainSecond[demand]! : 0
      times[demand]!++
    })
  }
  const freeOf = new Map<number, number[]>()
  for (const [column, candidate] of free.entries()) {
    visit(candidate, (demand) => {
      if (times[demand]! > 1) return
      const columns = freeOf.get(demand)
      if (columns) columns.push(column)
      else freeOf.set(demand, [column])
    })
  }
  const rows = new Map<string, Row>()
  for (const [demand, candidates] of freeOf) {
    const first = times[demand] === 0 ? gainFirst[demand]! : gainSecond[demand]!
    const second = times[demand] === 0 ? gainSecond[demand]! : 0
    if (first === 0) continue
    const key = candidates.join()
    const row = rows.get(key) ?? { candidates, first: 0, second: 0 }
    row.first += first
    row.second += second
    rows.set(key, row)
  }
  return { won, rows: [...rows.values()] }
}

/**
 * Columns: one per free candidate, then one per row and level of gain. Rows: Σ levels − Σ
 * candidates ≤ 0 per demand, and the number of sites.
 */
const modelOf = (highs: Highs, rows: readonly Row[], freeCount: number, siteCount: number) => {
  const levels = rows.flatMap(({ first, second }, row) =>
    second > 0
      ? [
          { row, gain: first },
          { row, gain: second },
        ]
      : [{ row, gain: first }],
  )
  const columnCount = freeCount + levels.length
  const entries: number[][] = Array.from({ length: freeCount }, () => [])
  for (const [row, { candidates }] of rows.entries()) {
    for (const column of candidates) entries[column]!.push(row)
  }
  const starts = new Int32Array(columnCount + 1)
  const indices: number[] = []
  const values: number[] = []
  for (const [column, list] of entries.entries()) {
    for (const row of list) {
      indices.push(row)
      values.push(-1)
    }
    indices.push(rows.length)
    values.push(1)
    starts[column + 1] = indices.length
  }
  for (const [index, { row }] of levels.entries()) {
    indices.push(row)
    values.push(1)
    starts[freeCount + index + 1] = indices.length
  }
  const rowUpper = new Float64Array(rows.length + 1)
  rowUpper[rows.length] = siteCount
  const integrality = new Int32Array(columnCount).fill(highs.constants.variableType.continuous)
  integrality.fill(highs.constants.variableType.integer, 0, freeCount)
  const colCost = new Float64Array(columnCount)
  for (const [index, { gain }] of levels.entries()) colCost[freeCount + index] = -gain
  return {
    numCols: columnCount,
    numRows: rows.length + 1,
    colCost,
    colLower: new Float64Array(columnCount),
    colUpper: new Float64Array(columnCount).fill(1),
    rowLower: new Float64Array(rows.length + 1).fill(-highs.infinity),
    rowUpper,
    matrix: {
      format: 'csc',
      numRows: rows.length + 1,
      numCols: columnCount,
      starts,
      indices: Int32Array.from(indices),
      values: Float64Array.from(values),
    },
    integrality,
  } satisfies ModelData
}

/**
 * Hands the remainder to HiGHS, synchronously: only in a worker. Takes `timeLimitSeconds` at most,
 * but HiGHS may overrun it twofold. @throws Error when HiGHS refuses the model.
 */
export const proveCover = (
  highs: Highs,
  { instance, fixed, free, siteCount }: CoverRemainder,
  timeLimitSeconds: number,
): CoverProof | null => {
  const entryCount = free.reduce(
    (sum, each) => sum + instance.candidateStart[each + 1]! - instance.candidateStart[each]!,
    0,
  )
  if (entryCount > MOST_ENTRIES) return null
  const { won, rows } = rowsOf(instance, fixed, free)
  const left = siteCount - fixed.length
  if (left <= 0 || rows.length === 0) {
    return { bound: won, chosen: [...fixed, ...free.slice(0, Math.max(0, left))] }
  }
  return highs.withModel(modelOf(highs, rows, free.length, left), (model) => {
    model.options.set({ output_flag: false, time_limit: timeLimitSeconds, mip_rel_gap: 0 })
    model.run()
    const least = Number(model.info.get('mip_dual_bound'))
    if (!Number.isFinite(least)) return null
    const gain = -least
    const bound = won + Math.floor(gain + RELATIVE_TOLERANCE * Math.max(1, gain))
    const { colValue } = model.getSolution()
    const taken = free.filter((_, column) => (colValue[column] ?? 0) > HALF)
    return { bound, chosen: taken.length > 0 ? [...fixed, ...taken] : null }
  })
}

// The fewest sites that cover everything, by branch and cut: for what search and bound leave.

interface SetCoverProof {
  /** No cover has fewer sites. */
  readonly bound: number
  /** The best cover found; null when none was found in time. */
  readonly solution: SiteSolution | null
  readonly isProved: boolean
}

/** Proves how few sites cover; blocks until it returns. */
export type CoverProver = (cover: SetCoverInstance) => SetCoverProof

/** HiGHS works to a tolerance of 1e-6 on each of its sums; a bound this little above a whole number
 *  is not trusted to mean the next one. */
const BOUND_TOLERANCE = 1e-4

/**
 * Reduces the problem and hands the rest to HiGHS, synchronously: only in a worker. Takes
 * `timeLimitSeconds` at most, but HiGHS may overrun it twofold. Demands that nobody covers are
 * left out. @throws Error when HiGHS refuses the model.
 */
export const proveSetCover = (
  highs: Highs,
  instance: SetCoverInstance,
  timeLimitSeconds: number,
): SetCoverProof => {
  const { essential, remainder, candidates } = reduceSetCover(instance)
  if (remainder.demandCount === 0) {
    const solution = { chosen: essential, objective: essential.length }
    return { bound: essential.length, solution, isProved: true }
  }
  const rest = solveCover(highs, remainder, timeLimitSeconds)
  const bound = essential.length + rest.bound
  if (!rest.chosen) return { bound, solution: null, isProved: false }
  const chosen = [...essential, ...rest.chosen.map((each) => candidates[each]!)]
  chosen.sort((a, b) => a - b)
  const solution = { chosen, objective: chosen.length }
  return { bound, solution, isProved: bound >= chosen.length }
}

const coverModel = (highs: Highs, instance: SetCoverInstance): ModelData => {
  const { candidateCount, demandCount, candidateStart, candidateDemands } = instance
  return {
    numCols: candidateCount,
    numRows: demandCount,
    colCost: new Float64Array(candidateCount).fill(1),
    colLower: new Float64Array(candidateCount),
    colUpper: new Float64Array(candidateCount).fill(1),
    rowLower: new Float64Array(demandCount).fill(1),
    rowUpper: new Float64Array(demandCount).fill(highs.infinity),
    matrix: {
      format: 'csc',
      numRows: demandCount,
      numCols: candidateCount,
      starts: candidateStart,
      indices: candidateDemands,
      values: new Float64Array(candidateDemands.length).fill(1),
    },
    integrality: new Int32Array(candidateCount).fill(highs.constants.variableType.integer),
  }
}

/** Bound and cover of a problem without uncoverable demands; HiGHS's own claim of a cover is
 *  checked. */
const solveCover = (
  highs: Highs,
  instance: SetCoverInstance,
  timeLimitSeconds: number,
): { bound: number; chosen: number[] | null } =>
  highs.withModel(coverModel(highs, instance), (model) => {
    model.options.set({ output_flag: false, time_limit: timeLimitSeconds, mip_rel_gap: 0 })
    model.run()
    const dualBound = Number(model.info.get('mip_dual_bound'))
    const bound = Number.isFinite(dualBound) ? Math.ceil(dualBound - BOUND_TOLERANCE) : 0
    const { colValue } = model.getSolution()
    const chosen = Array.from(colValue.keys()).filter((j) => colValue[j]! > HALF)
    const isCover = uncoveredDemands(instance, chosen).length === 0
    return { bound: Math.max(0, bound), chosen: isCover ? chosen : null }
  })
