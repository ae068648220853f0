/** A count of a stockpile's batches while it is being written down, and what each line means. */
import { z } from 'zod'
import { type Batch, batchSchema, type StocktakeInput } from '../../../../data/ledger.ts'
import type { ApiProblem } from '../../../api/problem.ts'
import { createKept } from '../../../state/create-kept.ts'

/** The batch stays as the counter saw it: stock may move on before the count is confirmed. */
export interface Count {
  readonly batch: Batch
  readonly counted: number
}

/** Counts by batch, as text so that they can be kept as JSON. */
export type Counts = Readonly<Record<string, Count>>

export const NO_COUNTS: Counts = {}

/**
 * Notes what was counted of a batch; null takes it back. A number that is typed over keeps what the
 * ledger said when counting began: only a count taken back and made anew accepts the new figure.
 */
export const withCount = (counts: Counts, batch: Batch, counted: number | null): Counts => {
  const { [batch.id]: before, ...others } = counts
  if (counted === null) return others
  return { ...counts, [batch.id]: { batch: before?.batch ?? batch, counted } }
}

export type CountState = 'open' | 'same' | 'surplus' | 'shortage' | 'changed' | 'promised'

export interface CountLine {
  /** As the ledger has it now. */
  readonly batch: Batch
  readonly counted: number | null
  /** Counted less what is on hand now; 0 while nothing was counted. */
  readonly difference: number
  /** What the ledger said when it was counted; differs from `batch.onHand` in state `changed`. */
  readonly expectedOnHand: number
  readonly state: CountState
}

const stateOf = ({ onHand, reserved }: Batch, count: Count | undefined): CountState => {
  if (!count) return 'open'
  if (count.batch.onHand !== onHand) return 'changed'
  if (count.counted < reserved) return 'promised'
  if (count.counted === onHand) return 'same'
  return count.counted > onHand ? 'surplus' : 'shortage'
}

const lineOf = (batch: Batch, count: Count | undefined): CountLine => ({
  batch,
  counted: count?.counted ?? null,
  difference: count ? count.counted - batch.onHand : 0,
  expectedOnHand: count?.batch.onHand ?? batch.onHand,
  state: stateOf(batch, count),
})

/**
 * One line per batch in the ledger's order; after them what was counted of batches that have left
 * the ledger meanwhile: nothing is on hand there any more.
 */
export const countLines = (batches: readonly Batch[], counts: Counts): CountLine[] => {
  const known = new Set(batches.map(({ id }) => id))
  const gone = Object.values(counts).filter(({ batch }) => !known.has(batch.id))
  return [
    ...batches.map((batch) => lineOf(batch, counts[batch.id])),
    ...gone.map((count) => lineOf({ ...count.batch, onHand: 0, reserved: 0, available: 0 }, count)),
  ]
}

/** Whether the server would refuse the line as it stands. */
export const isRefusable = ({ state }: CountLine): boolean =>
  state === 'changed' || state === 'promised'

const IMPLAUSIBLE_FACTOR = 10
const IMPLAUSIBLE_SURPLUS = 100

/** A digit typed twice makes ten times as many: to be looked at again, though it may be true. */
export const isImplausible = ({ batch: { onHand }, counted }: CountLine): boolean =>
  counted !== null &&
  counted > onHand * IMPLAUSIBLE_FACTOR &&
  counted - onHand > IMPLAUSIBLE_SURPLUS

export interface CountSummary {
  readonly counted: number
  readonly differing: number
  readonly refusable: number
}

export const summaryOf = (lines: readonly CountLine[]): CountSummary => {
  const counted = lines.filter((line) => line.counted !== null)
  return {
    counted: counted.length,
    differing: counted.filter(({ difference }) => difference !== 0).length,
    refusable: counted.filter(isRefusable).length,
  }
}

/** The lines that were counted, as the server takes them, each with what the counter's list said. */
export const stocktakeCounts = (lines: readonly CountLine[]): StocktakeInput['counts'] =>
  lines.flatMap(({ batch, counted, expectedOnHand }) =>
    counted === null ? [] : [{ batchId: batch.id, expectedOnHand, counted }],
  )

/** `counts.3` and `movements.0`: the list's name and the index within it. */
const LINE = /^(?:counts|movements)\.(\d+)(?:\.|$)/

/** Index of the line that the server refused; null where the refusal is not about one line. */
export const refusedLine = ({ document }: Pick<ApiProblem, 'document'>): number | null => {
  const errors: unknown = document.errors
  const first: unknown = Array.isArray(errors) ? errors[0] : undefined
  if (typeof first !== 'object' || first === null || !('parameter' in first)) return null
  const index = LINE.exec(String(first.parameter))?.[1]
  return index === undefined ? null : Number(index)
}

const keptSchema = z.record(
  z.string(),
  z.record(z.string(), z.object({ batch: batchSchema, counted: z.int().min(0) })),
)
type KeptCounts = Readonly<Record<string, Counts>>

/** Counts that are not confirmed yet, by stockpile; they outlive a reload of the page's tab. */
export const useKept = createKept<{ kept: KeptCounts }, { kept: KeptCounts }>(
  { kept: {} },
  {
    name: 'stocktake-counts',
    area: () => sessionStorage,
    keep: (state) => state,
    parse: (text) => {
      const kept = keptSchema.safeParse(JSON.parse(text)).data
      return kept ? { kept } : null
    },
    format: ({ kept }) => JSON.stringify(kept),
  },
)

export const useKeptCounts = (stockpileId: string): Counts =>
  useKept(({ kept }) => kept[stockpileId] ?? NO_COUNTS)

/** Keeps what was counted at a stockpile; NO_COUNTS forgets it. */
export const keepCounts = (stockpileId: string, counts: Counts): void => {
  useKept.setState(({ kept: { [stockpileId]: _before, ...others } }) => ({
    kept: Object.keys(counts).length > 0 ? { ...others, [stockpileId]: counts } : others,
  }))
}
