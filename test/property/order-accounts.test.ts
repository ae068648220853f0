/**
 * Orders by quantity, for every sequence of steps: each unit that was sent is in one place, the books
 * say the same, what is refused changes nothing, and what is undone is as it was.
 */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type OrderEventInput, orderEventInputSchema } from '../../data/order-event.ts'
import { type COUNT_NAMES, COUNTED, isCounting, LINE_NUMBERS } from '../../data/order-lines.ts'
import { ORDER_STEP_NAMES } from '../../data/order-steps.ts'
import { inPackages } from '../../data/packages.ts'
import type { TransferOrder } from '../../data/transfer-order.ts'
import { TransferRefused } from '../../server/store/refusals.ts'
import { AT, openBooks, planOf, receiptOf, WRITTEN } from '../fixtures/ledger-books.ts'
import { forAllInTurn } from '../fixtures/runs.ts'
import type { ShortStore } from '../fixtures/stores.ts'

const SENT = [9, 4, 7]
/** Of each item in `P-1`, before. */
const STOCK = 20
const ITEMS = ['tent', 'boat', 'food'] as const

interface Wish {
  readonly step: (typeof ORDER_STEP_NAMES)[number]
  /** Loads that are named; empty for none. */
  readonly loads: readonly number[]
  /** By line and number; null where it is left out. */
  readonly counts: readonly (readonly (number | null)[])[]
}

const NAMES = ['shipped', 'received', 'damaged', 'missing', 'used', 'handedOver'] as const

const drawnCount = fc.option(fc.integer({ min: 0, max: 9 }), { nil: null, freq: 2 })
const drawnWish: fc.Arbitrary<Wish> = fc.record({
  // Steps that count come more often than those that come once.
  step: fc.oneof(
    fc.constantFrom(...ORDER_STEP_NAMES),
    fc.constantFrom(...(Object.keys(COUNTED) as (keyof typeof COUNTED)[]), 'undo' as const),
  ),
  loads: fc.subarray([0, 1]),
  counts: fc.array(fc.tuple(...NAMES.map(() => drawnCount)), { minLength: 0, maxLength: 3 }),
})

const eventOf = ({ step, loads, counts }: Wish, order: TransferOrder): OrderEventInput => {
  const named = order.loads.filter(({ load }) => loads.length === 0 || loads.includes(load))
  const lines = named.flatMap((load) => load.lines)
  const counted: readonly string[] = isCounting(step) ? COUNTED[step] : []
  const told = counts.slice(0, lines.length).flatMap((numbers, index) => {
    const given = NAMES.flatMap((name, at) =>
      counted.includes(name) && numbers[at] !== null ? [[name, numbers[at]!] as const] : [],
    )
    const count = Object.fromEntries(given) as Partial<Record<(typeof COUNT_NAMES)[number], number>>
    return given.length > 0 ? [{ lineId: lines[index]!.id, ...count }] : []
  })
  return orderEventInputSchema.parse({
    ...{ step, actor: '乙', note: '因' },
    ...(loads.length > 0 && { loads }),
    ...(told.length > 0 && { counts: told }),
  })
}

const linesOf = (order: TransferOrder) => order.loads.flatMap((load) => load.lines)

/** What an undoing brings back. */
const standing = async (store: ShortStore, order: TransferOrder) => {
  const { state, approval, approvedAt, papersAt, papersDueAt, steps } = order
  const loads = order.loads.map(({ route: _, ...load }) => load)
  const batches = await store.ledger.batches({ stockpileIds: ['P-1'] })
  const there = (await store.ledger.batches({ stockpileIds: ['P-2'] })).filter(
    ({ onHand }) => onHand > 0,
  )
  return { state, approval, approvedAt, papersAt, papersDueAt, steps, loads, batches, there }
}

/** A quantity shown in packages and loose units, turned into base units again, in thousandths. */
const inThousandths = (quantity: number, holds: number): bigint => {
  const { full, loose } = inPackages(quantity, holds)
  expect(loose).toBeGreaterThanOrEqual(0)
  return BigInt(full) * BigInt(Math.round(holds * 1000)) + BigInt(loose) * 1000n
}

interface Case {
  readonly isForBooks: boolean
  /** Base units in a package of what is sent. */
  readonly holds: number
}

