/** What is printed: on the right paper, complete, with its header on every page. */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import {
  A4_LYING,
  A4_UPRIGHT,
  MM_PER_INCH,
  ORIENTATIONS,
  PAPER_SIZES,
  type Paper,
  type PaperSize,
} from '../../client/print/paper.ts'
import { DEMONSTRATION_NOTICE } from '../../data/provenance.ts'
import type { TransferOrder } from '../../data/transfer-order.ts'
import {
  expectNothingCut,
  expectOnEveryPage,
  markWhenPrinted,
  pageTexts,
  printAskedFor,
  printed,
} from './printed-pages.ts'
import { expectAccessible, mapIdle, productsForTests, screenshot, textsOf } from './product-page.ts'

const TEXTS = {
  report: ['报告', 'Report'],
  ready: [/报告已排好/, /The report is laid out/],
  title: ['覆盖分析报告', 'Coverage report'],
  tables: [
    ['各区县', '主要缺口与改进办法', '达标率最低的乡镇街道', '全市合计', '首支队伍到达时间'],
    ['Counties', 'Main gaps and remedies', 'Towns with the lowest share', 'Whole city'],
  ],
  orientations: [
    { portrait: '纵向', landscape: '横向' },
    { portrait: 'portrait', landscape: 'landscape' },
  ],
  nearest: ['就近调度结果', 'Nearest resources by road'],
  arrives: [
    ['查询条件', '到达顺序', '主要道路'],
    ['Query', 'Order of arrival', 'Main roads'],
  ],
  listTab: ['列表', 'List'],
  printAnswer: ['打印结果', 'Print the answer'],
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
    ['2 damaged', '1 missing', '998', 'papers handed in 2026-07-01 16:00', 'as soon as possible'],
  ],
} as const

const PAPERS = (Object.keys(PAPER_SIZES) as PaperSize[]).flatMap((size) =>
  ORIENTATIONS.map((orientation): Paper => ({ size, orientation })),
)

const products = productsForTests()

/** Width and height of a PNG in pixels, from its header. */
const pngSize = (bytes: Buffer): [width: number, height: number] => [
  bytes.readUInt32BE(16),
  bytes.readUInt32BE(20),
]

describe.each(['zh', 'en'] as const)('in %s', (language) => {
  const texts = textsOf(language, TEXTS)
  const notice = DEMONSTRATION_NOTICE[language]
  const address = (more: string): string => `/#lang=${language}&${more}`

  test('the report prints on every paper, and its map is kept as a sharp picture', async () => {
    const { page, complaints } = await products.open(
      address('panel=coverage&c.at=2026-11-23T10:00'),
    )
    await page.locator('.result-table .row-choose').first().waitFor()
    await mapIdle(page)
    await page.getByRole('button', { name: texts.report, exact: true }).first().click()
    await page.getByText(texts.ready).waitFor()
    await screenshot(page, `report-${language}`)
    await expectAccessible(page)
    const viewport = page.viewportSize()!
    for (const paper of PAPERS) {
      const choose = (label: string): Promise<void> =>
        page.locator('.report-settings .ant-segmented-item', { hasText: label }).first().click()
      await choose(paper.size)
      await choose(texts.orientations[paper.orientation])
      await page.locator(`[data-paper="${paper.size} ${paper.orientation}"] img`).waitFor()
      await page.getByText(texts.ready).waitFor()
      const { count, texts: pages } = await printed(page, paper)
      expect(count).toBeGreaterThanOrEqual(2)
      expect(count).toBeLessThanOrEqual(4)
      expectOnEveryPage(pages, [texts.title, '2026-', notice])
      if (pages) expectOnEveryPage([pages.join('')], texts.tables)
      await expectNothingCut(page, paper)
      await page.setViewportSize(viewport)
    }
    const download = page.waitForEvent('download')
    await page.getByRole('button', { name: /PNG/ }).click()
    // 6.75 × 7 inches of map on A3 with two margins, 200 dots to the inch, and words over and under it
    const [width, height] = pngSize(readFileSync(await (await download).path()))
    expect(width).toBe(Math.round(6.75 * 200 + ((8 * 1.2) / MM_PER_INCH) * 200))
    expect(height).toBeGreaterThan(7 * 200 + 200)
    expect(complaints).toEqual([])
  })

  test('the ranking prints on one sheet, and no more once another panel is open', async () => {
    const { page, complaints } = await products.open(address('place=116.587,35.415&k=5'))
    await page.locator('.arrival-card').nth(4).waitFor()
    const { count, texts: pages } = await printed(page, A4_LYING)
    expect(count).toBe(1)
    expectOnEveryPage(pages, [texts.nearest, notice, ...texts.arrives, '116.58700'])
    await expectNothingCut(page, A4_LYING)
    await markWhenPrinted(page)
    await page.getByRole('button', { name: texts.printAnswer }).click()
    await printAskedFor(page)
    expect(await page.locator('[data-printed] .print-picture img').count()).toBe(1)
    await expectNothingCut(page, A4_LYING)
    const withMap = await printed(page, A4_LYING)
    expect(withMap.count).toBe(2)
    expectOnEveryPage(withMap.texts, [texts.nearest, notice])
    await page.getByRole('tab', { name: texts.listTab, exact: true }).click()
    await page.locator('.list-row').first().waitFor()
    expect(await page.locator('html[data-prints-document]').count()).toBe(0)
    const other = pageTexts(await page.pdf())
    if (other) expect(other.join('')).not.toContain(texts.nearest.replaceAll(/\s/g, ''))
    expect(complaints).toEqual([])
  })

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
const NOT_COUNTED = { received: 0, damaged: 0, missing: 0 }

/** Two loads of many lines to one place, a small one to another, where it was counted. */
const ORDER: TransferOrder = {
  ...{ number: '济防调〔2026〕9901', state: 'draft', version: 1, emergency: false },
  ...{ requestedBy: '演示调度员', reason: '堤脚渗水，抢筑反滤围井' },
  ...{ createdAt: MOMENT, updatedAt: MOMENT, approval: 'phone', approvedBy: '演示负责人' },
  ...{ approvedAt: MOMENT, papersDueAt: MOMENT, papersAt: MOMENT, isOverdue: false, steps: [] },
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
      route: [],
    },
    ...{ stockpileId: `S${load}`, stockpileName: `第${load + 1}储备点`, stockpileNameEn: null },
    ...{ stockpilePhone: '0537-0002084', lon: 116.9, lat: 35.6 },
    ...{ leavesAt: MOMENT, arrivesAt: MOMENT, departedAt: null },
    ...{ expectedAt: MOMENT, receivedAt: load === 2 ? MOMENT : null },
    lines: Array.from({ length: lineCount }, (_, line) => ({
      ...{ id: load * 100 + line, batchId: load * 100 + line, batch: '2026-06', expiresOn: null },
      ...{ item: line % 2 === 0 ? 'sandbag' : 'pump', quantity: 1000 + line },
      ...{ reserved: 1000 + line, shipped: 0, returned: 0 },
      ...(load === 2 ? { received: 998 + line, damaged: 2, missing: 1 } : NOT_COUNTED),
    })),
  })),
  events: [
    { step: 'create', at: MOMENT, actor: '演示调度员', note: '', loads: [], state: 'draft' },
  ],
}
