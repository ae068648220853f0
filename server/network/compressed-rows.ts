/** Lists of whole numbers in one array: those of row i lie at start[i] … start[i + 1] − 1. */
export interface CompressedRows {
  /** One entry more than there are rows. */
  readonly start: Uint32Array<ArrayBuffer>
  readonly entries: Uint32Array<ArrayBuffer>
}

/**
 * The indexes of `keys` in rows by their keys, ascending within each row: a counting sort,
 * O(keys + rows). Indexes with a key below 0 are in no row.
 */
export const groupIndexes = (keys: ArrayLike<number>, rowCount: number): CompressedRows => {
  const start = new Uint32Array(rowCount + 1)
  for (let index = 0; index < keys.length; index++) {
    if (keys[index]! >= 0) start[keys[index]! + 1]!++
  }
  for (let row = 0; row < rowCount; row++) start[row + 1]! += start[row]!
  const next = start.slice()
  const entries = new Uint32Array(start[rowCount]!)
  for (let index = 0; index < keys.length; index++) {
    if (keys[index]! >= 0) entries[next[keys[index]!]!++] = index
  }
  return { start, entries }
}

/** The row of each entry. */
export const rowsOfEntries = (start: Uint32Array): Uint32Array<ArrayBuffer> => {
  const rows = new Uint32Array(start.at(-1) ?? 0)
  for (let row = 0; row + 1 < start.length; row++) rows.fill(row, start[row]!, start[row + 1]!)
  return rows
}
