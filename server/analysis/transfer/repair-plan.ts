/**
 * Makes a plan of whole units keep within its lorries, and fills what stays short where there is
 * still room: quick, and never worse than what it was given in what is met.
 */
import { isBetter, minutesLate, solutionOf } from './evaluate.ts'
import { columnsBy, type FlowColumns } from './flow-columns.ts'
import type { TransferFlow, TransferInstance, TransferSolution } from './instance.ts'
import { lorriesFor } from './lorry-rounds.ts'
import { wholeUnits } from './whole-units.ts'

/** What is taken off at a time, as a share of a lorry. */
const ENOUGH_OF_A_LORRY = 0.02

/** Flows by column while they are repaired. */
class PlanRepair {
  readonly #instance: TransferInstance
  readonly #columns: FlowColumns
  readonly #units: Float64Array
  readonly #columnsOfArc: ReadonlyMap<number, number[]>
  readonly #lorries = new Map<number, number>()
  /** By fleet. */
  readonly #used = new Map<number, number>()

  constructor(columns: FlowColumns, units: Float64Array) {
    this.#instance = columns.instance
    this.#columns = columns
    this.#units = units
    this.#columnsOfArc = columnsBy(columns.arc)
    for (const arc of this.#columnsOfArc.keys()) this.#recount(arc)
  }

  /** Takes a unit too many back, where a solver's noise was rounded up. */
  keepWithinSupply(): void {
    const { free, reserve } = this.#instance
    const sent = this.#sentBySupply()
    for (const [column, supply] of this.#columns.supply.entries()) {
      const over = sent[supply]! - free[supply]! - reserve[supply]!
      if (over <= 0 || this.#units[column] === 0) continue
      const less = Math.min(over, this.#units[column]!)
      this.#units[column]! -= less
      sent[supply]! -= less
    }
    for (const arc of this.#columnsOfArc.keys()) this.#recount(arc)
  }

  /** Takes goods off the emptiest lorries until no fleet uses more than it has. */
  trim(): void {
    for (const [fleet, there] of this.#instance.lorries?.entries() ?? []) {
      while (this.#usedOf(fleet) > there) {
        const arcs = [...this.#columnsOfArc.keys()].filter(
          (arc) => this.#fleetOf(arc) === fleet && this.#lorriesOn(arc) > 0,
        )
        const emptiest = arcs.reduce((a, b) => (this.#lastLoad(b) < this.#lastLoad(a) ? b : a))
        this.#takeOneLorry(emptiest)
      }
    }
  }

  /** Sends more of what is short: in time first, then from the own county, then near. */
  fill(): void {
    const { itemCount, siteWeight, demand } = this.#instance
    const weightOf = (line: number): number => siteWeight[Math.floor(line / itemCount)]!
    const lines = [...columnsBy(this.#columns.line)].sort(([a], [b]) => weightOf(b) - weightOf(a))
    const sent = this.#sentBySupply()
    for (const [line, columns] of lines) {
      let short = demand[line]! - columns.reduce((sum, column) => sum + this.#units[column]!, 0)
      if (short <= 0) continue
      for (const column of columns.sort((a, b) => this.#order(a, b))) {
        const supply = this.#columns.supply[column]!
        const left = this.#instance.free[supply]! - sent[supply]!
        const more = this.#roomFor(column, Math.min(short, left))
        if (more <= 0) continue
        this.#units[column]! += more
        sent[supply]! += more
        short -= more
        this.#recount(this.#columns.arc[column]!)
        if (short === 0) break
      }
    }
  }

  flows(): TransferFlow[] {
    return [...this.#columnsOfArc.keys()].flatMap((arc) => this.#flowsOf(arc))
  }

  #fleetOf(arc: number): number {
    return this.#instance.fleetOf[Math.floor(arc / this.#instance.siteCount)]!
  }

  #usedOf(fleet: number): number {
    return this.#used.get(fleet) ?? 0
  }

  #lorriesOn(arc: number): number {
    return this.#lorries.get(arc) ?? 0
  }

  #sentBySupply(): Float64Array {
    const sent = new Float64Array(this.#instance.free.length)
    for (const [column, supply] of this.#columns.supply.entries()) {
      sent[supply]! += this.#units[column]!
    }
    return sent
  }

  #flowsOf(arc: number): TransferFlow[] {
    return (this.#columnsOfArc.get(arc) ?? []).flatMap((column) => {
      const quantity = this.#units[column]!
      const { site, item } = this.#columns
      const sender = Math.floor(arc / this.#instance.siteCount)
      return quantity > 0 ? [{ sender, site: site[column]!, item: item[column]!, quantity }] : []
    })
  }

  #recount(arc: number): void {
    const fleet = this.#fleetOf(arc)
    const now = lorriesFor(this.#instance, this.#flowsOf(arc))
    this.#used.set(fleet, this.#usedOf(fleet) + now - this.#lorriesOn(arc))
    this.#lorries.set(arc, now)
  }

  /** How much of its weight in demand the last lorry of a trip carries: what is lost with it. */
  #lastLoad(arc: number): number {
    const load = this.#flowsOf(arc).reduce((sum, { site, item, quantity }) => {
      const line = site * this.#instance.itemCount + item
      return sum + (this.#instance.siteWeight[site]! * quantity) / this.#instance.demand[line]!
    }, 0)
    return load / this.#lorriesOn(arc)
  }

  /** Takes off what weighs most for what it is wanted, until one lorry less is enough. */
  #takeOneLorry(arc: number): void {
    const before = this.#lorriesOn(arc)
    const { massShare, volumeShare } = this.#instance
    const space = (column: number): number => {
      const load = this.#columns.load[column]!
      return Math.max(massShare[load]!, volumeShare[load]!)
    }
    // What drives itself frees no lorry.
    const columns = (this.#columnsOfArc.get(arc) ?? [])
      .filter((column) => space(column) > 0)
      .sort((a, b) => space(b) * this.#columns.most[b]! - space(a) * this.#columns.most[a]!)
    for (const column of columns) {
      while (this.#units[column]! > 0 && this.#lorriesOn(arc) >= before) {
        const enough = Math.max(1, Math.ceil(ENOUGH_OF_A_LORRY / space(column)))
        this.#units[column] = Math.max(0, this.#units[column]! - enough)
        this.#recount(arc)
      }
    }
  }

  #order(a: number, b: number): number {
    const { arc, arrivalSeconds } = this.#columns
    const { countyDistance } = this.#instance
    const late = (column: number): number => minutesLate(this.#instance, arc[column]!)
    const distance = (column: number): number => countyDistance[arc[column]!]!
    return late(a) - late(b) || distance(a) - distance(b) || arrivalSeconds[a]! - arrivalSeconds[b]!
  }

  /** Units of a flow that still fit on the trip's lorries and on those that are left. */
  #roomFor(column: number, wanted: number): number {
    if (wanted <= 0) return 0
    const { lorries } = this.#instance
    if (!lorries) return wanted
    const arc = this.#columns.arc[column]!
    const fleet = this.#fleetOf(arc)
    const most = this.#lorriesOn(arc) + lorries[fleet]! - this.#usedOf(fleet)
    const before = this.#units[column]!
    let [low, high] = [0, wanted]
    while (low < high) {
      const middle = Math.ceil((low + high) / 2)
      this.#units[column] = before + middle
      const needed = lorriesFor(this.#instance, this.#flowsOf(arc))
      if (needed <= most) low = middle
      else high = middle - 1
    }
    this.#units[column] = before
    return low
  }
}

/** @param units whole units by column; changed in place. */
export const repairPlan = (columns: FlowColumns, units: Float64Array): TransferFlow[] => {
  const repair = new PlanRepair(columns, units)
  repair.keepWithinSupply()
  repair.trim()
  const before = repair.flows()
  repair.fill()
  const { instance } = columns
  const isServiceFirst = instance.objectives
    .slice(0, 2)
    .every((objective) => objective === 'missed' || objective === 'lateness')
  if (isServiceFirst) return repair.flows()
  // What is sent more may cost what goes before it.
  const [less, more] = [before, repair.flows()].map((flows) => solutionOf(instance, flows))
  return [...(isBetter(instance, more!.values, less!.values) ? more! : less!).flows]
}

/** The plan of a solver's units, parts of them made whole, repaired. */
export const repairedPlan = (columns: FlowColumns, parts: Float64Array): TransferSolution =>
  solutionOf(columns.instance, repairPlan(columns, wholeUnits(columns, parts)))
