/** What is printed: on the right paper, complete, with its header on every page. */
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import {
  ORIENTATIONS,
  PAPER_SIZES,
  type Paper,
  type PaperSize,
  sheetSize,
} from '../../client/print/paper.ts'
import { DEMONSTRATION_NOTICE } from '../../data/provenance.ts'
import type { TransferOrder } from '../../data/transfer-order.ts'
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
} as const

const PAPERS = (Object.keys(PAPER_SIZES) as PaperSize[]).flatMap((size) =>
  ORIENTATIONS.map((orientation): Paper => ({ size, orientation })),
)
const A4_UPRIGHT: Paper = { size: 'A4', orientation: 'portrait' }
const A4_LYING: Paper = { size: 'A4', orientation: 'landscape' }
const MARGINS_MM = 2 * 12
const MM_PER_INCH = 25.4
const POINTS_PER_INCH = 72
const PIXELS_PER_INCH = 96

const products = productsForTests()

/** The text of each page without its blanks; null where no program is installed that reads it. */
const pageTexts = (pdf: Buffer): string[] | null => {
  const { status, stdout } = spawnSync('pdftotext', ['-layout', '-', '-'], { input: pdf })
  if (status !== 0) return null
  const pages = stdout.toString().split('\f').slice(0, -1)
  return pages.map((page) => page.replaceAll(/\s/g, ''))
}

/** Prints the page; all its sheets must be of this paper. @returns their number and their texts */
const printed = async (page: Page, paper: Paper) => {
  const pdf = await page.pdf({ preferCSSPageSize: true })
  const boxes = pdf.toString('latin1').matchAll(/\/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]/g)
  const sizes = [...boxes].map(([, ...points]) =>
    points.map((each) => Math.round((Number(each) / POINTS_PER_INCH) * MM_PER_INCH)).join(' × '),
  )
  const { widthMm, heightMm } = sheetSize(paper)
  expect(new Set(sizes)).toEqual(new Set([`${widthMm} × ${heightMm}`]))
  return { count: sizes.length, texts: pageTexts(pdf) }
}

/** Each of the sayings, blanks aside, stands on every page. */
const expectOnEveryPage = (texts: string[] | null, sayings: readonly string[]): void => {
  for (const text of texts ?? []) {
    for (const said of sayings) expect(text).toContain(said.replaceAll(/\s/g, ''))
  }
}

/** Nothing of what is printed is broader than the paper, or cut off by its own box. */
const expectNothingCut = async (page: Page, paper: Paper): Promise<void> => {
  const width = ((sheetSize(paper).widthMm - MARGINS_MM) / MM_PER_INCH) * PIXELS_PER_INCH
  await page.emulateMedia({ media: 'print' })
  await page.setViewportSize({ width: Math.floor(width), height: 800 })
  const cut = await page.evaluate(() => {
    const right = document.documentElement.clientWidth + 1
    return [...document.querySelectorAll('[data-printed] :is(p, h1, h2, th, td, dt, dd, img, li)')]
      .filter(
        (element) =>
          element.getBoundingClientRect().right > right ||
          element.scrollWidth > element.clientWidth + 1,
      )
      .map((element) => element.outerHTML.slice(0, 160))
  })
  await page.emulateMedia({ media: null })
  expect(cut).toEqual([])
}

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
    await page.getByRole('tab', { name: texts.listTab, exact: true }).click()
    await page.locator('.list-row').first().waitFor()
    expect(await page.locator('html[data-prints-document]').count()).toBe(0)
    const other = pageTexts(await page.pdf())
    if (other) expect(other.join('')).not.toContain(texts.nearest.replaceAll(/\s/g, ''))
    expect(complaints).toEqual([])
  })

  test('the list prints whole, its head on every page, and is gone afterwards', async () => {
    const { page, complaints } = await products.open(address('panel=list'))
    await page.evaluate(() => {
      window.print = () => document.documentElement.setAttribute('data-asked-to-print', '')
    })
    const button = page.getByRole('button', { name: texts.printList })
    const rowCount = Number(/\d+/.exec((await button.textContent()) ?? '')?.[0])
    expect(rowCount).toBeGreaterThan(100)
    await button.click()
    await page.locator('html[data-asked-to-print]').waitFor()
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
    await expectNothingCut(page, A4_UPRIGHT)
    expect(complaints).toEqual([])
  })
})

const MOMENT = '2026-07-01T08:00:00Z'
const LINES_OF_LOADS = [60, 30, 3]

/** Two loads of many lines to one place, a small one to another. */
const ORDER: TransferOrder = {
  ...{ number: '济防调〔2026〕9901', state: 'draft', version: 1, emergency: false },
  ...{ requestedBy: '演示调度员', reason: '堤脚渗水，抢筑反滤围井' },
  ...{ createdAt: MOMENT, updatedAt: MOMENT, approval: null, approvedBy: null, approvedAt: null },
  ...{ papersDueAt: null, papersAt: null, isOverdue: false, steps: [] },
  sites: ['泗河左堤', '时庄险段'].map((name) => ({
    ...{ name, workId: null, stockpileId: null, lon: 116.9, lat: 35.6, deadline: MOMENT },
    ...{ receiver: '演示接收人', contact: '0537-0000110' },
  })),
  loads: LINES_OF_LOADS.map((lineCount, load) => ({
    ...{ load, state: 'reserved', site: load === 2 ? 1 : 0, lorries: 2, route: [] },
    ...{ stockpileId: `S${load}`, stockpileName: `第${load + 1}储备点`, stockpileNameEn: null },
    ...{ stockpilePhone: '0537-0002084', lon: 116.9, lat: 35.6 },
    ...{ leavesAt: MOMENT, arrivesAt: MOMENT, departedAt: null },
    ...{ expectedAt: MOMENT, receivedAt: null },
    lines: Array.from({ length: lineCount }, (_, line) => ({
      ...{ id: load * 100 + line, batchId: load * 100 + line, batch: '2026-06', expiresOn: null },
      ...{ item: line % 2 === 0 ? 'sandbag' : 'pump', quantity: 1000 + line },
      ...{ reserved: 1000 + line, shipped: 0, received: 0, damaged: 0, missing: 0, returned: 0 },
    })),
  })),
  events: [
    { step: 'create', at: MOMENT, actor: '演示调度员', note: '', loads: [], state: 'draft' },
  ],
}
