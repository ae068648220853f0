/** The ledger: balances by arithmetic, and what the database refuses by itself. */

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { MOVEMENT_KINDS, type MovementKind } from '../../../data/ledger.ts'
import type { TransferInput } from '../../../data/transfer-order.ts'
import { LedgerRefused } from '../../../server/store/ledger/ledger-refused.ts'
import {
  TransferConflict,
  TransferRefused,
} from '../../../server/store/transfers/transfer-refused.ts'
import { SMALL_DATA_SET } from '../../fixtures/app-features.ts'
import { openShortStore, type ShortStore } from '../../fixtures/short-store.ts'

const AT = '2026-07-01T08:00:00.000Z'
const WRITTEN = { at: AT, actor: '甲', reason: '测试', document: 'T-1' }
const SITE = {
  name: '测试险段',
  workId: null,
  stockpileId: null,
  lon: 116.6,
  lat: 35.4,
  deadline: null,
  receiver: '',
  contact: '',
}

let folder = ''
let path = ''
let store: ShortStore

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ledger-'))
  path = join(folder, 'test.sqlite')
  store = await openShortStore(path)
  await store.features.replace(SMALL_DATA_SET)
})
afterEach(async () => {
  await store.close()
  rmSync(folder, { recursive: true })
})

const bags = async () => (await store.ledger.batches({ items: ['sandbag'] }))[0]!

const planOf = (
  lines: { batchId: number; item: 'sandbag' | 'pump'; quantity: number }[],
  emergency = true,
): TransferInput => ({
  sites: [SITE],
  loads: [
    { stockpileId: 'P-1', site: 0, lorries: 1, leavesAt: AT, arrivesAt: AT, route: [], lines },
  ],
  emergency,
  requestedBy: '调度员',
  reason: '',
})

describe('balances', () => {
  test('of a register become opening receipts, and the feature shows what is available', async () => {
    const found = await store.ledger.batches({})
    expect(found.map(({ item, onHand }) => [item, onHand])).toEqual([
      ['pump', 3],
      ['sandbag', 8000],
    ])
    const [stockpile] = await store.features.all('stockpiles')
    expect(stockpile?.properties.stock).toEqual({ sandbag: 8000, pump: 3 })
    expect(await store.ledger.check()).toEqual({ balanced: true, movements: 2, problems: [] })
  })

  test('follow the movements: 8,000 + 500 − 200 − 30 − 70', async () => {
    const { id } = await bags()
    await store.ledger.record(
      [
        {
          kind: 'receipt',
          stockpileId: 'P-1',
          item: 'sandbag',
          batch: '新',
          receivedOn: '2026-07-01',
          expiresOn: '2029-07-01',
          quantity: 500,
        },
        { kind: 'issue', batchId: id, quantity: 200 },
        { kind: 'loss', batchId: id, quantity: 30 },
        { kind: 'expiry', batchId: id, quantity: 70 },
      ],
      WRITTEN,
    )
    const [stockpile] = await store.features.all('stockpiles')
    expect(stockpile?.properties.stock).toEqual({ pump: 3, sandbag: 8200 })
    const { movements } = await store.ledger.movements({
      before: null,
      limit: 10,
      items: ['sandbag'],
    })
    expect(movements.map(({ kind, onHandAfter }) => [kind, onHandAfter])).toEqual([
      ['expiry', 7700],
      ['loss', 7770],
      ['issue', 7800],
      ['receipt', 500],
      ['receipt', 8000],
    ])
    expect((await store.ledger.check()).balanced).toBe(true)
  })

  test('of an entry that is refused stay what they were, all of them', async () => {
    const { id } = await bags()
    const entry = store.ledger.record(
      [
        { kind: 'issue', batchId: id, quantity: 5000 },
        { kind: 'issue', batchId: id, quantity: 3001 },
      ],
      WRITTEN,
    )
    await expect(entry).rejects.toMatchObject({
      refusal: { reason: 'not-enough', available: 3000 },
    })
    expect((await bags()).onHand).toBe(8000)
    expect(await store.ledger.countMovements()).toBe(2)
  })

  test('survive the register being read in again, whatever it says', async () => {
    const { id } = await bags()
    await store.ledger.record([{ kind: 'issue', batchId: id, quantity: 1000 }], WRITTEN)
    await store.features.replace({ stockpiles: SMALL_DATA_SET.stockpiles })
    const [stockpile] = await store.features.all('stockpiles')
    expect(stockpile?.properties.stock.sandbag).toBe(7000)
    await expect(store.features.replace({ stockpiles: [] })).rejects.toThrow(/ledger/)
    expect((await store.features.counts()).stockpiles).toBe(1)
  })
})

