/** Of an extract of roads that comes in over HTTP. */
export const ROADS_LIMITS = {
  mostBytes: 500 * 1024 * 1024,
  /** An extract comes in pieces of at most so many: a slow network breaks none of them off. */
  mostPieceBytes: 1_000_000,
  mostNameCharacters: 100,
} as const
