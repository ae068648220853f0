/** Whole units from parts of units, and the goods for which that is not good enough. */
import type { FlowColumns } from './flow-columns.ts'
import type { TransferInstance } from './instance.ts'

/** Bags by the thousand may be counted in parts and made whole; pumps and boats may not. */
const MOST_COUNTED_UNITS = 200
const LIGHT_KILOGRAMS = 20
const SMALL_CUBIC_METRES = 0.1

/**
 * Items that are too few or too large to be cut: an integer program must keep their units whole.
 */
export const wholeItems = (instance: TransferInstance): ((item: number) => boolean) => {
  const { demand, itemCount, kilograms, cubicMetres } = instance
  return (item) => {
    const most = demand.reduce(
      (largest, units, line) => (line % itemCount === item ? Math.max(largest, units) : largest),
      0,
    )
    const isLight = kilograms[item]! < LIGHT_KILOGRAMS && cubicMetres[item]! < SMALL_CUBIC_METRES
    return most <= MOST_COUNTED_UNITS || !isLight
  }
}

/** Solvers work to a tolerance, and sums of their noise are no parts of a unit. */
const TOLERANCE = 1e-3

const isWhole = (units: number): boolean => Math.abs(units - Math.round(units)) <= TOLERANCE

/**
 * Whole units of every flow, given parts of units. Along a chain or ring of parts of one item, as
 * much is added to every second flow as is taken from the others, until one of them is whole. Sums
 * per supply and demand that were whole stay as they are, so no limit is broken (a transportation
 * polytope with whole sums has whole corners: Dantzig 1951).
 */
export const wholeUnits = (columns: FlowColumns, parts: Float64Array): Float64Array => {
  const { free } = columns.instance
  const units = parts.map((each) => (isWhole(each) ? Math.round(each) : each))
  // Nodes: supplies first, then demands; each with its flows that are in parts.
  const endsOf = (column: number): readonly [supply: number, demand: number] => [
    columns.supply[column]!,
    free.length + columns.line[column]!,
  ]
  const broken = new Map<number, Set<number>>()
  for (let column = 0; column < columns.count; column++) {
    if (isWhole(units[column]!)) continue
    for (const node of endsOf(column)) {
      const known = broken.get(node)
      if (known) known.add(column)
      else broken.set(node, new Set([column]))
    }
  }
  const settle = (column: number): void => {
    if (!isWhole(units[column]!)) return
    units[column] = Math.round(units[column]!)
    for (const node of endsOf(column)) broken.get(node)?.delete(column)
  }
  /** From a node with one broken flow, if there is one, else anywhere: a chain or a ring. */
  const walk = (): number[] => {
    const nodes = [...broken].filter(([, of]) => of.size > 0)
    const start = (nodes.find(([, of]) => of.size === 1) ?? nodes[0])?.[0]
    if (start === undefined) return []
    const walked: number[] = []
    const seen = new Map<number, number>([[start, 0]])
    let node = start
    let last = -1
    for (;;) {
      const next = [...(broken.get(node) ?? [])].find((column) => column !== last)
      if (next === undefined) return walked
      walked.push(next)
      last = next
      const [supply, demand] = endsOf(next)
      node = supply === node ? demand : supply
      const before = seen.get(node)
      if (before !== undefined) return walked.slice(before)
      seen.set(node, walked.length)
    }
  }
  for (let flows = walk(); flows.length > 0; flows = walk()) {
    push(units, flows)
    for (const column of flows) settle(column)
  }
  return units
}

/**
 * Raises every second flow, the first among them, and lowers the others until one is whole: a chain
 * of odd length delivers more when its ends grow.
 */
const push = (units: Float64Array, flows: readonly number[]): void => {
  const rooms = flows.map((column, index) =>
    index % 2 === 0
      ? Math.ceil(units[column]!) - units[column]!
      : units[column]! - Math.floor(units[column]!),
  )
  const amount = Math.min(...rooms)
  for (const [index, column] of flows.entries())
    units[column]! += index % 2 === 0 ? amount : -amount
}
