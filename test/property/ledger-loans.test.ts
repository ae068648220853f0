/**
 * Books of loans for every sequence of entries: what is accepted is what a keeper's own reckoning
 * accepts, balances and open loans are what it says, and what is refused changes nothing.
 */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { KeeperMovement } from '../../data/ledger.ts'
import { LedgerRefused } from '../../server/store/refusals.ts'
import { openBooks, WRITTEN } from '../fixtures/ledger-books.ts'
import { forAllInTurn } from '../fixtures/runs.ts'

const DAY = '2026-07-01'
const ITEMS = ['boat', 'tent'] as const
const PARTIES = ['甲镇', '乙库'] as const

interface Goods {
  readonly item: string
  readonly name: string
  readonly lender: string | null
  onHand: number
}

interface Lent {
  readonly sequence: number
  readonly isIn: boolean
  readonly party: string
  readonly goods: Goods
  left: number
}

const amount = fc.integer({ min: 1, max: 9 })
const pick = fc.nat({ max: 7 })
const drawn = fc.oneof(
  fc.record({
    act: fc.constantFrom('purchase', 'donation', 'receipt', 'loan-in'),
    ...{ item: fc.constantFrom(...ITEMS), name: fc.constantFrom('A', 'B', 'C'), amount },
    party: fc.constantFrom(...PARTIES),
  }),
  fc.record({
    act: fc.constantFrom('issue', 'drill', 'loss', 'put-back', 'loan-out'),
    ...{ pick, amount, party: fc.constantFrom(...PARTIES) },
  }),
  fc.record({
    act: fc.constantFrom('loan-in-back', 'loan-out-back'),
    ...{ pick, amount: fc.integer({ min: 1, max: 4 }), other: fc.option(pick) },
  }),
)

test('loans and balances follow the keeper’s own reckoning', async () => {
  let accepted = 0
  let refused = 0
  let returned = 0
  await forAllInTurn(10, fc.array(drawn, { minLength: 20, maxLength: 40 }), async (wishes) => {
    const { store } = await openBooks()
    const books: Goods[] = []
    const loans: Lent[] = []
    const idOf = new Map<Goods, number>()
    const enter = (movement: KeeperMovement) => store.ledger.record([movement], WRITTEN)
    for (const wish of wishes) {
      const quantity = wish.amount
      let isRight: boolean
      let movement: KeeperMovement
      let book: (sequence: number) => void
      if ('item' in wish) {
        const lender = wish.act === 'loan-in' ? wish.party : null
        const known = books.find(({ item, name }) => item === wish.item && name === wish.name)
        const goods = known ?? { item: wish.item, name: wish.name, lender, onHand: 0 }
        isRight = goods.lender === lender
        const kind = wish.act as 'receipt'
        movement = {
          ...{ kind, stockpileId: 'P-1', item: wish.item, batch: wish.name, quantity },
          ...{ receivedOn: DAY, expiresOn: null },
          ...(lender !== null && ({ party: lender, dueOn: DAY } as object)),
        }
        book = (sequence) => {
          if (!known) books.push(goods)
          goods.onHand += quantity
          if (lender !== null) {
            loans.push({ sequence, isIn: true, party: lender, goods, left: quantity })
          }
        }
      } else if ('party' in wish) {
        const goods = books[wish.pick % Math.max(1, books.length)]
        if (!goods) continue
        const isLent = wish.act === 'loan-out'
        const isBack = wish.act === 'put-back'
        isRight = (isBack || goods.onHand >= quantity) && !(isLent && goods.lender !== null)
        const kind = wish.act as 'issue'
        movement = {
          ...{ kind, batchId: idOf.get(goods)!, quantity },
          ...(isLent && ({ party: wish.party, dueOn: DAY } as object)),
        }
        book = (sequence) => {
          goods.onHand += isBack ? quantity : -quantity
          if (isLent) {
            loans.push({ sequence, isIn: false, party: wish.party, goods, left: quantity })
          }
        }
      } else {
        const loan = loans[wish.pick % Math.max(1, loans.length)]
        if (!loan) continue
        const isIn = wish.act === 'loan-in-back'
        const other = isIn && wish.other !== null ? books[wish.other % books.length] : undefined
        const goods = other ?? loan.goods
        isRight =
          loan.isIn === isIn &&
          loan.left >= quantity &&
          (!isIn || goods.onHand >= quantity) &&
          (goods === loan.goods ||
            (goods.item === loan.goods.item &&
              (goods.lender === null || goods.lender === loan.party)))
        movement = {
          ...{ kind: wish.act as 'loan-in-back', loan: loan.sequence, quantity },
          ...(other && { batchId: idOf.get(other)! }),
        }
        book = () => {
          loan.left -= quantity
          goods.onHand += isIn ? -quantity : quantity
          returned++
        }
      }
      const before = await store.ledger.countMovements()
      try {
        const [sequence] = await enter(movement)
        expect(isRight, JSON.stringify(movement)).toBe(true)
        book(sequence!)
        accepted++
      } catch (error) {
        if (!(error instanceof LedgerRefused)) throw error
        expect(isRight, JSON.stringify(movement)).toBe(false)
        expect(await store.ledger.countMovements()).toBe(before)
        refused++
        continue
      }
      const batches = await store.ledger.batches({ items: ITEMS })
      for (const goods of books) {
        const batch = batches.find(
          ({ item, batch }) => item === goods.item && batch === goods.name,
        )!
        idOf.set(goods, batch.id)
        expect(batch).toMatchObject({ onHand: goods.onHand, lender: goods.lender })
      }
      const open = await store.ledger.loans({}, DAY)
      expect(open.map(({ sequence, left, party }) => [sequence, left, party])).toEqual(
        loans.filter(({ left }) => left > 0).map((each) => [each.sequence, each.left, each.party]),
      )
    }
    expect(await store.ledger.check()).toMatchObject({ balanced: true, problems: [] })
    await store.close()
  })
  // Drawn at random, enough of each makes sense.
  expect(accepted).toBeGreaterThan(50)
  expect(refused).toBeGreaterThan(20)
  expect(returned).toBeGreaterThan(5)
}, 120_000)
