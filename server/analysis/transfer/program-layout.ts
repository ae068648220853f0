/**
 * What the columns and rows of a transfer program are. Columns: units of every flow; lorries of
 * every trip; whether a stockpile sends at all; units taken below a minimum reserve. Rows: no demand
 * over-filled, no supply over-drawn, every trip's mass and volume within its lorries, no fleet
 * with more lorries than it has, nothing from one that does not send. Unmet demand is what is missing in its row, so nothing is ever infeasible.
 */
import {
  HORIZON_MINUTES,
  KILOGRAMS_PER_TONNE,
  minutesLate,
  SECONDS_PER_MINUTE,
} from './evaluate.ts'
import { columnsBy, type FlowColumns } from './flow-columns.ts'
import type { TransferInstance, TransferTrip } from './instance.ts'
import type { CountObjective, LinearObjective } from './objectives.ts'

/** What a program can make small. */
export type ProgramObjective = LinearObjective | CountObjective

/** Where their number is no limit; more than any plan sends. */
const UNLIMITED_LORRIES = 1e5

/** At most `upper` of the sum of values × columns. */
export interface Row {
  readonly upper: number
  readonly columns: number[]
  readonly values: number[]
}

export class ProgramLayout {
  readonly columns: FlowColumns
  /** Arcs that have a lorry column, as sender × siteCount + site. */
  readonly arcs: readonly number[]
  /** Stockpiles that have a column of their own. */
  readonly stores: readonly number[]
  readonly firstTrip: number
  readonly firstStore: number
  readonly firstReserve: number
  readonly columnCount: number
  readonly #instance: TransferInstance
  /** Supplies that have a reserve to fall back on, as stockpile × itemCount + item. */
  readonly #reserves: readonly number[]

  /** @param hasTrips lorries, and stores where they count, as columns; see ProgramOptions. */
  constructor(columns: FlowColumns, hasTrips: boolean) {
    const { instance } = columns
    this.#instance = instance
    this.columns = columns
    const { lorries, objectives } = instance
    const hasArcs = hasTrips && (lorries !== null || objectives.includes('lorries'))
    this.arcs = hasArcs ? [...new Set(columns.arc)] : []
    const hasStores = hasTrips && objectives.includes('stores')
    this.stores = hasStores ? [...new Set(columns.stockpile)] : []
    this.#reserves = [...new Set(columns.supply)].filter((supply) => instance.reserve[supply]! > 0)
    this.firstTrip = columns.count
    this.firstStore = this.firstTrip + this.arcs.length
    this.firstReserve = this.firstStore + this.stores.length
    this.columnCount = this.firstReserve + this.#reserves.length
  }

  /** @param lorriesOf most lorries of each trip; left out: as many as the fleet has. */
  upperBounds(lorriesOf?: ReadonlyMap<number, number>): Float64Array {
    const { lorries, reserve } = this.#instance
    const upper = new Float64Array(this.columnCount)
    upper.set(this.columns.most)
    upper.fill(1, this.firstStore, this.firstReserve)
    for (const [index, arc] of this.arcs.entries()) {
      const most = lorries?.[this.#fleetOf(arc)] ?? UNLIMITED_LORRIES
      upper[this.firstTrip + index] = lorriesOf?.get(arc) ?? most
    }
    for (const [index, supply] of this.#reserves.entries()) {
      upper[this.firstReserve + index] = reserve[supply]!
    }
    return upper
  }

  /** What one of each column adds to an objective. */
  costs(objective: ProgramObjective): Float64Array {
    const costs = new Float64Array(this.columnCount)
    if (objective === 'lorries') return costs.fill(1, this.firstTrip, this.firstStore)
    if (objective === 'stores') return costs.fill(1, this.firstStore, this.firstReserve)
    if (objective === 'reserve') {
      for (const [index, supply] of this.#reserves.entries()) {
        costs[this.firstReserve + index] = 1 / this.#instance.minimum[supply]!
      }
      return costs
    }
    for (let column = 0; column < this.columns.count; column++) {
      costs[column] = this.#flowCost(objective, column)
    }
    return costs
  }

  /** What one unit of a flow adds. */
  #flowCost(objective: Exclude<LinearObjective, 'reserve'>, column: number): number {
    const { arc, line, site, item } = this.columns
    const instance = this.#instance
    const weight = instance.siteWeight[site[column]!]! / instance.demand[line[column]!]!
    const tonnes = instance.kilograms[item[column]!]! / KILOGRAMS_PER_TONNE
    switch (objective) {
      case 'missed':
        return minutesLate(instance, arc[column]!) === 0 ? -weight : 0
      case 'lateness':
        return -weight * (HORIZON_MINUTES - minutesLate(instance, arc[column]!))
      case 'county':
        return tonnes * instance.countyDistance[arc[column]!]!
      case 'town':
        return tonnes * instance.townDistance[arc[column]!]!
      case 'haul':
        return (tonnes * instance.travelSeconds[arc[column]!]!) / SECONDS_PER_MINUTE
    }
  }

