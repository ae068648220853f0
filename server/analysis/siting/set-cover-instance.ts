/** The set covering problem: how few sites serve every demand in time? */

export interface SetCoverInstance {
  readonly candidateCount: number
  readonly demandCount: number
  /** candidateCount + 1 offsets into `candidateDemands`. */
  readonly candidateStart: Int32Array
  /** The demands that each candidate covers, each once. */
  readonly candidateDemands: Int32Array
}

/** The transposed table: the candidates that cover each demand, ascending. */
export interface DemandCovers {
  /** demandCount + 1 offsets into `demandCandidates`. */
  readonly demandStart: Int32Array
  readonly demandCandidates: Int32Array
}

/** From one list of covered demands per candidate; repeated demands count once. */
export const setCoverInstance = (
  demandCount: number,
  coveredByCandidate: readonly (readonly number[])[],
): SetCoverInstance => {
  const lists = coveredByCandidate.map((demands) => [...new Set(demands)])
  const candidateStart = new Int32Array(lists.length + 1)
  lists.forEach((demands, candidate) => {
    candidateStart[candidate + 1] = candidateStart[candidate]! + demands.length
  })
  return {
    candidateCount: lists.length,
    demandCount,
    candidateStart,
    candidateDemands: Int32Array.from(lists.flat()),
  }
}

export const coversByDemand = (instance: SetCoverInstance): DemandCovers => {
  const { candidateCount, demandCount, candidateStart, candidateDemands } = instance
  const demandStart = new Int32Array(demandCount + 1)
  for (const demand of candidateDemands) demandStart[demand + 1]!++
  for (let demand = 0; demand < demandCount; demand++) {
    demandStart[demand + 1]! += demandStart[demand]!
  }
  const next = demandStart.slice(0, demandCount)
  const demandCandidates = new Int32Array(candidateDemands.length)
  for (let candidate = 0; candidate < candidateCount; candidate++) {
    for (let at = candidateStart[candidate]!; at < candidateStart[candidate + 1]!; at++) {
      demandCandidates[next[candidateDemands[at]!]!++] = candidate
    }
  }
  return { demandStart, demandCandidates }
}

/** Demands left without cover by these candidates, ascending. */
export const uncoveredDemands = (
  instance: SetCoverInstance,
  chosen: Iterable<number>,
): number[] => {
  const isCovered = new Uint8Array(instance.demandCount)
  for (const candidate of chosen) {
    const from = instance.candidateStart[candidate]!
    const to = instance.candidateStart[candidate + 1]!
    for (let at = from; at < to; at++) isCovered[instance.candidateDemands[at]!] = 1
  }
  return Array.from(isCovered.keys()).filter((demand) => isCovered[demand] === 0)
}

/** Demands that no candidate covers, ascending. Search, bound and proof leave them out. */
export const uncoverableDemands = (instance: SetCoverInstance): number[] =>
  uncoveredDemands(instance, Array(instance.candidateCount).keys())

// Makes a set covering problem smaller without changing how few sites it takes.

interface ReducedSetCover {
  /** Candidates of the original problem that some demand cannot do without, ascending. */
  readonly essential: readonly number[]
  /** What is left; nothing, where it has no demand. */
  readonly remainder: SetCoverInstance
  /** Original candidate of each candidate of the remainder. */
  readonly candidates: Int32Array
}

/** Lists of a 0/1 matrix in both directions, of which rows and columns can be dropped. */
interface Matrix {
  /** Candidates of each demand. */
  readonly rows: Int32Array[]
  /** Demands of each candidate. */
  readonly columns: Int32Array[]
  readonly hasRow: Uint8Array
  readonly hasColumn: Uint8Array
}

const listsOf = (start: Int32Array, members: Int32Array): Int32Array[] =>
  Array.from({ length: start.length - 1 }, (_, i) => members.slice(start[i]!, start[i + 1]!))

/**
 * Drops every list that another one makes superfluous. `lists[i]` is superfluous when a remaining
 * list is part of it (`superfluous: 'larger'`, for demands) or contains it ('smaller', for
 * candidates); of equal ones the first stays. @returns whether any was dropped.
 */
const dropDominated = (
  lists: readonly Int32Array[],
  crossLists: readonly Int32Array[],
  has: Uint8Array,
  hasCross: Uint8Array,
  superfluous: 'larger' | 'smaller',
): boolean => {
  const living = lists.map((list, i) =>
    has[i] === 1 ? list.filter((each) => hasCross[each] === 1) : list.subarray(0, 0),
  )
  const isMember = new Uint8Array(hasCross.length)
  let dropped = false
  for (const [small, members] of living.entries()) {
    if (has[small] !== 1 || members.length === 0) continue
    // Whoever contains all members contains the one that is contained least often.
    const rarest = members.reduce((a, b) => (crossLists[b]!.length < crossLists[a]!.length ? b : a))
    for (const large of crossLists[rarest]!) {
      if (large === small || has[large] !== 1) continue
      const others = living[large]!
      if (others.length < members.length) continue
      if (others.length === members.length && large < small) continue
      for (const each of others) isMember[each] = 1
      const isContained = members.every((each) => isMember[each] === 1)
      for (const each of others) isMember[each] = 0
      if (!isContained) continue
      dropped = true
      const loser = superfluous === 'smaller' && others.length > members.length ? small : large
      has[loser] = 0
      if (loser === small) break
    }
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
  return [setCoverInstance(rowCount, lists), Int32Array.from(candidates)]
}

/**
 * Takes essential candidates, drops demands that are covered whenever another one is, and
 * candidates that cover nothing another one does not, until none is left (Beasley, 1987). Demands
 * that nobody covers are dropped. Up to demands² × candidates steps: for thousands, not for more.
 */
export const reduceSetCover = (instance: SetCoverInstance): ReducedSetCover => {
  const { demandStart, demandCandidates } = coversByDemand(instance)
  const rows = listsOf(demandStart, demandCandidates)
  const columns = listsOf(instance.candidateStart, instance.candidateDemands)
  const hasRow = Uint8Array.from(rows, (row) => Number(row.length > 0))
  const hasColumn = new Uint8Array(instance.candidateCount).fill(1)
  const matrix: Matrix = { rows, columns, hasRow, hasColumn }
  const essential: number[] = []
  let changed = true
  while (changed) {
    changed = takeEssential(matrix, essential)
    changed = dropDominated(rows, columns, hasRow, hasColumn, 'larger') || changed
    changed = dropDominated(columns, rows, hasColumn, hasRow, 'smaller') || changed
  }
  const [remainder, candidates] = remainderOf(matrix)
  return { essential: essential.sort((a, b) => a - b), remainder, candidates }
}