describe('a stocktake', () => {
  test('writes surplus and shortage with its number, and nothing for what agrees', async () => {
    const [pump, sandbag] = await store.ledger.batches({})
    const { number, sequences } = await store.ledger.stocktake(
      {
        stockpileId: 'P-1',
        counts: [
          { batchId: sandbag!.id, expectedOnHand: 8000, counted: 7990 },
          { batchId: pump!.id, expectedOnHand: 3, counted: 3 },
        ],
        actor: '甲',
        reason: '月度盘点',
      },
      AT,
    )
    expect(number).toBe('盘点0001')
    expect(sequences).toHaveLength(1)
    expect((await bags()).onHand).toBe(7990)
  })

  test('is refused where stock has moved since, or less was counted than is promised', async () => {
    const { id } = await bags()
    const take = (expectedOnHand: number, counted: number) =>
      store.ledger.stocktake(
        {
          stockpileId: 'P-1',
          counts: [{ batchId: id, expectedOnHand, counted }],
          actor: '甲',
          reason: '盘点',
        },
        AT,
      )
    await expect(take(7999, 7999)).rejects.toBeInstanceOf(LedgerRefused)
    await store.transfers.confirm(
      planOf([{ batchId: id, item: 'sandbag', quantity: 100 }]),
      AT,
      null,
    )
    await expect(take(8000, 99)).rejects.toMatchObject({ refusal: { reason: 'promised' } })
    expect(await store.ledger.check()).toMatchObject({ balanced: true })
  })
})

describe('a plan that is confirmed', () => {
  test('reserves all lines; numbers count up without gaps even after refusals', async () => {
    const { id } = await bags()
    const confirm = (quantity: number) =>
      store.transfers.confirm(planOf([{ batchId: id, item: 'sandbag', quantity }]), AT, null)
    expect((await confirm(5000)).number).toBe('济防调〔2026〕0001')
    await expect(confirm(3001)).rejects.toMatchObject({
      changes: [{ load: 0, batchId: id, wanted: 3001, available: 3000, reason: 'taken' }],
    })
    expect((await confirm(3000)).number).toBe('济防调〔2026〕0002')
    expect(await bags()).toMatchObject({ onHand: 8000, reserved: 8000, available: 0 })
  })

  test('adds up the lines of one batch, and refuses the whole plan for one of them', async () => {
    const { id } = await bags()
    const plan = planOf([
      { batchId: id, item: 'sandbag', quantity: 4500 },
      { batchId: id, item: 'sandbag', quantity: 4500 },
    ])
    await expect(store.transfers.confirm(plan, AT, null)).rejects.toBeInstanceOf(TransferConflict)
    expect((await bags()).reserved).toBe(0)
    expect(await store.transfers.count()).toBe(0)
  })

  test('keeps the minimum reserve unless it is an emergency', async () => {
    const { id } = await bags()
    await store.ledger.setMinimums([{ stockpileId: 'P-1', item: 'sandbag', minimum: 2000 }])
    const plan = (emergency: boolean) =>
      planOf([{ batchId: id, item: 'sandbag', quantity: 6001 }], emergency)
    await expect(store.transfers.confirm(plan(false), AT, null)).rejects.toMatchObject({
      changes: [{ reason: 'reserve', available: 6000 }],
    })
    await expect(store.transfers.confirm(plan(true), AT, null)).resolves.toBeDefined()
  })

  test('is carried out once however often its key comes, and never for another plan', async () => {
    const { id } = await bags()
    const plan = planOf([{ batchId: id, item: 'sandbag', quantity: 10 }])
    const request = { key: 'key-1', digest: 'a' }
    const first = await store.transfers.confirm(plan, AT, request)
    const second = await store.transfers.confirm(plan, AT, request)
    expect([first.isRepeat, second.isRepeat]).toEqual([false, true])
    expect(second.number).toBe(first.number)
    expect((await bags()).reserved).toBe(10)
    const other = store.transfers.confirm(plan, AT, { key: 'key-1', digest: 'b' })
    await expect(other).rejects.toBeInstanceOf(TransferRefused)
  })
})

