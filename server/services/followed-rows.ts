/**
 * The features of a collection as a moment of the database has them. Who holds those of an earlier
 * moment reads what was written since; all others stay the objects that they were, so that whatever
 * was found of one, such as where it joins the roads, is remembered by it.
 */
import { setImmediate } from 'node:timers/promises'
import type { ResourceId } from '../../data/collections.ts'
import type { FeatureRow } from '../store/feature-writes.ts'
import type { Snapshot } from '../store/store.ts'
import type { MadeAt } from './revision-memo.ts'

/** Rows that are read before others get their turn. */
const SLICE_ROWS = 500

/** All rows from a place on. */
const readFrom = async (
  snapshot: Snapshot,
  collection: ResourceId,
  first: number,
): Promise<FeatureRow[]> => {
  const all: FeatureRow[] = []
  for (;;) {
    const after = all.at(-1)?.sequence ?? first - 1
    const rows = await snapshot.features.rows(collection, { after, limit: SLICE_ROWS })
    for (const row of rows) all.push(row)
    if (rows.length < SLICE_ROWS) return all
    await setImmediate()
  }
}

/** In order of arrival. @param before as it was at an earlier moment; null: all are read. */
export const followRows = async (
  snapshot: Snapshot,
  collection: ResourceId,
  before: MadeAt<readonly FeatureRow[]> | null,
): Promise<readonly FeatureRow[]> => {
  const written = before && (await snapshot.features.written(collection, before.revision))
  if (!written) return readFrom(snapshot, collection, Number.MIN_SAFE_INTEGER + 1)
  const { from } = written
  const at = [...written.at].sort((a, b) => a - b)
  const rows: FeatureRow[] = []
  let next = 0
  const takeOver = (until: number): void => {
    for (; next < before.value.length && before.value[next]!.sequence < until; next++) {
      rows.push(before.value[next]!)
    }
  }
  for (let first = 0; first < at.length; first += SLICE_ROWS) {
    if (first > 0) await setImmediate()
    const slice = at.slice(first, first + SLICE_ROWS)
    const now = new Map(
      (await snapshot.features.rows(collection, { at: slice })).map((row) => [row.sequence, row]),
    )
    for (const sequence of slice) {
      takeOver(sequence)
      if (before.value[next]?.sequence === sequence) next++
      const row = now.get(sequence)
      if (row) rows.push(row)
    }
  }
  takeOver(from)
  if (from === Number.POSITIVE_INFINITY) return rows
  for (const row of await readFrom(snapshot, collection, from)) rows.push(row)
  return rows
}

/** Rows in order of arrival, and what was made of each. */
export interface MadeOf<Value> {
  readonly rows: readonly FeatureRow[]
  readonly values: readonly Value[]
}

/** What was made of the rows that are still the same; undefined for those that are not. */
export const carriedOver = <Value>(
  before: MadeOf<Value> | null,
  rows: readonly FeatureRow[],
): (Value | undefined)[] => {
  if (!before) return Array.from(rows, () => undefined)
  let next = 0
  return rows.map((row) => {
    while (before.rows[next] !== row) {
      if (next >= before.rows.length || before.rows[next]!.sequence >= row.sequence)
        return undefined
      next++
    }
    return before.values[next]
  })
}

/** The same, where what is not there yet is made at once. */
export const madeOf = <Value>(
  before: MadeOf<Value> | null,
  rows: readonly FeatureRow[],
  make: (row: FeatureRow) => Value,
): MadeOf<Value> => {
  const known = carriedOver(before, rows)
  return { rows, values: known.map((value, index) => value ?? make(rows[index]!)) }
}
