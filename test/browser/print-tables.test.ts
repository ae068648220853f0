/** Tables are printed complete, with their header on every page; nothing here needs a map. */
import { describe, expect, test } from 'vitest'
import { A4_LYING, A4_UPRIGHT } from '../../client/print/paper.ts'
import { NOTHING_SHIPPED } from '../../data/order-lines.ts'
import { DEMONSTRATION_NOTICE } from '../../data/provenance.ts'
import type { TransferOrder } from '../../data/transfer-order.ts'
import {
  expectNothingCut,
  expectOnEveryPage,
  markWhenPrinted,
  printAskedFor,
  printed,
} from './printed-pages.ts'
import { productsForTests, textsOf } from './product-page.ts'

const TEXTS = {
  printList: [/打印列表/, /Print the list/],
  listed: [
    ['名称', '地址'],
    ['Name', 'Address'],
  ],
  printOrder: ['打印调拨单', 'Print the order'],
  order: ['济宁市应急物资调拨单', 'Jining emergency materials transfer order'],
  columns: [
    ['物资名称', '调出储备点（电话）', '实收'],
    ['Item', 'From stockpile (phone)', 'Received'],
  ],
  signature: ['收货人签字', 'Signature: received'],
  arrived: [
    ['损坏 2', '缺少 1', '998', '书面手续已于 2026-07-01 16:00 补交', '尽快'],
    ['Damaged 2', 'Missing 1', '998', 'papers handed in 2026-07-01 16:00', 'as soon as possible'],
  ],
} as const

const products = productsForTests({ webgl: false })

describe.each(['zh', 'en'] as const)('in %s', (language) => {
  const texts = textsOf(language, TEXTS)
  const notice = DEMONSTRATION_NOTICE[language]
  const address = (more: string): string => `/#lang=${language}&${more}`

  test('the list prints whole, its head on every page, and is gone afterwards', async () => {
    const { page, complaints } = await products.open(address('panel=list'))
    await markWhenPrinted(page)
    const button = page.getByRole('button', { name: texts.printList })
    const rowCount = Number(/\d+/.exec((await button.textContent()) ?? '')?.[0])
    expect(rowCount).toBeGreaterThan(100)
    await button.click()
    await printAskedFor(page)
    expect(await page.locator('.print-document tbody tbody tr').count()).toBe(rowCount)
    const { count, texts: pages } = await printed(page, A4_LYING)
    expect(count).toBeGreaterThan(5)
    expectOnEveryPage(pages, [notice, ...texts.listed, '2026-'])
    await expect.poll(() => page.locator('.print-document').count(), { timeout: 20_000 }).toBe(0)
    expect(complaints).toEqual([])
  })

  test('a long order prints a sheet for each place, with its head on every page', async () => {
    const { page, complaints } = await products.open('/')
    await page.route(`**/api/transfers/${encodeURIComponent(ORDER.number)}`, (route) =>
      route.fulfill({ json: ORDER }),
    )
    await page.goto('about:blank')
    const link = `panel=dispatch&d.tab=orders&d.order=${encodeURIComponent(ORDER.number)}`
    await page.goto(products.origin + address(link))
    await page.getByRole('button', { name: texts.printOrder, exact: true }).waitFor()
    const { count, texts: pages } = await printed(page, A4_UPRIGHT)
    // 90 lines need three sheets, or four where words are long; the second place has its own.
    expect([4, 5]).toContain(count)
    // Word by word: what is long stands on several lines beside its neighbours.
    const words = [texts.order, ...texts.columns].flatMap((text) => text.split(' '))
    expectOnEveryPage(pages, [ORDER.number, ...words])
    const signed = pages?.map((text) => text.includes(texts.signature.replaceAll(/\s/g, '')))
    if (signed) expect(signed).toEqual([...Array(count - 2).fill(false), true, true])
    // What was counted stands on the sheet of its place; the other one leaves room to write.
    const [first, second] = await page.locator('.print-document .print-pages').allTextContents()
    for (const text of texts.arrived) expect(second).toContain(text)
    expect(first).not.toContain(texts.arrived[0])
    await expectNothingCut(page, A4_UPRIGHT)
    expect(complaints).toEqual([])
  })
})

const MOMENT = '2026-07-01T08:00:00Z'
const LINES_OF_LOADS = [60, 30, 3]

/** Two loads of many lines to one place, a small one to another, where it was counted. */
const ORDER: TransferOrder = {
  ...{ number: '济防调〔2026〕9901', state: 'draft', version: 1, emergency: false },
  ...{ requestedBy: '演示调度员', reason: '堤脚渗水，抢筑反滤围井' },
  ...{ createdAt: MOMENT, updatedAt: MOMENT, approval: 'phone', approvedBy: '演示负责人' },
  ...{ approvedAt: MOMENT, papersDueAt: MOMENT, papersAt: MOMENT, isOverdue: false, steps: [] },
  ...{ undoable: null, photos: [] },
  sites: ['泗河左堤', '时庄险段'].map((name, site) => ({
    ...{ name, workId: null, stockpileId: null, lon: 116.9, lat: 35.6 },
    deadline: site === 0 ? MOMENT : null,
    ...{ receiver: '演示接收人', contact: '0537-0000110' },
  })),
  loads: LINES_OF_LOADS.map((lineCount, load) => ({
    ...{
      load,
      state: load === 2 ? 'received' : 'reserved',
      site: load === 2 ? 1 : 0,
      lorries: 2,
      hired: null,
      round: 1,
      pickup: null,
      kits: [],
      route: [],
    },
    ...{ stockpileId: `S${load}`, stockpileName: `第${load + 1}储备点`, stockpileNameEn: null },
    ...{ stockpilePhone: '0537-0002084', lon: 116.9, lat: 35.6 },
    ...{ leavesAt: MOMENT, arrivesAt: MOMENT, departedAt: null, arrivedAt: null },
    ...{ expectedAt: MOMENT, receivedAt: load === 2 ? MOMENT : null, routedAt: null },
    lines: Array.from({ length: lineCount }, (_, line) => ({
      ...{ id: load * 100 + line, batchId: load * 100 + line, batch: '2026-06', expiresOn: null },
      ...{ item: line % 2 === 0 ? 'sandbag' : 'pump', quantity: 1000 + line },
      ...{ ...NOTHING_SHIPPED, reserved: 1000 + line },
      // Of what was shipped two are damaged, one is missing, the rest is at the site.
      ...(load === 2 && {
        ...{ reserved: 0, shipped: 1001 + line, received: 998 + line },
        ...{ atSite: 998 + line, damaged: 2, missing: 1 },
      }),
    })),
  })),
  events: [
    {
      ...{ id: 1, step: 'create', at: MOMENT, actor: '演示调度员', note: '', loads: [] },
      ...{ state: 'draft', lines: [], undoes: null },
    },
  ],
}
