/**
 * The plan as a linear program, or with whole lorries and units as a mixed-integer one, in HiGHS.
 * program-layout.ts says what its columns and rows are.
 */
import type { Highs, ModelData, Solution } from 'highs'
import { objectiveOffset } from './evaluate.ts'
import type { FlowColumns } from './flow-columns.ts'
import type { TransferTrip } from './instance.ts'
import { ProgramLayout, type ProgramObjective, type Row } from './program-layout.ts'

/** What the last binary digits of a sum may come to, relative to its size. */
const SUM_ROUNDING = 1e-11
/** Room for rows that were tight, relative to their size: HiGHS's own tolerance. */
const ROW_TOLERANCE = 1e-7
/** Linear programs that people wait for end long before. */
const LONGEST_SECONDS = 10
/**
 * From so many columns on the primal simplex is used: with hundreds of stockpiles the dual one gets
 * lost among equals (measured: 31 s against 0.9 s), below it is the quicker of the two.
 */
const LEAST_PRIMAL_COLUMNS = 20_000
const PRIMAL_SIMPLEX = 4
/** Within so much a whole-number program counts as proved optimal. */
const PROVED_GAP = 1e-9
const UNSCALED = 0
/** A price below it is none. */
const PRICE_TOLERANCE = 1e-7

interface ProgramOptions {
  /** Items whose units must be whole; lorries are whole as well then. Left out: nothing is. */
  readonly isWhole?: (item: number) => boolean
  /**
   * Lorries as columns of their own; otherwise a stockpile's fleet only bounds what it sends in
   * all, which is less than the truth and quicker: good for bounds, not for plans.
   */
  readonly hasTrips: boolean
  /**
   * Rows and columns as they are. The solver's own scaling makes linear plans twice as slow and
   * changes their values by no more than 1e-15 (measured), but what is held to the last digit is
   * only decided with it.
   */
  readonly isUnscaled?: boolean
  /** Most lorries of each trip; left out: as many as the stockpile has. */
  readonly lorriesOf?: ReadonlyMap<number, number>
}

interface Outcome {
  readonly value: number
  /** No solution of this program is better. */
  readonly bound: number
}

/** One solver with one program in it; must be disposed. */
export class TransferProgram {
  readonly columns: FlowColumns
  readonly #layout: ProgramLayout
  readonly #model: ReturnType<Highs['createModel']>
  readonly #highs: Highs
  readonly #isInteger: boolean
  readonly #lower: Float64Array
  readonly #upper: Float64Array
  #rowCount: number
  #solution: Solution | null = null
  #isImpossible = false

