/** Who serves whom, in rows of the candidates or of the demands. */
import { groupIndexes, rowsOfEntries } from '../../network/compressed-rows.ts'

/** Which candidates serve which demands, in rows of the candidates. */
export interface CandidateTable {
  readonly candidateCount: number
  readonly demandCount: number
  /** candidateCount + 1 offsets into `candidateDemands`. */
  readonly candidateStart: Uint32Array
  /** The demands that each candidate serves, each once. */
  readonly candidateDemands: Uint32Array
}

export const demandsOf = (
  { candidateStart, candidateDemands }: CandidateTable,
  candidate: number,
): Uint32Array =>
  candidateDemands.subarray(candidateStart[candidate]!, candidateStart[candidate + 1]!)

/** The same in rows of the demands. */
export interface DemandTable {
  /** demandCount + 1 offsets into `demandCandidates`. */
  readonly demandStart: Uint32Array
  /** The candidates that serve each demand, ascending. */
  readonly demandCandidates: Uint32Array
}

export const byDemand = (table: CandidateTable): DemandTable => {
  const { start, entries } = groupIndexes(table.candidateDemands, table.demandCount)
  const candidateOf = rowsOfEntries(table.candidateStart)
  return { demandStart: start, demandCandidates: entries.map((entry) => candidateOf[entry]!) }
}

export const candidatesOf = (
  { demandStart, demandCandidates }: DemandTable,
  demand: number,
): Uint32Array => demandCandidates.subarray(demandStart[demand]!, demandStart[demand + 1]!)

/** From one list of demands per candidate. */
export const candidateTable = (
  demandCount: number,
  lists: readonly ArrayLike<number>[],
): CandidateTable => {
  const candidateStart = new Uint32Array(lists.length + 1)
  for (const [candidate, { length }] of lists.entries()) {
    candidateStart[candidate + 1] = candidateStart[candidate]! + length
  }
  const candidateDemands = new Uint32Array(candidateStart[lists.length]!)
  for (const [candidate, demands] of lists.entries()) {
    candidateDemands.set(demands, candidateStart[candidate]!)
  }
  return { candidateCount: lists.length, demandCount, candidateStart, candidateDemands }
}