  /** A plan as values of the columns. */
  valuesOf(units: Float64Array, trips: readonly TransferTrip[]): Float64Array {
    const { siteCount, stockpileOf } = this.#instance
    const lorries = new Map(
      trips.map((trip) => [trip.sender * siteCount + trip.site, trip.lorries]),
    )
    const values = new Float64Array(this.columnCount)
    values.set(units)
    for (const [index, arc] of this.arcs.entries()) {
      values[this.firstTrip + index] = lorries.get(arc) ?? 0
    }
    const senders = new Set(trips.map(({ sender }) => stockpileOf[sender]))
    for (const [index, store] of this.stores.entries()) {
      values[this.firstStore + index] = senders.has(store) ? 1 : 0
    }
    const sent = new Map<number, number>()
    for (const [column, supply] of this.columns.supply.entries()) {
      sent.set(supply, (sent.get(supply) ?? 0) + units[column]!)
    }
    for (const [index, supply] of this.#reserves.entries()) {
      const below = (sent.get(supply) ?? 0) - this.#instance.free[supply]!
      values[this.firstReserve + index] = Math.max(0, below)
    }
    return values
  }

  #fleetOf(arc: number): number {
    return this.#instance.fleetOf[Math.floor(arc / this.#instance.siteCount)]!
  }

  rows(): Row[] {
    return [
      ...this.#demandRows(),
      ...this.#supplyRows(),
      ...(this.arcs.length > 0 ? this.#tripRows() : this.#fleetRows()),
      ...this.#storeRows(),
    ]
  }

  #demandRows(): Row[] {
    return [...columnsBy(this.columns.line)].map(([line, columns]) => ({
      upper: this.#instance.demand[line]!,
      columns,
      values: columns.map(() => 1),
    }))
  }

  #supplyRows(): Row[] {
    const { free } = this.#instance
    const reserveColumn = new Map(
      this.#reserves.map((supply, index) => [supply, this.firstReserve + index]),
    )
    return [...columnsBy(this.columns.supply)].flatMap(([supply, columns]) => {
      const most = columns.reduce((sum, column) => sum + this.columns.most[column]!, 0)
      if (most <= free[supply]!) return []
      const values = columns.map(() => 1)
      const below = reserveColumn.get(supply)
      if (below === undefined) return [{ upper: free[supply]!, columns, values }]
      return [{ upper: free[supply]!, columns: [...columns, below], values: [...values, -1] }]
    })
  }

  /** Without trips a fleet bounds all that goes on it, as if lorries could be shared. */
  #fleetRows(): Row[] {
    const { lorries, massShare, volumeShare } = this.#instance
    if (!lorries) return []
    return [...columnsBy(this.columns.fleet)].flatMap(([fleet, columns]) =>
      [massShare, volumeShare].map((shares) => ({
        upper: lorries[fleet]!,
        columns,
        values: columns.map(
          (column) => shares[this.columns.load[column]!]! / this.columns.trips[column]!,
        ),
      })),
    )
  }

  #tripRows(): Row[] {
    const { lorries, massShare, volumeShare } = this.#instance
    const tripColumn = new Map(this.arcs.map((arc, index) => [arc, this.firstTrip + index]))
    const loads = [...columnsBy(this.columns.arc)].flatMap(([arc, columns]) =>
      [massShare, volumeShare].map((shares) => ({
        upper: 0,
        columns: [...columns, tripColumn.get(arc)!],
        values: [
          ...columns.map((column) => shares[this.columns.load[column]!]!),
          -this.columns.trips[columns[0]!]!,
        ],
      })),
    )
    if (!lorries) return loads
    const byFleet = Map.groupBy(this.arcs, (arc) => this.#fleetOf(arc))
    const fleets = [...byFleet].map(([fleet, arcs]) => ({
      upper: lorries[fleet]!,
      columns: arcs.map((arc) => tripColumn.get(arc)!),
      values: arcs.map(() => 1),
    }))
    return [...loads, ...fleets]
  }

  #storeRows(): Row[] {
    if (this.stores.length === 0) return []
    const storeColumn = new Map(this.stores.map((store, index) => [store, this.firstStore + index]))
    const { free, reserve } = this.#instance
    return [...columnsBy(this.columns.supply)].map(([supply, columns]) => {
      const store = storeColumn.get(this.columns.stockpile[columns[0]!]!)!
      const wanted = columns.reduce((sum, column) => sum + this.columns.most[column]!, 0)
      const most = Math.min(free[supply]! + reserve[supply]!, wanted)
      return { upper: 0, columns: [...columns, store], values: [...columns.map(() => 1), -most] }
    })
  }
}
