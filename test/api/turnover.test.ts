/** 收发存 over HTTP: opening, received, issued and closing of a period, from entries whose sums are known. */
import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'
import { createTestApp, problemOf, receipts, type TestApp } from '../fixtures/app.ts'

let now = new Date('2026-10-30T12:00:00+08:00')

const tableOf = async (app: TestApp, query: string) => {
  const response = await app.get(`/api/stock/tables/turnover?f=csv&lang=zh${query}`)
  const rows = parse(await response.text(), { bom: true, columns: true, relax_column_count: true })
  return rows as Record<string, string>[]
}

const figuresOf = (row: Record<string, string> | undefined) =>
  row && [row.期初结存, row.本期收入, row.本期发出, row.期末结存].map(Number)

test('an entry counts on the local day it was made; a month begins with what the last one left', async () => {
  const app = await createTestApp(undefined, { now: () => now })
  const at = async (moment: string, ...movements: object[]) => {
    now = new Date(moment)
    const signed = { actor: '甲', reason: '防汛', document: 'J-1' }
    const response = await app.post('/api/stock/movements', { movements, ...signed })
    expect(response.status).toBe(201)
  }
  const receipt = (quantity: number) =>
    receipts({ stockpileId: 'P-1', item: 'boat', batch: 'B-9', quantity, receivedOn: '2026-10-01' })
      .movements[0]!
  await at('2026-10-31T23:59:00+08:00', receipt(50))
  const [batch] = await app.store.ledger.batches({ items: ['boat'] })
  await at('2026-11-01T00:00:00+08:00', receipt(7))
  await at('2026-11-30T23:59:00+08:00', { kind: 'issue', batchId: batch!.id, quantity: 20 })
  await at('2026-12-01T00:00:00+08:00', { kind: 'drill', batchId: batch!.id, quantity: 3 })
  const boats = async (query: string) =>
    figuresOf((await tableOf(app, `&item=boat${query}`)).find((row) => row.储备点编号 === 'P-1'))
  expect(await boats('&from=2026-11-01&to=2026-11-30')).toEqual([50, 7, 20, 37])
  expect(await boats('')).toEqual([37, 0, 3, 34])
  expect(await boats('&from=2026-11-30&to=2026-12-01')).toEqual([57, 0, 23, 34])
  const wrong = await problemOf(
    app.get('/api/stock/tables/turnover?from=2026-12-02&to=2026-12-01'),
    400,
  )
  expect(wrong).toMatchObject({ errors: [{ parameter: 'to' }] })
})
