/**
 * Exact answers by HiGHS to what search and prices leave open. It runs synchronously, so only in a
 * worker, for the time given at most, but may overrun it twofold.
 */
import type { Highs, ModelData } from 'highs'
import { demandsOf } from './candidate-table.ts'
import type { CoverProof, CoverRemainder } from './cover-bound.ts'
import type { CoverInstance } from './cover-instance.ts'
import { reduceSetCover, type SetCoverInstance, uncoveredDemands } from './set-cover-instance.ts'
import { ascending, type SiteSolution } from './solver.ts'

/** Above this the solver has shown nothing within its time where it was measured. */
const MOST_ENTRIES = 60_000
/**
 * HiGHS works to a tolerance of 1e-6, relative to sums of gains; a bound is rounded down from here.
 */
const RELATIVE_TOLERANCE = 1e-6
/**
 * The same on each of its sums: a bound so little above a whole number may not mean the next one.
 */
const BOUND_TOLERANCE = 1e-4
const HALF = 0.5

/** @throws Error when HiGHS refuses the model. */
const solve = (
  highs: Highs,
  data: ModelData,
  timeLimitSeconds: number,
): { dualBound: number; chosen: number[] } =>
  highs.withModel(data, (model) => {
    model.options.set({ output_flag: false, time_limit: timeLimitSeconds, mip_rel_gap: 0 })
    model.run()
    const { colValue } = model.getSolution()
    return {
      dualBound: Number(model.info.get('mip_dual_bound')),
      chosen: Array.from(colValue.keys()).filter((column) => colValue[column]! > HALF),
    }
  })

interface Column {
  readonly cost: number
  readonly rows: number[]
  readonly values: number[]
}

/** A model of columns from 0 to 1, of which the first `wholeCount` are 0 or 1. */
const modelOf = (
  highs: Highs,
  columns: readonly Column[],
  wholeCount: number,
  { lower, upper }: { readonly lower: Float64Array; readonly upper: Float64Array },
): ModelData => {
  const { continuous, integer } = highs.constants.variableType
  const starts = new Int32Array(columns.length + 1)
  for (const [index, { rows }] of columns.entries())
    starts[index + 1] = starts[index]! + rows.length
  return {
    numCols: columns.length,
    numRows: lower.length,
    colCost: Float64Array.from(columns, ({ cost }) => cost),
    colLower: new Float64Array(columns.length),
    colUpper: new Float64Array(columns.length).fill(1),
    rowLower: lower,
    rowUpper: upper,
    matrix: {
      format: 'csc',
      numRows: lower.length,
      numCols: columns.length,
      starts,
      indices: Int32Array.from(columns.flatMap(({ rows }) => rows)),
      values: Float64Array.from(columns.flatMap(({ values }) => values)),
    },
    integrality: new Int32Array(columns.length).fill(continuous).fill(integer, 0, wholeCount),
  }
}

/** A demand (or several with the same candidates) as the solver sees it. */
interface Row {
  readonly candidates: readonly number[]
  first: number
  second: number
}

/** Demands with what is left to win, those with the same free candidates added together. */
const rowsOf = (instance: CoverInstance, fixed: readonly number[], free: readonly number[]) => {
  const { gainFirst, gainSecond } = instance
  const times = new Uint32Array(instance.demandCount)
  let won = 0
  for (const candidate of fixed) {
    for (const demand of demandsOf(instance, candidate)) {
      won += times[demand] === 0 ? gainFirst[demand]! : 0
      won += times[demand] === 1 ? gainSecond[demand]! : 0
      times[demand]!++
    }
  }
  const freeOf = new Map<number, number[]>()
  for (const [column, candidate] of free.entries()) {
    for (const demand of demandsOf(instance, candidate)) {
      if (times[demand]! > 1) continue
      const columns = freeOf.get(demand)
      if (columns) columns.push(column)
      else freeOf.set(demand, [column])
    }
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
const coverModel = (
  highs: Highs,
  rows: readonly Row[],
  freeCount: number,
  siteCount: number,
): ModelData => {
  const lastRow = rows.length
  const columns = Array.from(
    { length: freeCount },
    (): Column => ({ cost: 0, rows: [], values: [] }),
  )
  for (const [row, { candidates }] of rows.entries()) {
    for (const candidate of candidates) {
      columns[candidate]!.rows.push(row)
      columns[candidate]!.values.push(-1)
    }
  }
  for (const column of columns) {
    column.rows.push(lastRow)
    column.values.push(1)
  }
  for (const [row, { first, second }] of rows.entries()) {
    for (const gain of second > 0 ? [first, second] : [first]) {
      columns.push({ cost: -gain, rows: [row], values: [1] })
    }
  }
  return modelOf(highs, columns, freeCount, {
    lower: new Float64Array(lastRow + 1).fill(-highs.infinity),
    upper: new Float64Array(lastRow + 1).fill(siteCount, lastRow),
  })
}

/** The best choice among the candidates of a remainder; null where it is too large. */
export const proveCover = (
  highs: Highs,
  { instance, fixed, free, siteCount }: CoverRemainder,
  timeLimitSeconds: number,
): CoverProof | null => {
  const entryCount = free.reduce((sum, each) => sum + demandsOf(instance, each).length, 0)
  if (entryCount > MOST_ENTRIES) return null
  const { won, rows } = rowsOf(instance, fixed, free)
  const left = siteCount - fixed.length
  if (left <= 0 || rows.length === 0) {
    return { bound: won, chosen: [...fixed, ...free.slice(0, Math.max(0, left))] }
  }
  const model = coverModel(highs, rows, free.length, left)
  const { dualBound, chosen } = solve(highs, model, timeLimitSeconds)
  if (!Number.isFinite(dualBound)) return null
  const gain = -dualBound
  const bound = won + Math.floor(gain + RELATIVE_TOLERANCE * Math.max(1, gain))
  const taken = chosen.filter((column) => column < free.length).map((column) => free[column]!)
  return { bound, chosen: taken.length > 0 ? [...fixed, ...taken] : null }
}

interface SetCoverProof {
  /** No cover has fewer sites. */
  readonly bound: number
  /** The best cover found; null when none was found in time. */
  readonly solution: SiteSolution | null
  readonly isProved: boolean
}

/** Proves how few sites cover; blocks until it returns. */
export type CoverProver = (cover: SetCoverInstance) => SetCoverProof

/** The fewest sites that cover everything coverable. */
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
  const rest = solve(highs, setCoverModel(highs, remainder), timeLimitSeconds)
  const least = Number.isFinite(rest.dualBound) ? Math.ceil(rest.dualBound - BOUND_TOLERANCE) : 0
  const bound = essential.length + Math.max(0, least)
  // HiGHS's own claim of a cover is checked.
  if (uncoveredDemands(remainder, rest.chosen).length > 0) {
    return { bound, solution: null, isProved: false }
  }
  const chosen = [...essential, ...rest.chosen.map((each) => candidates[each]!)].sort(ascending)
  const solution = { chosen, objective: chosen.length }
  return { bound, solution, isProved: bound >= chosen.length }
}

/** Columns: one per candidate. Rows: every demand is covered. */
const setCoverModel = (highs: Highs, instance: SetCoverInstance): ModelData => {
  const { candidateCount, demandCount } = instance
  const columns = Array.from({ length: candidateCount }, (_, candidate) => {
    const rows = [...demandsOf(instance, candidate)]
    return { cost: 1, rows, values: rows.map(() => 1) }
  })
  return modelOf(highs, columns, candidateCount, {
    lower: new Float64Array(demandCount).fill(1),
    upper: new Float64Array(demandCount).fill(highs.infinity),
  })
}