const expectAccounted = async (
  store: ShortStore,
  order: TransferOrder,
  { isForBooks, holds }: Case,
) => {
  const there = await store.ledger.batches({ stockpileIds: ['P-2'] })
  for (const [index, line] of linesOf(order).entries()) {
    const { underWay, atSite, damaged, missing, returned, used, handedOver } = line
    const places = [underWay, atSite, damaged, missing, returned, used, handedOver]
    expect(places.reduce((sum, each) => sum + each, 0)).toBe(line.shipped)
    // Whoever counts in packages comes to the same.
    const packed = places.reduce((sum, each) => sum + inThousandths(each, holds), 0n)
    expect(packed).toBe(inThousandths(line.shipped, holds))
    for (const name of LINE_NUMBERS) expect(line[name], name).toBeGreaterThanOrEqual(0)
    expect(line.received).toBeGreaterThanOrEqual(atSite + used + handedOver)
    expect(line.shipped + line.reserved).toBeLessThanOrEqual(SENT[index]!)
    const [batch] = await store.ledger.batches({ items: [line.item], stockpileIds: ['P-1'] })
    expect(batch).toMatchObject({
      onHand: STOCK - line.shipped + returned,
      reserved: line.reserved,
    })
    const entered = there.filter(({ item }) => item === line.item)
    const inBooks = entered.reduce((sum, { onHand }) => sum + onHand, 0)
    expect(inBooks).toBe(isForBooks ? handedOver : 0)
    if (order.state === 'closed') expect(underWay + atSite + line.reserved).toBe(0)
    // What the steps say that they changed comes to what there is.
    for (const name of LINE_NUMBERS) {
      const told = order.events.flatMap(({ lines }) =>
        lines.filter(({ lineId }) => lineId === line.id),
      )
      expect(
        told.reduce((sum, change) => sum + (change[name] ?? 0), 0),
        name,
      ).toBe(line[name])
    }
  }
}

test('shipped = under way + at the site + damaged + missing + returned + used + handed over', async () => {
  let taken = 0
  let undone = 0
  await forAllInTurn(
    12,
    fc.record({
      isForBooks: fc.boolean(),
      holds: fc.oneof(
        fc.integer({ min: 1, max: 6 }),
        fc.integer({ min: 1, max: 6000 }).map((each) => each / 1000),
      ),
      wishes: fc.array(drawnWish, { minLength: 20, maxLength: 40 }),
    }),
    async ({ isForBooks, holds, wishes }) => {
      const { store } = await openBooks()
      await store.ledger.record(
        ITEMS.map((item) => receiptOf({ item, quantity: STOCK })),
        WRITTEN,
      )
      const ids = await Promise.all(
        ITEMS.map(async (item) => (await store.ledger.batches({ items: [item] }))[0]!.id),
      )
      const lines = ITEMS.map((item, index) => {
        return { item, batchId: ids[index]!, quantity: SENT[index]! }
      })
      const plan = planOf(lines, isForBooks ? { toStockpile: 'P-2' } : {})
      const [load] = plan.loads
      const loads = [lines.slice(0, 2), lines.slice(2)].map((each) => ({ ...load!, lines: each }))
      const { number } = await store.transfers.confirm({ ...plan, loads }, AT, null)
      const read = async () => (await store.transfers.get(number, AT))!
      for (const step of ['approve', 'load'] as const) {
        await store.transfers.step(number, { step, actor: '乙', note: '' }, AT, null)
      }
      /** As it stood before each step that was not undone. */
      const earlier: unknown[] = []
      for (const wish of wishes) {
        const order = await read()
        const before = await standing(store, order)
        const event = eventOf(wish, order)
        try {
          await store.transfers.step(number, event, AT, null)
        } catch (error) {
          expect(error).toBeInstanceOf(TransferRefused)
          expect(await standing(store, await read())).toEqual(before)
          continue
        }
        const after = await read()
        await expectAccounted(store, after, { isForBooks, holds })
        if (event.step === 'undo' && earlier.length > 0) {
          expect(await standing(store, after)).toEqual(earlier.pop())
          undone++
        } else if (event.step !== 'undo') earlier.push(before)
        taken++
      }
      expect(await store.ledger.check()).toMatchObject({ balanced: true, problems: [] })
      await store.close()
    },
  )
  // Drawn at random, most wishes make no sense; enough of them do.
  expect(taken).toBeGreaterThan(50)
  expect(undone).toBeGreaterThan(5)
}, 120_000)