  constructor(highs: Highs, columns: FlowColumns, options: ProgramOptions) {
    this.#highs = highs
    this.columns = columns
    this.#layout = new ProgramLayout(columns, options.hasTrips)
    this.#upper = this.#layout.upperBounds(options.lorriesOf)
    this.#lower = new Float64Array(this.#layout.columnCount)
    const rows = this.#layout.rows()
    this.#rowCount = rows.length
    this.#model = highs.createModel(this.#data(rows, options.isWhole))
    this.#isInteger = options.isWhole !== undefined
    const isPrimal = !this.#isInteger && columns.count >= LEAST_PRIMAL_COLUMNS
    this.#model.options.set({
      output_flag: false,
      mip_rel_gap: 0,
      mip_abs_gap: PROVED_GAP,
      ...(options.isUnscaled && { simplex_scale_strategy: UNSCALED }),
      ...(isPrimal && { simplex_strategy: PRIMAL_SIMPLEX }),
    })
  }

  dispose(): void {
    this.#model.dispose()
  }

  /**
   * The least that an objective can come to with everything held so far; null where nothing was
   * found within `seconds`.
   */
  minimise(objective: ProgramObjective, seconds = LONGEST_SECONDS): Outcome | null {
    const offset = objectiveOffset(this.columns.instance, objective)
    return this.#solve(this.#layout.costs(objective), offset, seconds)
  }

  /**
   * The objectives in one sum, each by its weight: quicker than one after the other, and only nearly in their order. The outcome leaves out what is missed
   * anyway.
   */
  minimiseSum(
    weights: ReadonlyMap<ProgramObjective, number>,
    { seconds, gap }: { readonly seconds: number; readonly gap: number },
  ): Outcome | null {
    const costs = new Float64Array(this.#layout.columnCount)
    for (const [objective, weight] of weights) {
      for (const [column, cost] of this.#layout.costs(objective).entries()) {
        costs[column]! += weight * cost
      }
    }
    // Callers have a plan already: looking for a first one would be wasted time.
    this.#model.options.set({ mip_abs_gap: gap, mip_heuristic_effort: 0 })
    return this.#solve(costs, 0, seconds)
  }

  /** Whether the last answer was null because there is nothing, not because time was up. */
  get isImpossible(): boolean {
    return this.#isImpossible
  }

  #solve(costs: Float64Array, offset: number, seconds: number): Outcome | null {
    this.#model.changeColsCost(this.#all(), costs)
    this.#model.zeroAllClocks()
    this.#model.options.set({ time_limit: seconds })
    const { modelStatus } = this.#highs.constants
    this.#model.run()
    const status = this.#model.getModelStatus()
    const isOptimal = status === modelStatus.optimal
    // All columns have bounds, so nothing is unbounded.
    this.#isImpossible =
      status === modelStatus.infeasible || status === modelStatus.unboundedOrInfeasible
    // A linear program that was broken off has nothing to show: its point may keep no rule.
    if (this.#isImpossible || !(isOptimal || this.#isInteger)) return null
    const value = this.#model.getObjectiveValue()
    if (!Number.isFinite(value)) return null
    this.#solution = this.#model.getSolution()
    if (isOptimal) return { value: value + offset, bound: value + offset }
    const dual = Number(this.#model.info.get('mip_dual_bound'))
    return { value: value + offset, bound: Number.isFinite(dual) ? dual + offset : -Infinity }
  }

  /**
   * From now on an objective may not come to more. `value` is that of an existing plan, so only the
   * rounding of its sum needs room: more room is used by the objectives that follow (measured:
   * their bounds lay 5 % low where the solver's tolerance was added to a sum of millions).
   */
  hold(objective: ProgramObjective, value: number): void {
    const costs = this.#layout.costs(objective)
    const columns = Int32Array.from(
      Array.from(costs.keys()).filter((column) => costs[column] !== 0),
    )
    if (columns.length === 0) return
    const most = value - objectiveOffset(this.columns.instance, objective)
    const upper = most + SUM_ROUNDING * Math.max(1, Math.abs(most))
    const values = Float64Array.from(columns, (column) => costs[column]!)
    this.#model.addRow(-this.#highs.infinity, upper, { indices: columns, values })
    this.#rowCount++
  }

  /**
   * Keeps to solutions that are as good as the last one, for a linear program: columns and rows
   * with a price stay where they are (complementary slackness, Goldman and Tucker 1956).
   */
  keepOptimal(): void {
    const { colValue, colDual, rowValue, rowDual } = this.#last()
    const lower = this.#lower
    for (let column = 0; column < this.#layout.columnCount; column++) {
      if (Math.abs(colDual[column]!) <= PRICE_TOLERANCE) continue
      const at = colValue[column]! > this.#upper[column]! / 2 ? this.#upper[column]! : 0
      lower[column] = at
      this.#upper[column] = at
    }
    this.#model.changeColsBounds(this.#all(), lower, this.#upper)
    const priced = Array.from(rowDual.keys()).filter(
      (row) => Math.abs(rowDual[row]!) > PRICE_TOLERANCE,
    )
    if (priced.length === 0) return
    const values = Float64Array.from(priced, (row) => rowValue[row]!)
    // A hair of room, because the next solution is found to a tolerance as well.
    this.#model.changeRowsBounds(
      { kind: 'set', indices: Int32Array.from(priced) },
      values.map((value) => value - ROW_TOLERANCE * Math.max(1, Math.abs(value))),
      values,
    )
  }

  /**
   * Lets nothing go that would arrive later; takes back what was shut before.
   * @returns false where something that must go would be late: nothing is changed then.
   */
  shutAfter(seconds: number): boolean {
    const { count, arrivalSeconds } = this.columns
    if (count === 0) return true
    const lower = this.#lower.slice(0, count)
    if (lower.some((units, column) => units > 0 && arrivalSeconds[column]! > seconds)) return false
    const upper = Float64Array.from({ length: count }, (_, column) =>
      arrivalSeconds[column]! <= seconds ? this.#upper[column]! : 0,
    )
    this.#model.changeColsBounds({ kind: 'range', from: 0, to: count - 1 }, lower, upper)
    return true
  }

  /** A flow, by its key, carries at least so many units from now on. */
  holdAtLeast(key: number, units: number): void {
    this.#lower[this.columns.key.indexOf(key)] = units
    this.#model.changeColsBounds(this.#all(), this.#lower, this.#upper)
  }

  /** Lets nothing go from now on that would arrive later. */
  keepShut(seconds: number): void {
    for (const [column, arrival] of this.columns.arrivalSeconds.entries()) {
      if (arrival > seconds) this.#upper[column] = 0
    }
    this.#model.changeColsBounds(this.#all(), this.#lower, this.#upper)
  }

  /** Most units of every flow as far as what is held still lets them go. */
  openUnits(): Float64Array {
    return this.#upper.slice(0, this.columns.count)
  }

  /** A plan to begin with: units of every flow, and lorries. */
  suggest(units: Float64Array, trips: readonly TransferTrip[]): void {
    const rowValue = new Float64Array(this.#rowCount)
    this.#model.setSolution({
      colValue: this.#layout.valuesOf(units, trips),
      rowValue,
      colDual: new Float64Array(this.#layout.columnCount),
      rowDual: rowValue,
    })
  }

  /** Units of every flow in the last solution, as the solver has them. */
  units(): Float64Array {
    return this.#last().colValue.slice(0, this.columns.count)
  }

  #last(): Solution {
    if (!this.#solution) throw new Error('nothing has been solved yet')
    return this.#solution
  }

  #all(): { kind: 'range'; from: number; to: number } {
    return { kind: 'range', from: 0, to: this.#layout.columnCount - 1 }
  }

  #data(rows: readonly Row[], isWhole: ProgramOptions['isWhole']): ModelData {
    const { continuous, integer } = this.#highs.constants.variableType
    const { columnCount, firstTrip, firstReserve } = this.#layout
    const starts = new Int32Array(rows.length + 1)
    for (const [index, { columns }] of rows.entries()) {
      starts[index + 1] = starts[index]! + columns.length
    }
    const integrality = new Int32Array(columnCount).fill(continuous)
    for (let column = 0; column < firstReserve; column++) {
      const isInteger = column >= firstTrip || isWhole?.(this.columns.item[column]!)
      if (isInteger) integrality[column] = integer
    }
    return {
      numCols: columnCount,
      numRows: rows.length,
      colCost: new Float64Array(columnCount),
      colLower: new Float64Array(columnCount),
      colUpper: this.#upper,
      rowLower: new Float64Array(rows.length).fill(-this.#highs.infinity),
      rowUpper: Float64Array.from(rows, ({ upper }) => upper),
      matrix: {
        format: 'csr',
        numRows: rows.length,
        numCols: columnCount,
        starts,
        indices: Int32Array.from(rows.flatMap(({ columns }) => columns)),
        values: Float64Array.from(rows.flatMap(({ values }) => values)),
      },
      ...(isWhole && { integrality }),
    }
  }
}