describe('an order', () => {
  const confirmed = async (quantity = 100): Promise<string> => {
    const { id } = await bags()
    const plan = planOf([{ batchId: id, item: 'sandbag', quantity }])
    return (await store.transfers.confirm(plan, AT, null)).number
  }
  const step = (number: string, name: string, more: object = {}) =>
    store.transfers.step(number, { step: name, actor: '乙', note: '', ...more } as never, AT, null)

  test('goes from draft to closed, its movements with it', async () => {
    const number = await confirmed()
    for (const name of ['approve', 'load', 'depart']) await step(number, name)
    expect(await bags()).toMatchObject({ onHand: 7900, reserved: 0 })
    const line = (await store.transfers.get(number, AT))!.loads[0]!.lines[0]!
    await step(number, 'receive', { counts: [{ lineId: line.id, received: 90, damaged: 6 }] })
    await step(number, 'close')
    const order = (await store.transfers.get(number, AT))!
    expect(order.state).toBe('closed')
    expect(order.loads[0]!.lines[0]).toMatchObject({ received: 90, damaged: 6, missing: 4 })
    expect(order.events.map(({ step: name, state }) => [name, state])).toEqual([
      ['create', 'draft'],
      ['approve', 'approved'],
      ['load', 'loading'],
      ['depart', 'in-transit'],
      ['receive', 'received'],
      ['close', 'closed'],
    ])
    expect((await store.ledger.check()).balanced).toBe(true)
  })

  test('that is cancelled gives everything back; one that returns, what comes back', async () => {
    const first = await confirmed()
    await step(first, 'cancel')
    expect(await bags()).toMatchObject({ onHand: 8000, reserved: 0 })
    const second = await confirmed()
    for (const name of ['approve', 'load', 'depart', 'return']) await step(second, name)
    expect(await bags()).toMatchObject({ onHand: 8000, reserved: 0 })
    expect((await store.transfers.get(second, AT))!.state).toBe('returned')
  })

  test('approved by phone wants its papers within 48 hours before it can be closed', async () => {
    const number = await confirmed()
    for (const name of ['approve-by-phone', 'load', 'depart', 'receive']) await step(number, name)
    await expect(step(number, 'close')).rejects.toBeInstanceOf(TransferRefused)
    const hoursLater = (hours: number): string =>
      new Date(Date.parse(AT) + hours * 3_600_000).toISOString()
    expect((await store.transfers.get(number, hoursLater(47)))!.isOverdue).toBe(false)
    expect((await store.transfers.get(number, hoursLater(49)))!.isOverdue).toBe(true)
    expect(await store.transfers.countOverdue(hoursLater(49))).toBe(1)
    await step(number, 'papers')
    await step(number, 'close')
    expect(await store.transfers.countOverdue(hoursLater(49))).toBe(0)
  })

  test('for a stockpile enters its books when it is received', async () => {
    const { id } = await bags()
    const plan = planOf([{ batchId: id, item: 'sandbag', quantity: 50 }])
    const toItself = { ...plan, sites: [{ ...SITE, stockpileId: 'P-1' }] }
    const { number } = await store.transfers.confirm(toItself, AT, null)
    for (const name of ['approve', 'load', 'depart', 'receive']) await step(number, name)
    expect((await bags()).onHand).toBe(8000)
  })

  test('does not take a step twice, nor one that makes no sense', async () => {
    const number = await confirmed()
    await expect(step(number, 'depart')).rejects.toBeInstanceOf(TransferRefused)
    await step(number, 'approve')
    await expect(step(number, 'approve')).rejects.toBeInstanceOf(TransferRefused)
    await expect(step('济防调〔2026〕9999', 'approve')).rejects.toBeInstanceOf(TransferRefused)
  })
})

