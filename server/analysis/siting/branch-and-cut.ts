/**
 * Exact answers by HiGHS to what search and prices leave open. It runs synchronously, so only in a
 * worker, for the time given at most, but may overrun it twofold.
 */
import type { Highs, ModelData } from 'highs'
import { demandsOf } from './candidate-table.ts'
import type { CoverProof, CoverRemainder } from './cover-bound.ts'
import { type CoverInstance, evaluateCover, instanceAfter } from './cover-instance.ts'
import { reduceSetCover, type SetCoverInstance, uncoveredDemands } from './set-cover-instance.ts'
import { rulesAfter, type SiteRules } from './site-rules.ts'
import { ascending, type SiteSolution } from './solver.ts'

/** Above this the solver has shown nothing within its time where it was measured. */
const MOST_ENTRIES = 60_000
/**
 * HiGHS works to a tolerance of 1e-6, relative to sums of gains; a bound is rounded down from here.
 */
export const RELATIVE_TOLERANCE = 1e-6
/**
 * The same on each of its sums: a bound so little above a whole number may not mean the next one.
 */
const BOUND_TOLERANCE = 1e-4
const HALF = 0.5

/** Null: no solution keeps the limits. @throws Error when HiGHS refuses the model. */
const solve = (
  highs: Highs,
  data: ModelData,
  timeLimitSeconds: number,
): { dualBound: number; chosen: number[] } | null =>
  highs.withModel(data, (model) => {
    model.options.set({ output_flag: false, time_limit: timeLimitSeconds, mip_rel_gap: 0 })
    model.run()
    if (model.getModelStatus() === highs.constants.modelStatus.infeasible) return null
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
  /** What is left to win, level by level. */
  readonly gains: number[]
}

/** Demands with what is left to win, those with the same free candidates added together. */
const rowsOf = (instance: CoverInstance, fixed: readonly number[], free: readonly number[]) => {
  const { gains } = instanceAfter(instance, fixed)
  const freeOf = new Map<number, number[]>()
  for (const [column, candidate] of free.entries()) {
    for (const demand of demandsOf(instance, candidate)) {
      if (gains[0]![demand] === 0) continue
      const columns = freeOf.get(demand)
      if (columns) columns.push(column)
      else freeOf.set(demand, [column])
    }
  }
  const rows = new Map<string, Row>()
  for (const [demand, candidates] of freeOf) {
    const key = candidates.join()
    const row = rows.get(key) ?? { candidates, gains: gains.map(() => 0) }
    for (const [level, gain] of gains.entries()) row.gains[level]! += gain[demand]!
    rows.set(key, row)
  }
  return [...rows.values()]
}

/** A sum over the columns of candidates, between two numbers. */
interface Limit {
  readonly lower: number
  readonly upper: number
  /** By column; 0: it does not count. */
  readonly factors: readonly number[]
  /** So many may be lacking; the last limit has the sum of what all lack. */
  readonly mayLack?: number
}

/** What the number, the budget and the quotas leave to the free candidates. */
const limitsOf = (
  free: readonly number[],
  siteCount: number,
  { budget, quotas }: SiteRules,
): Limit[] => {
  const limits: Limit[] = [{ lower: 0, upper: siteCount, factors: free.map(() => 1) }]
  if (budget) {
    const factors = free.map((candidate) => budget.costs[candidate]!)
    limits.push({ lower: 0, upper: budget.most, factors })
  }
  for (const [group, least] of (quotas?.least ?? []).entries()) {
    const factors = free.map((candidate) => Number(quotas?.groupOf[candidate] === group))
    const upper = quotas?.most[group] ?? free.length
    limits.push({ lower: least, upper, factors, mayLack: quotas?.later ? least : 0 })
  }
  if (quotas?.later) limits.push({ lower: 0, upper: quotas.later, factors: [] })
  return limits
}

/**
 * Columns: one per free candidate, one per row and level of gain, one per site that a group may lack. Rows: Σ levels − Σ
 * candidates ≤ 0 per demand, and the limits.
 */
const coverModel = (
  highs: Highs,
  rows: readonly Row[],
  freeCount: number,
  limits: readonly Limit[],
): ModelData => {
  const columns = Array.from(
    { length: freeCount },
    (): Column => ({ cost: 0, rows: [], values: [] }),
  )
  const add = (column: number, row: number, value: number): void => {
    if (value === 0) return
    columns[column]!.rows.push(row)
    columns[column]!.values.push(value)
  }
  for (const [row, { candidates }] of rows.entries()) {
    for (const candidate of candidates) add(candidate, row, -1)
  }
  for (const [index, { factors }] of limits.entries()) {
    for (const [column, factor] of factors.entries()) add(column, rows.length + index, factor)
  }
  for (const [row, { gains }] of rows.entries()) {
    for (const gain of gains) if (gain > 0) columns.push({ cost: -gain, rows: [row], values: [1] })
  }
  const lackedInAll = rows.length + limits.length - 1
  for (const [index, { mayLack = 0 }] of limits.entries()) {
    const lacked: Column = { cost: 0, rows: [rows.length + index, lackedInAll], values: [1, 1] }
    for (let count = 0; count < mayLack; count++) columns.push(lacked)
  }
  const lower = new Float64Array(rows.length + limits.length).fill(-highs.infinity)
  const upper = new Float64Array(rows.length + limits.length)
  for (const [index, limit] of limits.entries()) {
    lower[rows.length + index] = limit.lower
    upper[rows.length + index] = limit.upper
  }
  return modelOf(highs, columns, freeCount, { lower, upper })
}

/**
 * The best choice among the candidates of a remainder; null where it is too large.
 * @param mostEntries of the free candidates' demands.
 */
export const proveCover = (
  highs: Highs,
  { instance, fixed, free, siteCount, rules }: CoverRemainder,
  timeLimitSeconds: number,
  mostEntries = MOST_ENTRIES,
): CoverProof | null => {
  const entryCount = free.reduce((sum, each) => sum + demandsOf(instance, each).length, 0)
  if (entryCount > mostEntries) return null
  const rows = rowsOf(instance, fixed, free)
  const won = evaluateCover(instance, fixed)
  const left = siteCount - fixed.length
  if (left <= 0 || rows.length === 0) {
    return { bound: won, chosen: [...fixed, ...free.slice(0, Math.max(0, left))] }
  }
  const limits = limitsOf(free, left, rulesAfter(rules, fixed))
  const model = coverModel(highs, rows, free.length, limits)
  const solution = solve(highs, model, timeLimitSeconds)
  // Nothing that keeps the rules is left: no choice is better than the incumbent.
  if (!solution) return { bound: Number.NEGATIVE_INFINITY, chosen: null }
  const { dualBound, chosen } = solution
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
  /** More time would bring nothing more. */
  readonly isFinal: boolean
}

/** Proves how few sites cover; blocks until it returns, null where it cannot begin yet. */
export type CoverProver = (cover: SetCoverInstance, seconds: number) => SetCoverProof | null

/** The fewest sites that cover everything coverable; nothing of what is too large. */
export const proveSetCover = (
  highs: Highs,
  instance: SetCoverInstance,
  timeLimitSeconds: number,
): SetCoverProof => {
  const { essential, remainder, candidates } = reduceSetCover(instance)
  if (remainder.demandCount === 0) {
    const solution = { chosen: essential, objective: essential.length }
    return { bound: essential.length, solution, isFinal: true }
  }
  if (remainder.candidateDemands.length > MOST_ENTRIES) {
    return { bound: essential.length, solution: null, isFinal: true }
  }
  const rest = solve(highs, setCoverModel(highs, remainder), timeLimitSeconds)
  if (!rest) throw new Error('a demand that some candidate serves cannot be covered')
  const least = Number.isFinite(rest.dualBound) ? Math.ceil(rest.dualBound - BOUND_TOLERANCE) : 0
  const bound = essential.length + Math.max(0, least)
  // HiGHS's own claim of a cover is checked.
  if (uncoveredDemands(remainder, rest.chosen).length > 0) {
    return { bound, solution: null, isFinal: false }
  }
  const chosen = [...essential, ...rest.chosen.map((each) => candidates[each]!)].sort(ascending)
  const solution = { chosen, objective: chosen.length }
  return { bound, solution, isFinal: bound >= chosen.length }
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
