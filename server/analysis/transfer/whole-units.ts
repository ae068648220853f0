/** Which goods are too few or too large to be cut in parts while a plan is made. */

import type { FlowColumns } from './flow-columns.ts'
import type { TransferInstance } from './instance.ts'

/** Bags by the thousand may be counted in parts and made whole; pumps and boats may not. */
const MOST_COUNTED_UNITS = 200
const LIGHT_KILOGRAMS = 20
const SMALL_CUBIC_METRES = 0.1

/** Items whose units the integer program must keep whole. */
export const wholeItems = (instance: TransferInstance): ((item: number) => boolean) => {
  const { demand, itemCount, kilograms, cubicMetres } = instance
  return (item) => {
    let most = 0
    for (let line = item; line < demand.length; line += itemCount) {
      most = Math.max(most, demand[line]!)
    }
    const isLight = kilograms[item]! < LIGHT_KILOGRAMS && cubicMetres[item]! < SMALL_CUBIC_METRES
    return most <= MOST_COUNTED_UNITS || !isLight
  }
}

// * Parts of a unit become whole units: along a chain or ring of parts of one item, as much is added to every second flow as is taken from the others, until one of them is whole. Sums per supply and demand that were whole stay as they are, so no limit is broken (a transportation polytope with whole sums has whole corners: Dantzig 1951).

/** Solvers work to a tolerance, and sums of their noise are no parts of a unit. */
const TOLERANCE = 1e-3

const isWhole = (units: number): boolean => Math.abs(units - Math.round(units)) <= TOLERANCE

interface Step {
  readonly column: number
  readonly isForward: boolean
}

/** Whole units of every flow, given parts of units. */
export const wholeUnits = (
  instance: TransferInstance,
  columns: FlowColumns,
  parts: Float64Array,
): Float64Array => {
  const units = parts.map((each) => (isWhole(each) ? Math.round(each) : each))
  const { stockpileCount, itemCount } = instance
  /** Supplies first, then demands; each with the flows that are in parts. */
  const supplyOf = (column: number): number =>
    columns.stockpile[column]! * itemCount + columns.item[column]!
  const demandOf = (column: number): number =>
    stockpileCount * itemCount + columns.site[column]! * itemCount + columns.item[column]!
  const broken = new Map<number, Set<number>>()
  const remember = (node: number, column: number): void => {
    const known = broken.get(node)
    if (known) known.add(column)
    else broken.set(node, new Set([column]))
  }
  for (let column = 0; column < columns.count; column++) {
    if (isWhole(units[column]!)) continue
    remember(supplyOf(column), column)
    remember(demandOf(column), column)
  }
  const settle = (column: number): void => {
    if (!isWhole(units[column]!)) return
    units[column] = Math.round(units[column]!)
    broken.get(supplyOf(column))?.delete(column)
    broken.get(demandOf(column))?.delete(column)
  }
  const otherEnd = (column: number, node: number): number =>
    supplyOf(column) === node ? demandOf(column) : supplyOf(column)
  /** From a node with one broken flow, if there is one, else anywhere: a chain or a ring. */
  const walk = (): Step[] => {
    const nodes = [...broken].filter(([, of]) => of.size > 0)
    const start = (nodes.find(([, of]) => of.size === 1) ?? nodes[0])?.[0]
    if (start === undefined) return []
    const steps: Step[] = []
    const seen = new Map<number, number>([[start, 0]])
    let node = start
    let last = -1
    for (;;) {
      const next = [...(broken.get(node) ?? [])].find((column) => column !== last)
      if (next === undefined) return steps
      steps.push({ column: next, isForward: supplyOf(next) === node })
      last = next
      node = otherEnd(next, node)
      const before = seen.get(node)
      if (before !== undefined) return steps.slice(before)
      seen.set(node, steps.length)
    }
  }
  for (let steps = walk(); steps.length > 0; steps = walk()) {
    push(units, steps)
    for (const { column } of steps) settle(column)
  }
  return units
}

/** Moves along the steps in the direction that lets more arrive, until a flow is whole. */
const push = (units: Float64Array, steps: readonly Step[]): void => {
  const signs = steps.map((_, index) => (index % 2 === 0 ? 1 : -1))
  const room = (sign: number): number =>
    Math.min(
      ...steps.map(({ column }, index) => {
        const value = units[column]!
        return signs[index]! * sign > 0 ? Math.ceil(value) - value : value - Math.floor(value)
      }),
    )
  // A chain of odd length delivers more when its ends grow.
  const amount = room(1)
  for (const [index, { column }] of steps.entries()) units[column]! += signs[index]! * amount
}