describe('the database itself refuses', () => {
  const refused = (sql: string, why: RegExp): void => {
    const other = new Database(path)
    try {
      other.pragma('foreign_keys = ON')
      expect(() => other.exec(sql)).toThrow(why)
    } finally {
      other.close()
    }
  }
  /** A movement that tells the balances after it as they would be. */
  const movement = (
    kind: MovementKind,
    quantity: number,
    { batchId = '1', lineId = 'NULL', actor = 'a' } = {},
  ): string => {
    const { onHand, reserved } = MOVEMENT_KINDS[kind]
    return `INSERT INTO stock_movements
        (batchId, kind, quantity, onHandAfter, reservedAfter, lineId, at, actor, reason, document)
      SELECT id, '${kind}', ${quantity}, onHand + ${onHand * quantity},
        reserved + ${reserved * quantity}, ${lineId}, 'a', '${actor}', 'a', 'a'
      FROM stock_batches WHERE id = ${batchId}`
  }

  test.each([
    ['a movement changed', 'UPDATE stock_movements SET quantity = 1', /never changed/],
    ['a movement removed', 'DELETE FROM stock_movements', /never removed/],
    ['a balance of one’s own', 'UPDATE stock_batches SET onHand = 9', /sum of its movements/],
    ['a batch removed', 'DELETE FROM stock_batches', /never removed/],
    [
      'a batch that begins full',
      `INSERT INTO stock_batches (stockpileId, item, batch, receivedOn, onHand) VALUES ('P-1', 'x', 'x', '2026-01-01', 5)`,
      /begins empty/,
    ],
    ['more out than in', movement('issue', 99_999_999), /stock_batches_available/],
    ['a promise without an order', movement('reservation', 1), /line of its batch/],
    ['goods that come in from no order', movement('transfer-in', 1), /than its line has sent/],
    [
      'a movement of a batch that is not there',
      `INSERT INTO stock_movements (batchId, kind, quantity, onHandAfter, at, actor, reason, document)
       VALUES (999, 'receipt', 1, 1, 'a', 'a', 'a', 'a')`,
      /belongs to a batch/,
    ],
    ['a movement of nothing', movement('loss', 0), /stock_movements_quantity/],
    ['a movement of half a thing', movement('loss', 0.5), /whole units/],
    ['a movement nobody wrote', movement('loss', 1, { actor: '' }), /stock_movements_told/],
    [
      'a movement that tells another balance than there is',
      movement('loss', 1).replace('onHand + -1', 'onHand + 7'),
      /tells the balance after it/,
    ],
    [
      'a movement out of its turn',
      movement('loss', 1).replace('(batchId,', '(sequence, batchId,').replace('id,', '99, id,'),
      /without gaps/,
    ],
  ])('%s', (_, sql, why) => refused(sql, why))

  test('a line that ships or reserves more than was promised, and an order’s number skipped', async () => {
    const { id } = await bags()
    await store.transfers.confirm(
      planOf([{ batchId: id, item: 'sandbag', quantity: 10 }]),
      AT,
      null,
    )
    const ofLine = {
      batchId: '(SELECT batchId FROM transfer_lines)',
      lineId: '(SELECT id FROM transfer_lines)',
    }
    refused(movement('transfer-out', 11, ofLine), /CHECK constraint failed/)
    refused(movement('reservation', 1, ofLine), /transfer_lines_promised/)
    refused(movement('transfer-in', 1, ofLine), /than its line has sent/)
    refused('UPDATE transfer_lines SET reserved = 9', /sum of its movements/)
    refused('DELETE FROM transfer_lines', /never removed/)
    refused('DELETE FROM transfers', /never removed/)
    refused(
      `UPDATE transfers SET number = '济防调〔2026〕0007', yearSequence = 7`,
      /keeps its number/,
    )
    refused(
      `INSERT INTO transfers (number, year, yearSequence, state, isEmergency, requestedBy, reason, sites, createdAt, updatedAt)
       VALUES ('济防调〔2026〕0003', 2026, 3, 'draft', 0, 'a', '', '[]', 'a', 'a')`,
      /without gaps/,
    )
    expect(await store.ledger.check()).toMatchObject({ balanced: true })
  })

  test('and the check finds what a disk’s error could do behind its back', async () => {
    const other = new Database(path)
    other.exec('DROP TRIGGER stock_batches_balanced; UPDATE stock_batches SET onHand = onHand + 1')
    other.close()
    const { balanced, problems } = await store.ledger.check()
    expect(balanced).toBe(false)
    expect(problems.join()).toMatch(/batch \d+: on hand or reserved differs/)
  })
})
