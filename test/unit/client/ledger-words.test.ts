import { expect, it } from 'vitest'
import { usableBatch } from '../../../client/panels/dispatch/ledger/ledger-pieces.tsx'
import { actorText, reasonText } from '../../../client/panels/dispatch/ledger/movement-words.ts'
import type { Batch } from '../../../data/ledger.ts'
import { MATERIAL_KEYS } from '../../../data/materials.ts'
import { amountText, goodsText, grouped, itemInUnits, listText } from '../../../data/wording.ts'

it('tells a step of an order that came without a note in words', () => {
  const reason = (language: 'zh' | 'en') =>
    reasonText({ kind: 'transfer-out', reason: 'depart' }, language)
  expect(reason('zh')).toBe('发车')
  expect(reason('en')).toBe('Depart')
})

it('leaves what people wrote as it is', () => {
  expect(reasonText({ kind: 'receipt', reason: 'return' }, 'zh')).toBe('return')
  expect(reasonText({ kind: 'transfer-out', reason: 'toString' }, 'en')).toBe('toString')
  expect(reasonText({ kind: 'release', reason: '雨停了' }, 'en')).toBe('雨停了')
  expect(actorText({ actor: '李四' }, 'en')).toBe('李四')
})

it('translates what the program wrote by itself', () => {
  expect(reasonText({ kind: 'reservation', reason: '调拨预留' }, 'en')).toBe(
    'Reserved for a transfer',
  )
  expect(reasonText({ kind: 'receipt', reason: '期初库存（来自登记表）' }, 'en')).toMatch(
    /^Opening/,
  )
  expect(actorText({ actor: '系统' }, 'en')).toBe('System')
})

it('offers nothing of a batch past its date, and all of it until the end of its last day', () => {
  const batch: Batch = {
    ...{ id: 1, stockpileId: 'S', batch: '2023-08', receivedOn: '2023-08-18' },
    ...{ item: 'sandbag', expiresOn: '2026-08-18', onHand: 69_000, reserved: 0, available: 69_000 },
    lender: null,
  }
  const availableAt = (moment: string) => usableBatch(batch, Date.parse(moment)).available
  expect(availableAt('2026-08-18T23:59:00+08:00')).toBe(69_000)
  expect(availableAt('2026-08-19T00:00:00+08:00')).toBe(0)
  expect(usableBatch({ ...batch, expiresOn: null }, Date.now()).available).toBe(69_000)
})

it('counts one of something in the singular', () => {
  expect(amountText(1, 'sandbag', 'en')).toBe('1 bag')
  expect(amountText(2, 'sandbag', 'en')).toBe('2 bags')
  expect(amountText(1, 'geotextile', 'en')).toBe('1 m²')
  expect(goodsText(1000, 'sandbag', 'zh')).toBe('编织袋 1,000 条')
  const odd = MATERIAL_KEYS.map((item) => amountText(1, item, 'en')).filter((text) =>
    /[^s]s$|sse$/.test(text),
  )
  expect(odd).toEqual([])
})

it('uses the marks of the language', () => {
  expect(itemInUnits('sandbag', 'zh')).toBe('编织袋（条）')
  expect(itemInUnits('sandbag', 'en')).toBe('Sandbag (bags)')
  expect(listText(['a', 'b'], 'zh')).toBe('a、b')
  expect(listText(['a', 'b'], 'en')).toBe('a, b')
})

it.each([
  [undefined, ''],
  ['', ''],
  [0, '0'],
  [999, '999'],
  [99000, '99,000'],
  ['1000000000', '1,000,000,000'],
])('writes %s in a field as "%s"', (value, text) => {
  expect(grouped(value)).toBe(text)
})
