/**
 * The plan as a linear program, or with whole lorries and units as a mixed-integer one, in HiGHS.
 * Columns: units of every flow; lorries of every trip; units taken below a minimum reserve. Rows:
 * no demand over-filled, no supply over-drawn, every trip's mass and volume within its lorries,
 * no stockpile with more lorries than it has. Unmet demand is what is missing in its row, so
 * nothing is ever infeasible.
 */
import type { Highs, ModelData, Solution } from 'highs'
import { aimOffset, type FlowColumns, flowCost } from './flow-columns.ts'
import type { Aim, TransferInstance } from './instance.ts'

/** An aim that is held may be missed by as much, relative to its size: HiGHS's own tolerance. */
const HOLD_TOLERANCE = 1e-7
/** Linear programs that people wait for end long before. */
const LONGEST_SECONDS = 10
/**
 * From so many columns on the primal simplex is used: with hundreds of stockpiles the dual one gets
 * lost among equals (measured: 31 s against 0.9 s), below it is the quicker of the two.
 */
const LEAST_PRIMAL_COLUMNS = 20_000
const PRIMAL_SIMPLEX = 4
/** A price below it is none. */
const PRICE_TOLERANCE = 1e-7

type LinearAim = Exclude<Aim, 'arrival'>

interface Row {
  readonly upper: number
  readonly columns: number[]
  readonly values: number[]
}

export interface ProgramOptions {
  /** Whole lorries, and whole units of the items that `isWhole` names. */
  readonly integer: boolean
  /** Items whose units must be whole in an integer program. */
  readonly isWhole: (item: number) => boolean
  /**
   * Lorries as columns of their own; otherwise a stockpile's fleet only bounds what it sends in
   * all, which is less than the truth and quicker: good for bounds, not for plans.
   */
  readonly hasTrips: boolean
  /** Most lorries of each trip; left out: as many as the stockpile has. */
  readonly lorriesOf?: ReadonlyMap<number, number>
}

export interface Outcome {
  readonly value: number
  /** No solution of this program is better. */
  readonly bound: number
}

/** One solver with one program in it; must be disposed. */
export class TransferProgram {
  readonly columns: FlowColumns
  /** Arcs that have a lorry column, as stockpile × siteCount + site. */
  readonly arcs: readonly number[]
  readonly #instance: TransferInstance
  readonly #model: ReturnType<Highs['createModel']>
  readonly #highs: Highs
  readonly #firstTrip: number
  readonly #reserves: readonly number[]
  readonly #columnCount: number
  readonly #isInteger: boolean
  readonly #lower: Float64Array
  readonly #upper: Float64Array
  #rowCount: number
  #solution: Solution | null = null

