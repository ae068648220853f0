/** The set covering problem: how few sites serve every demand in time? */

import {
  byDemand,
  type CandidateTable,
  candidatesOf,
  candidateTable,
  demandsOf,
} from './candidate-table.ts'
import { ascending } from './solver.ts'

/** Candidates and the demands that they cover. */
export type SetCoverInstance = CandidateTable

/** From one list of covered demands per candidate; repeated demands count once. */
export const setCoverInstance = (
  demandCount: number,
  coveredByCandidate: readonly (readonly number[])[],
): SetCoverInstance =>
  candidateTable(
    demandCount,
    coveredByCandidate.map((demands) => [...new Set(demands)]),
  )

/** Demands left without cover by these candidates, ascending. */
export const uncoveredDemands = (
  instance: SetCoverInstance,
  chosen: Iterable<number>,
): number[] => {
  const isCovered = new Uint8Array(instance.demandCount)
  for (const candidate of chosen) {
    for (const demand of demandsOf(instance, candidate)) isCovered[demand] = 1
  }
  return Array.from(isCovered.keys()).filter((demand) => isCovered[demand] === 0)
}

/** Demands that no candidate covers, ascending. Search, bound and proof leave them out. */
export const uncoverableDemands = (instance: SetCoverInstance): number[] =>
  uncoveredDemands(instance, Array(instance.candidateCount).keys())

/** Lists of a 0/1 matrix in both directions, of which rows and columns can be dropped. */
interface Matrix {
  /** Candidates of each demand. */
  readonly rows: Uint32Array[]
  /** Demands of each candidate. */
  readonly columns: Uint32Array[]
  readonly hasRow: Uint8Array
  readonly hasColumn: Uint8Array
}

const transposed = ({ rows, columns, hasRow, hasColumn }: Matrix): Matrix => {
  return { rows: columns, columns: rows, hasRow: hasColumn, hasColumn: hasRow }
}

/**
 * Drops every row that another one makes superfluous: one that has a remaining row as a part
 * (`superfluous: 'larger'`, for demands) or is contained in one ('smaller', for candidates); of
 * equal ones the first stays. @returns whether any was dropped.
 */
const dropDominated = (matrix: Matrix, superfluous: 'larger' | 'smaller'): boolean => {
  const { rows: lists, columns: crossLists, hasRow: has, hasColumn: hasCross } = matrix
  const living = lists.map((list, i) =>
    has[i] === 1 ? list.filter((each) => hasCross[each] === 1) : list.subarray(0, 0),
  )
  // Whatever contains a row contains the member of it that is contained least often.
  const byRarest: number[][] = crossLists.map(() => [])
  for (const [small, members] of living.entries()) {
    if (members.length === 0) continue
    const rarest = members.reduce((a, b) => (crossLists[b]!.length < crossLists[a]!.length ? b : a))
    byRarest[rarest]!.push(small)
  }
  const isMember = new Uint8Array(hasCross.length)
  let dropped = false
  for (const [large, members] of living.entries()) {
    for (const each of members) isMember[each] = 1
    for (const small of Array.from(members, (each) => byRarest[each]!).flat()) {
      if (has[large] !== 1) break
      if (small === large || has[small] !== 1) continue
      const part = living[small]!
      if (part.length > members.length || (part.length === members.length && large < small)) {
        continue
      }
      if (!part.every((each) => isMember[each] === 1)) continue
      dropped = true
      has[superfluous === 'smaller' && part.length < members.length ? small : large] = 0
    }
    for (const each of members) isMember[each] = 0
  }
  return dropped
}

/** Takes candidates that are the only one of a demand; what they cover is done. */
const takeEssential = (matrix: Matrix, essential: number[]): boolean => {
  const { rows, columns, hasRow, hasColumn } = matrix
  const before = essential.length
  for (const [demand, row] of rows.entries()) {
    if (hasRow[demand] !== 1) continue
    const living = row.filter((candidate) => hasColumn[candidate] === 1)
    const [only] = living
    if (only === undefined || living.length > 1) continue
    essential.push(only)
    hasColumn[only] = 0
    for (const covered of columns[only]!) hasRow[covered] = 0
  }
  return essential.length > before
}

/** The remaining rows and columns as a problem of its own. */
const remainderOf = ({ columns, hasRow, hasColumn }: Matrix): [SetCoverInstance, Int32Array] => {
  const rowOf = new Int32Array(hasRow.length)
  let rowCount = 0
  for (const [demand, has] of hasRow.entries()) if (has === 1) rowOf[demand] = rowCount++
  const candidates: number[] = []
  const lists: number[][] = []
  for (const [candidate, column] of columns.entries()) {
    if (hasColumn[candidate] !== 1) continue
    const living = Array.from(column).filter((demand) => hasRow[demand] === 1)
    if (living.length === 0) continue
    candidates.push(candidate)
    lists.push(living.map((demand) => rowOf[demand]!))
  }
  return [candidateTable(rowCount, lists), Int32Array.from(candidates)]
}

/**
 * Takes essential candidates, drops demands that are covered whenever another one is, and
 * candidates that cover nothing another one does not, until none is left (Beasley, 1987).
 * Uncoverable demands are dropped. Up to demands² × candidates steps where much is contained, about
 * one for each two lists with a member in common where little is.
 * @returns the essential candidates, ascending; what is left, with no demand where nothing is; and
 *   the original candidate of each one of that remainder.
 */
export const reduceSetCover = (instance: SetCoverInstance) => {
  const { candidateCount, demandCount } = instance
  const table = byDemand(instance)
  const rows = Array.from({ length: demandCount }, (_, demand) => candidatesOf(table, demand))
  const columns = Array.from({ length: candidateCount }, (_, each) => demandsOf(instance, each))
  const hasRow = Uint8Array.from(rows, (row) => Number(row.length > 0))
  const hasColumn = new Uint8Array(candidateCount).fill(1)
  const matrix: Matrix = { rows, columns, hasRow, hasColumn }
  const essential: number[] = []
  let changed = true
  while (changed) {
    changed = takeEssential(matrix, essential)
    changed = dropDominated(matrix, 'larger') || changed
    changed = dropDominated(transposed(matrix), 'smaller') || changed
  }
  const [remainder, candidates] = remainderOf(matrix)
  return { essential: essential.sort(ascending), remainder, candidates }
}
