import { describe, expect, it, vi } from 'vitest'
import {
  countLines,
  isImplausible,
  NO_COUNTS,
  refusedLine,
  stocktakeCounts,
  summaryOf,
  withCount,
} from '../../../client/panels/dispatch/ledger/count-sheet.ts'
import type { Batch } from '../../../data/ledger.ts'
import { stubStorage } from './stub-storage.ts'

const batch = (id: number, onHand: number, reserved = 0): Batch => ({
  ...{ id, onHand, reserved, available: onHand - reserved },
  ...{ stockpileId: 'WZK-1', item: 'sandbag', batch: `B${id}` },
  ...{ receivedOn: '2026-03-01', expiresOn: null, lender: null },
})

describe('a count sheet', () => {
  const batches = [batch(1, 100), batch(2, 50, 20), batch(3, 7)]

  it('tells surplus, shortage, no difference and what was not counted', () => {
    let counts = withCount(NO_COUNTS, batches[0]!, 103)
    counts = withCount(counts, batches[1]!, 45)
    counts = withCount(counts, batches[2]!, 7)
    const lines = countLines([...batches, batch(4, 9)], counts)
    expect(lines.map(({ state }) => state)).toEqual(['surplus', 'shortage', 'same', 'open'])
    expect(lines.map(({ difference }) => difference)).toEqual([3, -5, 0, 0])
    expect(summaryOf(lines)).toEqual({ counted: 3, differing: 2, refusable: 0 })
  })

  it.each([
    [100, 1000, false],
    [100, 1001, true],
    [7, 100, false],
    [0, 101, true],
    [500, 5, false],
  ])('books of %i and a count of %i: to be looked at again %s', (onHand, counted, expected) => {
    const [line] = countLines([batch(9, onHand)], withCount(NO_COUNTS, batch(9, onHand), counted))
    expect(isImplausible(line!)).toBe(expected)
  })

  it('sends only what was counted, a zero included', () => {
    const counts = withCount(NO_COUNTS, batches[2]!, 0)
    expect(stocktakeCounts(countLines(batches, counts))).toEqual([
      { batchId: 3, expectedOnHand: 7, counted: 0 },
    ])
  })

  it('warns where less was counted than is promised to orders', () => {
    const [, line] = countLines(batches, withCount(NO_COUNTS, batches[1]!, 19))
    expect(line?.state).toBe('promised')
    const [, atLeast] = countLines(batches, withCount(NO_COUNTS, batches[1]!, 20))
    expect(atLeast?.state).toBe('shortage')
  })

  it('does not take over stock that moved while it was being counted', () => {
    // Counted 100 of 100; 30 go out before the count is confirmed.
    const counts = withCount(NO_COUNTS, batches[0]!, 100)
    const lines = countLines([batch(1, 70)], counts)
    expect(lines[0]).toMatchObject({ state: 'changed', expectedOnHand: 100, difference: 30 })
    expect(summaryOf(lines).refusable).toBe(1)
    expect(stocktakeCounts(lines)).toEqual([{ batchId: 1, expectedOnHand: 100, counted: 100 }])
  })

  it('keeps what the books said at first when a number is corrected, not when it is taken back', () => {
    const first = withCount(NO_COUNTS, batches[0]!, 10)
    const corrected = withCount(first, batch(1, 70), 100)
    expect(countLines([batch(1, 70)], corrected)[0]?.expectedOnHand).toBe(100)
    const anew = withCount(withCount(first, batch(1, 70), null), batch(1, 70), 68)
    expect(countLines([batch(1, 70)], anew)[0]).toMatchObject({
      state: 'shortage',
      difference: -2,
      expectedOnHand: 70,
    })
  })

  it('shows a counted batch that has left the books', () => {
    const lines = countLines([batches[0]!], withCount(NO_COUNTS, batches[2]!, 6))
    expect(lines.at(-1)).toMatchObject({ state: 'changed', counted: 6, difference: 6 })
    expect(lines.at(-1)?.batch).toMatchObject({ id: 3, onHand: 0 })
  })
})

/** What the page knows of counts after it was loaded with this in the tab's storage. */
const countsAfterReload = async (text: string | null) => {
  const kept = stubStorage('sessionStorage', text === null ? {} : { 'stocktake-counts': text })
  vi.resetModules()
  const sheet = await import('../../../client/panels/dispatch/ledger/count-sheet.ts')
  return { ...sheet, kept, counts: sheet.useKept.getState().kept }
}

describe('kept counts', () => {
  it('come back as they were written', async () => {
    const counts = withCount(NO_COUNTS, batch(5, 12), 11)
    const before = await countsAfterReload(null)
    before.keepCounts('WZK-1', counts)
    expect(before.kept['stocktake-counts']).toBe(JSON.stringify({ 'WZK-1': counts }))
    const after = await countsAfterReload(JSON.stringify({ 'WZK-1': counts }))
    expect(after.counts).toEqual({ 'WZK-1': counts })
    after.keepCounts('WZK-1', NO_COUNTS)
    expect(after.kept['stocktake-counts']).toBe('{}')
  })

  it.each([null, '', '{', '[]', '{"WZK-1":{"5":{"counted":-1}}}', '{"WZK-1":3}'])(
    'are none where %j was kept',
    async (text) => expect((await countsAfterReload(text)).counts).toEqual({}),
  )
})

describe('a refused entry', () => {
  it('names the line it is about', () => {
    const errors = [{ parameter: 'counts.12', detail: 'the books say 70 now' }]
    expect(refusedLine({ document: { errors } })).toBe(12)
    expect(refusedLine({ document: { errors: [{ parameter: 'movements.0.quantity' }] } })).toBe(0)
  })

  it.each([{}, { errors: [] }, { errors: 'x' }, { errors: [{ parameter: 'actor' }] }])(
    'names none in %j',
    (document) => expect(refusedLine({ document })).toBeNull(),
  )
})
