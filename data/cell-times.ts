/** When stations come to the demand cells, as bytes. */

/**
 * The times of every demand cell as bytes (`application/octet-stream`), little-endian 32-bit:
 *
 * | word | what |
 * |---|---|
 * | 0 | the characters `ERC1` |
 * | 1 | n, how many cells there are |
 * | 2 | revision of the data |
 * | 3 | d, how many arrivals there are per cell |
 * | 4 … | n words per arrival, d times: deciseconds from the call, −1 where no one comes |
 * | … | n words per arrival, d times: index of the station in the collection, added ones after the present ones, −1: none |
 *
 * Cells come in the order of `GET /api/coverage/cells`.
 */
export const CELL_TIMES_MAGIC = 'ERC1'
export const CELL_TIMES_HEADER_WORDS = 4
export const UNREACHED = -1

export interface CellTimes {
  readonly revision: number
  /** Per arrival one array over the cells. */
  readonly deciseconds: readonly Int32Array[]
  readonly stations: readonly Int32Array[]
}

/** @throws Error when the bytes are not such a table. */
export const decodeCellTimes = (bytes: ArrayBuffer): CellTimes => {
  const words = new Int32Array(bytes)
  const magic = String.fromCharCode(...new Uint8Array(bytes, 0, 4))
  const [, cellCount = 0, revision = 0, due = 0] = words
  if (
    magic !== CELL_TIMES_MAGIC ||
    words.length !== CELL_TIMES_HEADER_WORDS + 2 * due * cellCount
  ) {
    throw new Error('these are not the times of demand cells')
  }
  const row = (index: number): Int32Array =>
    words.subarray(
      CELL_TIMES_HEADER_WORDS + index * cellCount,
      CELL_TIMES_HEADER_WORDS + (index + 1) * cellCount,
    )
  return {
    revision,
    deciseconds: Array.from({ length: due }, (_, k) => row(k)),
    stations: Array.from({ length: due }, (_, k) => row(due + k)),
  }
}
