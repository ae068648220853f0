/** Loans over HTTP: what is open, what is refused and where it says so, and the tables of it. */
import { parse } from 'csv-parse/sync'
import { beforeEach, expect, test } from 'vitest'
import type { KeeperMovement, LoansAnswer } from '../../data/ledger.ts'
import type { WrittenAnswer } from '../../data/stock.ts'
import { answered, createTestApp, refusedAt, type TestApp } from '../fixtures/app.ts'

let app: TestApp
let sandbag = 0
beforeEach(async () => {
  app = await createTestApp()
  sandbag = (await app.store.ledger.batches({ items: ['sandbag'] }))[0]!.id
})

const enter = (...movements: object[]) =>
  app.post('/api/stock/movements', { movements, actor: '甲', reason: '防汛', document: 'J-1' })
const entered = async (...movements: object[]): Promise<number[]> =>
  (await answered<WrittenAnswer>(enter(...movements), 201)).sequences

const lentOut = (changes: object = {}) => ({
  ...{ kind: 'loan-out', batchId: sandbag, quantity: 500, party: '甲镇', dueOn: '2026-11-23' },
  ...changes,
})
/** Three days ago, due yesterday. */
const lentBefore = (): Promise<number[]> =>
  app.store.ledger.record([{ ...lentOut(), dueOn: '2026-11-22' } as KeeperMovement], {
    ...{ at: '2026-11-20T02:00:00.000Z', actor: '甲', reason: '防汛', document: 'J-0' },
  })
const borrowed = (changes: object = {}) => ({
  ...{ kind: 'loan-in', stockpileId: 'P-1', item: 'boat', batch: '借-1', receivedOn: '2026-11-20' },
  ...{ quantity: 4, party: '乙库', dueOn: '2026-11-30', ...changes },
})

test('what is overdue comes first, then what is due within a week; parts come back', async () => {
  // It is 23 November.
  const [late] = await lentBefore()
  const [far, soon] = await entered(borrowed({ batch: '借-2', dueOn: '2026-12-01' }), borrowed())
  const loans = () => app.json<LoansAnswer>('/api/stock/loans')
  expect(await loans()).toMatchObject({
    ...{ today: '2026-11-23', overdue: 1, dueSoon: 1 },
    loans: [
      { sequence: late, left: 500, isOverdue: true, isDueSoon: false },
      { sequence: soon, left: 4, isOverdue: false, isDueSoon: true },
      { sequence: far, isOverdue: false, isDueSoon: false },
    ],
  })
  await entered({ kind: 'loan-out-back', loan: late, quantity: 499 })
  expect((await loans()).loans[0]).toMatchObject({ quantity: 500, back: 499, left: 1 })
  await entered({ kind: 'loan-out-back', loan: late, quantity: 1 })
  expect(await loans()).toMatchObject({
    overdue: 0,
    loans: [{ sequence: soon }, { sequence: far }],
  })
  const boats = await app.json<LoansAnswer>('/api/stock/loans?item=pump')
  expect(boats.loans).toEqual([])
})

test('a loan without its day or its other side, or due before it came, names what is wrong', async () => {
  for (const name of ['party', 'dueOn']) {
    const { [name as 'party']: _, ...without } = lentOut() as Record<string, unknown>
    expect(await refusedAt(enter(without))).toEqual([`movements.0.${name}`])
  }
  const early = borrowed({ dueOn: '2026-11-19' })
  expect(await refusedAt(enter(early))).toEqual(['movements.0.dueOn'])
  const strange = { kind: 'issue', batchId: sandbag, quantity: 1, party: '甲镇' }
  expect((await enter(strange)).status).toBe(422)
})

test('borrowed goods are not lent on, and more does not come back than went', async () => {
  const [loan] = await entered(borrowed())
  const [boat] = await app.store.ledger.batches({ items: ['boat'] })
  const onward = await enter(lentOut({ batchId: boat!.id, quantity: 1 }))
  expect(onward.status).toBe(422)
  expect(await onward.json()).toMatchObject({
    errors: [{ parameter: 'movements.0.batchId' }],
    detailZh: expect.stringContaining('乙库'),
  })
  const more = await enter({ kind: 'loan-in-back', loan, quantity: 5 })
  expect(more.status).toBe(409)
  expect(await more.json()).toMatchObject({ errors: [{ parameter: 'movements.0.quantity' }] })
  const none = enter({ kind: 'loan-out-back', loan, quantity: 1 })
  expect(await refusedAt(none)).toEqual(['movements.0.loan'])
})

test('the tables name kinds, the other side and the day in both languages', async () => {
  await lentBefore()
  await entered(borrowed())
  const table = async (name: string, language: string) => {
    const csv = await app.get(`/api/stock/tables/${name}?f=csv&lang=${language}`)
    return parse(await csv.text(), {
      bom: true,
      columns: true,
      relax_column_count: true,
    }) as Record<string, string>[]
  }
  expect((await table('loans', 'zh'))[0]).toMatchObject({
    ...{ 类别: '借出', 借用单位: '甲镇', 应还日期: '2026-11-22', 未还: '500', 逾期: '是' },
  })
  expect((await table('movements', 'en')).slice(0, 2)).toMatchObject([
    { Kind: 'Borrowed', 'Lent by or to': '乙库', 'Due on': '2026-11-30' },
    { Kind: 'Lent', 'Lent by or to': '甲镇' },
  ])
  const boats = (await table('balances', 'zh')).find(({ 批次 }) => 批次 === '借-1')
  expect(boats).toMatchObject({ 借自: '乙库' })
})

test('what is lent today is due today or later; the answer says so and names the day', async () => {
  const refused = await enter(lentOut({ dueOn: '2026-11-22' }))
  expect(refused.status).toBe(422)
  expect(await refused.json()).toMatchObject({
    errors: [{ parameter: 'movements.0.dueOn' }],
    detail: expect.stringContaining('before today, 2026-11-23'),
    detailZh: expect.stringContaining('早于今天（2026-11-23）'),
  })
  await entered(lentOut())
  // Goods that were borrowed in their time are entered late.
  await entered(borrowed({ dueOn: '2026-11-22' }))
})