  constructor(
    highs: Highs,
    instance: TransferInstance,
    columns: FlowColumns,
    options: ProgramOptions,
  ) {
    this.#highs = highs
    this.#instance = instance
    this.columns = columns
    this.arcs =
      options.hasTrips && instance.lorries
        ? [...new Set(Array.from(columns.stockpile, (_, c) => this.#arcOf(c)))]
        : []
    this.#firstTrip = columns.count
    this.#reserves = this.#reserveSupplies()
    this.#columnCount = columns.count + this.arcs.length + this.#reserves.length
    this.#upper = this.#upperBounds(options.lorriesOf)
    this.#lower = new Float64Array(this.#columnCount)
    const rows = this.#rows()
    this.#rowCount = rows.length
    this.#model = highs.createModel(this.#data(rows, options))
    this.#isInteger = options.integer
    const isPrimal = !options.integer && columns.count >= LEAST_PRIMAL_COLUMNS
    this.#model.options.set({
      ...{ output_flag: false, mip_rel_gap: 0, mip_abs_gap: 1e-9 },
      ...(isPrimal && { simplex_strategy: PRIMAL_SIMPLEX }),
    })
  }

  dispose(): void {
    this.#model.dispose()
  }

  /**
   * The least that an aim can come to with everything held so far; null where nothing was found in
   * time. @param seconds at most, or as many as it takes.
   */
  minimise(aim: LinearAim, seconds = LONGEST_SECONDS): Outcome | null {
    const offset = aimOffset(this.#instance, aim)
    this.#model.changeColsCost(this.#all(), this.#costs(aim))
    this.#model.zeroAllClocks()
    this.#model.options.set({ time_limit: seconds })
    this.#model.run()
    const { modelStatus } = this.#highs.constants
    const status = this.#model.getModelStatus()
    const isOptimal = status === modelStatus.optimal
    // A linear program that was broken off has nothing to show: its point may keep no rule.
    if (status === modelStatus.infeasible || !(isOptimal || this.#isInteger)) return null
    const value = this.#model.getObjectiveValue()
    if (!Number.isFinite(value)) return null
    this.#solution = this.#model.getSolution()
    if (isOptimal) return { value: value + offset, bound: value + offset }
    const dual = Number(this.#model.info.get('mip_dual_bound'))
    return { value: value + offset, bound: Number.isFinite(dual) ? dual + offset : -Infinity }
  }

  /** From now on an aim may not come to more. */
  hold(aim: LinearAim, value: number): void {
    const costs = this.#costs(aim)
    const columns = Int32Array.from(
      Array.from(costs.keys()).filter((column) => costs[column] !== 0),
    )
    if (columns.length === 0) return
    const most = value - aimOffset(this.#instance, aim)
    const upper = most + HOLD_TOLERANCE * Math.max(1, Math.abs(most))
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
    for (let column = 0; column < this.#columnCount; column++) {
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
      values.map((value) => value - HOLD_TOLERANCE * Math.max(1, Math.abs(value))),
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

  /** A plan to begin with: flows by column, trips by arc. */
  suggest(units: Float64Array, lorries: ReadonlyMap<number, number>): void {
    const values = new Float64Array(this.#columnCount)
    values.set(units)
    for (const [index, arc] of this.arcs.entries()) {
      values[this.#firstTrip + index] = lorries.get(arc) ?? 0
    }
    for (const [index, supply] of this.#reserves.entries()) {
      let sent = 0
      for (let column = 0; column < this.columns.count; column++) {
        if (this.#supplyOf(column) === supply) sent += units[column]!
      }
      const below = Math.max(0, sent - this.#instance.free[supply]!)
      values[this.#firstTrip + this.arcs.length + index] = below
    }
    const rowValue = new Float64Array(this.#rowCount)
    this.#model.setSolution({
      colValue: values,
      rowValue,
      colDual: new Float64Array(this.#columnCount),
      rowDual: rowValue,
    })
  }

  /** Units of every flow in the last solution, as the solver has them. */
  units(): Float64Array {
    return this.#last().colValue.slice(0, this.columns.count)
  }

  /** Lorries of every arc in the last solution. */
  lorries(): Float64Array {
    const { colValue } = this.#last()
    return colValue.slice(this.#firstTrip, this.#firstTrip + this.arcs.length)
  }

  #last(): Solution {
    if (!this.#solution) throw new Error('nothing has been solved yet')
    return this.#solution
  }

  #arcOf(column: number): number {
    const { stockpile, site } = this.columns
    return stockpile[column]! * this.#instance.siteCount + site[column]!
  }

  #supplyOf(column: number): number {
    const { stockpile, item } = this.columns
    return stockpile[column]! * this.#instance.itemCount + item[column]!
  }

  #lineOf(column: number): number {
    const { site, item } = this.columns
    return site[column]! * this.#instance.itemCount + item[column]!
  }

  #all(): { kind: 'range'; from: number; to: number } {
    return { kind: 'range', from: 0, to: this.#columnCount - 1 }
  }

  #reserveSupplies(): number[] {
    const supplies = new Set<number>()
    for (let column = 0; column < this.columns.count; column++) {
      const supply = this.#supplyOf(column)
      if (this.#instance.reserve[supply]! > 0) supplies.add(supply)
    }
    return [...supplies]
  }

  #upperBounds(lorriesOf?: ReadonlyMap<number, number>): Float64Array {
    const upper = new Float64Array(this.#columnCount)
    upper.set(this.columns.most)
    for (const [index, arc] of this.arcs.entries()) {
      const stockpile = Math.floor(arc / this.#instance.siteCount)
      const most = this.#instance.lorries?.[stockpile] ?? 0
      upper[this.#firstTrip + index] = lorriesOf?.get(arc) ?? most
    }
    for (const [index, supply] of this.#reserves.entries()) {
      upper[this.#firstTrip + this.arcs.length + index] = this.#instance.reserve[supply]!
    }
    return upper
  }

  #costs(aim: LinearAim): Float64Array {
    const costs = new Float64Array(this.#columnCount)
    if (aim === 'reserve') {
      for (const [index, supply] of this.#reserves.entries()) {
        costs[this.#firstTrip + this.arcs.length + index] = 1 / this.#instance.minimum[supply]!
      }
      return costs
    }
    const { count, stockpile, site, item } = this.columns
    for (let column = 0; column < count; column++) {
      costs[column] = flowCost(
        this.#instance,
        aim,
        stockpile[column]!,
        site[column]!,
        item[column]!,
      )
    }
    return costs
  }

  #rows(): Row[] {
    return [...this.#demandRows(), ...this.#supplyRows(), ...this.#lorryRows()]
  }

  #grouped(keyOf: (column: number) => number): Map<number, number[]> {
    return Map.groupBy(Array.from(this.columns.stockpile.keys()), keyOf)
  }

  #demandRows(): Row[] {
    return [...this.#grouped((column) => this.#lineOf(column))].map(([line, columns]) => ({
      upper: this.#instance.demand[line]!,
      columns,
      values: columns.map(() => 1),
    }))
  }

  #supplyRows(): Row[] {
    const { free } = this.#instance
    const reserveColumn = new Map(
      this.#reserves.map((supply, index) => [supply, this.#firstTrip + this.arcs.length + index]),
    )
    return [...this.#grouped((column) => this.#supplyOf(column))].flatMap(([supply, columns]) => {
      const most = columns.reduce((sum, column) => sum + this.columns.most[column]!, 0)
      if (most <= free[supply]!) return []
      const values = columns.map(() => 1)
      const below = reserveColumn.get(supply)
      if (below === undefined) return [{ upper: free[supply]!, columns, values }]
      return [{ upper: free[supply]!, columns: [...columns, below], values: [...values, -1] }]
    })
  }

  /** Per trip, or where trips have no columns over all that a stockpile sends. */
  #lorryRows(): Row[] {
    const { lorries, massShare, volumeShare } = this.#instance
    if (!lorries) return []
    const limits = [massShare, volumeShare]
    if (this.arcs.length === 0) {
      return [...this.#grouped((column) => this.columns.stockpile[column]!)].flatMap(
        ([stockpile, columns]) =>
          limits.map((shares) => ({
            upper: lorries[stockpile]!,
            columns,
            values: columns.map((column) => shares[this.#supplyOf(column)]!),
          })),
      )
    }
    const tripColumn = new Map(this.arcs.map((arc, index) => [arc, this.#firstTrip + index]))
    const loads = [...this.#grouped((column) => this.#arcOf(column))].flatMap(([arc, columns]) => {
      return limits.map((shares) => ({
        upper: 0,
        columns: [...columns, tripColumn.get(arc)!],
        values: [...columns.map((column) => shares[this.#supplyOf(column)]!), -1],
      }))
    })
    const fleets = [
      ...Map.groupBy(this.arcs, (arc) => Math.floor(arc / this.#instance.siteCount)),
    ].map(([stockpile, arcs]) => ({
      upper: lorries[stockpile]!,
      columns: arcs.map((arc) => tripColumn.get(arc)!),
      values: arcs.map(() => 1),
    }))
    return [...loads, ...fleets]
  }

  #data(rows: readonly Row[], { integer, isWhole }: ProgramOptions): ModelData {
    const { continuous, integer: whole } = this.#highs.constants.variableType
    const starts = new Int32Array(rows.length + 1)
    for (const [index, { columns }] of rows.entries()) {
      starts[index + 1] = starts[index]! + columns.length
    }
    const integrality = new Int32Array(this.#columnCount).fill(continuous)
    for (let column = 0; column < this.#firstTrip + this.arcs.length; column++) {
      const isInteger = column >= this.#firstTrip || isWhole(this.columns.item[column]!)
      if (isInteger) integrality[column] = whole
    }
    return {
      numCols: this.#columnCount,
      numRows: rows.length,
      colCost: new Float64Array(this.#columnCount),
      colLower: new Float64Array(this.#columnCount),
      colUpper: this.#upper,
      rowLower: new Float64Array(rows.length).fill(-this.#highs.infinity),
      rowUpper: Float64Array.from(rows, ({ upper }) => upper),
      matrix: {
        format: 'csr',
        numRows: rows.length,
        numCols: this.#columnCount,
        starts,
        indices: Int32Array.from(rows.flatMap(({ columns }) => columns)),
        values: Float64Array.from(rows.flatMap(({ values }) => values)),
      },
      ...(integer && { integrality }),
    }
  }
}
