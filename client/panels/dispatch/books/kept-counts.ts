/** Counts that are not confirmed yet, by stockpile; they outlive a reload of the page's tab. */

import { z } from 'zod'
import { create } from 'zustand'
import { batchSchema } from '../../../../data/ledger.ts'
import { type Counts, NO_COUNTS } from './count-sheet.ts'

const STORAGE_KEY = 'stocktake-counts'

const keptSchema = z.record(
  z.string(),
  z.record(z.string(), z.object({ batch: batchSchema, counted: z.int().min(0) })),
)
type Kept = Readonly<Record<string, Counts>>

/** Whatever was kept before; nothing where it cannot be read or is not what it should be. */
export const readKept = (text: string | null): Kept => {
  try {
    return keptSchema.safeParse(JSON.parse(text ?? '{}')).data ?? {}
  } catch {
    // Not JSON: somebody else's entry, or a half-written one.
    return {}
  }
}

const stored = (): string | null => {
  try {
    return sessionStorage.getItem(STORAGE_KEY)
  } catch {
    // A browser may refuse storage altogether; the counts then live as long as the page.
    return null
  }
}

const useKept = create<{ kept: Kept }>()(() => ({ kept: readKept(stored()) }))

export const useKeptCounts = (stockpileId: string): Counts =>
  useKept(({ kept }) => kept[stockpileId] ?? NO_COUNTS)

/** Keeps what was counted at a stockpile; NO_COUNTS forgets it. */
export const keepCounts = (stockpileId: string, counts: Counts): void => {
  const { [stockpileId]: _before, ...others } = useKept.getState().kept
  const kept = Object.keys(counts).length > 0 ? { ...others, [stockpileId]: counts } : others
  useKept.setState({ kept })
  try {
    sessionStorage.setItem(STORAGE_KEY, JSON.stringify(kept))
  } catch {
    // Refused or full: they live as long as the page.
  }
}
