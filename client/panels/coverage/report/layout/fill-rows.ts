/** How many rows of each table are printed in a column of the sheet. */

export interface TableHeights {
  /** Title and head of the columns, with the gap to what stands above. */
  readonly headMm: number
  readonly rowsMm: readonly number[]
  /** Line of the totals, 0 where there is none. */
  readonly totalMm: number
  /** Line that tells of further rows. */
  readonly moreMm: number
  /** Whether all rows go before the tables below get more than a few. */
  readonly isComplete: boolean
}

/** A table of fewer rows is not worth its head; a shorter one is printed whole. */
const FEW_ROWS = 3

const heightOf = (table: TableHeights, rowCount: number): number => {
  const rows = table.rowsMm.slice(0, rowCount).reduce((sum, height) => sum + height, 0)
  const isCut = rowCount < table.rowsMm.length
  return table.headMm + rows + table.totalMm + (isCut ? table.moreMm : 0)
}

/** Height of the tables with so many rows each. */
export const heightOfAll = (
  tables: readonly TableHeights[],
  counts: readonly (number | null)[],
): number =>
  tables.reduce((sum, table, place) => {
    const count = counts[place] ?? null
    return count === null ? sum : sum + heightOf(table, count)
  }, 0)

const fits = (
  tables: readonly TableHeights[],
  counts: readonly (number | null)[],
  heightMm: number,
): boolean => heightOfAll(tables, counts) <= heightMm

const raised = (counts: readonly (number | null)[], place: number, by: number) =>
  counts.map((count, each) => (each === place && count !== null ? count + by : count))

/** A few rows of each, the last tables left out where even that is too much. */
const leastCounts = (tables: readonly TableHeights[], heightMm: number): (number | null)[] => {
  const counts: (number | null)[] = tables.map(({ rowsMm }) => Math.min(FEW_ROWS, rowsMm.length))
  for (let last = tables.length - 1; last >= 0 && !fits(tables, counts, heightMm); last--) {
    counts[last] = null
  }
  return counts
}

/**
 * Rows per table, null for a table that has no room at all. Tables that should be complete are
 * filled first, the others grow row by row in turn.
 */
export const rowCounts = (tables: readonly TableHeights[], heightMm: number): (number | null)[] => {
  let counts = leastCounts(tables, heightMm)
  const grow = (place: number): boolean => {
    const left = (tables[place]?.rowsMm.length ?? 0) - (counts[place] ?? Number.POSITIVE_INFINITY)
    // the last row takes the place of the line that tells of it: it may fit where one before did not
    for (const by of [1, 2]) {
      const more = raised(counts, place, by)
      if (by <= left && fits(tables, more, heightMm)) {
        counts = more
        return true
      }
    }
    return false
  }
  const all = tables.map((_, place) => place)
  for (const place of all) while (tables[place]?.isComplete && grow(place)) {}
  while (all.map(grow).includes(true)) {}
  return counts
}
