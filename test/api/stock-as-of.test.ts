/** The stock of stockpiles at an instant, against books kept by hand. */
import { expect, test } from 'vitest'
import { answered, createTestApp, receipts, TEST_NOW } from '../fixtures/app.ts'
import { stockpile } from '../fixtures/app-features.ts'
import { emptyDatabase, inDatabase, openShortStore } from '../fixtures/stores.ts'

type Stock = Record<string, number> | undefined

interface Then {
  asOf: { withoutStock: number }
  features: { id: string; properties: { stock?: Record<string, number>; name: string } }[]
}

const MINUTE = 60_000
const AT = TEST_NOW.getTime()
const at = (minute: number): string => new Date(AT + minute * MINUTE).toISOString()

/** Two stockpiles: P-1 opens with 8,000 bags and 3 pumps, P-2 with nothing. */
const openedApp = async () => {
  let minute = 0
  const app = await createTestApp(
    {
      stockpiles: [
        stockpile('P-1', [116.61, 35.41]),
        stockpile('P-2', [116.62, 35.42], { stock: {} }),
      ],
    },
    { now: () => new Date(AT + minute * MINUTE) },
  )
  return {
    app,
    inMinute: (next: number) => {
      minute = next
    },
    stockAt: async (minuteThen: number) => {
      const { asOf, features } = await app.json<Then>(
        `/api/collections/stockpiles/as-of?at=${at(minuteThen)}`,
      )
      const stock = Object.fromEntries(features.map(({ id, properties }) => [id, properties.stock]))
      return { stock, withoutStock: asOf.withoutStock }
    },
  }
}

test('is what the books had then: receipts, issues, promises, goods that left', async () => {
  const { app, inMinute, stockAt } = await openedApp()
  try {
    const batches = await app.store.ledger.batches({ items: ['sandbag'] })
    const sandbag = batches.find(({ stockpileId }) => stockpileId === 'P-1')!.id
    const movements = (...each: object[]) =>
      app.post('/api/stock/movements', { ...receipts(), document: 'R-2', movements: each })
    inMinute(10)
    await answered(movements({ kind: 'issue', batchId: sandbag, quantity: 500 }), 201)
    inMinute(20)
    const order = await answered<{ number: string }>(
      app.post('/api/transfers', {
        sites: [{ name: '险段', lon: 116.6, lat: 35.4 }],
        loads: [
          {
            ...{ stockpileId: 'P-1', site: 0, lorries: 1 },
            ...{ leavesAt: at(30), arrivesAt: at(60) },
            lines: [{ batchId: sandbag, item: 'sandbag', quantity: 1200 }],
          },
        ],
        ...{ emergency: true, requestedBy: '调度员' },
      }),
      201,
    )
    inMinute(30)
    const received = { kind: 'receipt', receivedOn: '2026-11-23', batch: 'b' }
    await answered(
      movements(
        { ...received, stockpileId: 'P-2', item: 'boat', quantity: 4 },
        { ...received, stockpileId: 'P-1', item: 'pump', quantity: 2 },
      ),
      201,
    )
    inMinute(40)
    // A change of the stockpile itself: its entry of the history holds the stock of this minute.
    await answered(
      app.send('PATCH', '/api/collections/stockpiles/items/P-1', { properties: { name: '新名' } }),
    )
    inMinute(50)
    await answered(movements({ kind: 'loss', batchId: sandbag, quantity: 6300 }), 201)
    inMinute(60)
    const cancelled = { step: 'cancel', actor: '甲' }
    await answered(
      app.post(`/api/transfers/${encodeURIComponent(order.number)}/events`, cancelled),
      200,
    )
    // 8000; − 500 = 7500; − 1200 promised = 6300; − 6300 lost = 0, which is left out; + 1200 free again.
    const expected: [minute: number, first: Stock, second: Stock][] = [
      [0, { pump: 3, sandbag: 8000 }, {}],
      [9, { pump: 3, sandbag: 8000 }, {}],
      [10, { pump: 3, sandbag: 7500 }, {}],
      [25, { pump: 3, sandbag: 6300 }, {}],
      [35, { pump: 5, sandbag: 6300 }, { boat: 4 }],
      [55, { pump: 5 }, { boat: 4 }],
      [60, { pump: 5, sandbag: 1200 }, { boat: 4 }],
    ]
    for (const [minute, first, second] of expected) {
      expect(await stockAt(minute), `minute ${minute}`).toEqual({
        stock: { 'P-1': first, 'P-2': second },
        withoutStock: 0,
      })
    }
  } finally {
    await app.store.close()
  }
})

test('begins with the stockpile where that was made later', async () => {
  const { app, inMinute, stockAt } = await openedApp()
  try {
    inMinute(10)
    await answered(
      app.post(
        '/api/collections/stockpiles/items',
        stockpile('P-3', [116.63, 35.43], { stock: { tent: 7 } }),
      ),
      201,
    )
    expect((await stockAt(9)).stock).not.toHaveProperty('P-3')
    expect((await stockAt(10)).stock['P-3']).toEqual({ tent: 7 })
  } finally {
    await app.store.close()
  }
})

test('is left out, and that is counted, where the books begin later than the register', async () => {
  const path = emptyDatabase()
  const first = await openShortStore(path)
  await first.features.replace(
    { stockpiles: [stockpile('P-1', [116.61, 35.41], { stock: {} })] },
    { who: '测试', at: '2000-01-01T00:00:00.000Z' },
  )
  await first.close()
  // As a program without books left it; they begin when the database is opened again.
  await inDatabase(path, (database) =>
    database.run(`UPDATE stockpiles SET stock = '{"tent":7}' WHERE id = 'P-1'`),
  )
  const app = await createTestApp({}, { store: await openShortStore(path) })
  try {
    const then = await app.json<Then>(
      '/api/collections/stockpiles/as-of?at=2000-01-02T00:00:00.000Z',
    )
    expect(then.asOf.withoutStock).toBe(1)
    expect(then.features[0]!.properties.name).toBe('任城区防汛物资储备库')
    expect(then.features[0]!.properties).not.toHaveProperty('stock')
    const { features } = await app.json('/api/collections/stockpiles/items')
    expect(features[0]!.properties.stock).toEqual({ tent: 7 })
  } finally {
    await app.store.close()
  }
})
