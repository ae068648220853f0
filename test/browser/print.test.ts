/** What is printed with a map: on the right paper, complete, with its header on every page. */
import { readFileSync } from 'node:fs'
import xlsx from '@e965/xlsx'
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
import type { SitingAnswer } from '../../data/siting-answer.ts'
import { periodsOfDay, planningDay } from '../../data/working-day.ts'
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
    ['各区县', '主要缺口与改进办法', '达标率最低的乡镇街道', '全市合计', '乡镇未达标人口占比'],
    ['Counties', 'Main gaps and remedies', 'Towns with the lowest share', 'Whole city'],
  ],
  orientations: [
    { portrait: '纵向', landscape: '横向' },
    { portrait: 'portrait', landscape: 'landscape' },
  ],
  nearest: ['就近调度结果', 'Nearest resources by road'],
  arrives: [
    ['事发地点', '到达用时', '主要道路'],
    ['Place', 'Arrives after', 'Main roads'],
  ],
  listTab: ['列表', 'List'],
  findSites: ['开始选址', 'Find sites'],
  sitingParts: [
    [
      '全部站址',
      '各区县：现状与建成后',
      '各时段',
      '分期',
      '公平性',
      '条件与假设',
      '证明与把握',
      '分区县站址图',
    ],
    ['All sites', 'Counties today and once built', 'Parts of the day', 'Phases', 'Fairness'],
  ],
  sitingTitle: ['站点选址报告', 'Report on sites'],
  printAnswer: ['打印结果', 'Print the answer'],
} as const

/** One at a point, one along a line. */
const NOTES = '116.588,35.416:集结点;116.585,35.413/116.589,35.414:绕行'

const PAPERS = (Object.keys(PAPER_SIZES) as PaperSize[]).flatMap((size) =>
  ORIENTATIONS.map((orientation): Paper => ({ size, orientation })),
)

const products = productsForTests()

/** Width and height of a PNG in pixels, from its header. */
const pngSize = (bytes: Buffer): [width: number, height: number] => [
  bytes.readUInt32BE(16),
  bytes.readUInt32BE(20),
]

/** Different colours of a picture on a grid of 200 × 200 points: over a thousand of a drawn map, one of an empty canvas. */
const colourCount = (image: Element): number => {
  const side = 200
  const context = Object.assign(document.createElement('canvas'), {
    width: side,
    height: side,
  }).getContext('2d')!
  context.drawImage(image as HTMLImageElement, 0, 0, side, side)
  return new Set(new Uint32Array(context.getImageData(0, 0, side, side).data.buffer)).size
}

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

  test('the report on forty sites has every one of them, on paper and in its workbook', async () => {
    const { page, complaints } = await products.open(address('panel=coverage&c.tab=siting'))
    // The page is given the answer to a question of its own, followed to its end: it is known whole.
    const asked = {
      ...{ problem: 'mclp', add: 40, gapPercent: 10, curve: false, band: {} },
      periods: periodsOfDay(planningDay(new Date())),
      phases: [
        { name: '2027', most: 25 },
        { name: '2028', most: 15 },
      ],
    }
    const siting = `${products.origin}/api/siting`
    let answer = (await (await page.request.post(siting, { data: asked })).json()) as SitingAnswer
    while (answer.state === 'running') {
      await page.waitForTimeout(500)
      answer = (await (await page.request.get(`${siting}/${answer.jobId}`)).json()) as SitingAnswer
    }
    expect(answer.sites).toHaveLength(40)
    await page.route('**/api/siting', (route) => route.fulfill({ json: answer }))
    await page.getByRole('button', { name: texts.findSites }).click()
    await page.locator('.site-figures').waitFor()
    await mapIdle(page)
    await page.getByRole('button', { name: texts.report, exact: true }).first().click()
    await page.getByText(texts.ready).waitFor({ timeout: 240_000 })
    await expectAccessible(page)
    const paper = language === 'zh' ? A4_UPRIGHT : A4_LYING
    await page
      .locator('.report-settings .ant-segmented-item', {
        hasText: texts.orientations[paper.orientation],
      })
      .first()
      .click()
    await page.locator(`[data-paper="A4 ${paper.orientation}"] img`).first().waitFor()
    await page.getByText(texts.ready).waitFor({ timeout: 240_000 })
    const { texts: pages } = await printed(page, paper, `siting-report-${language}`)
    expectOnEveryPage(pages, [texts.sitingTitle, notice])
    const counties = new Set(answer.sites.map(({ countyCode }) => countyCode)).size
    expect(await page.locator('[data-printed] .print-picture img').count()).toBe(1 + counties)
    if (pages) {
      const places = answer.sites.map(({ lon, lat }) => `${lon.toFixed(5)}${lat.toFixed(5)}`)
      expectOnEveryPage([pages.join('')], [...places, ...texts.sitingParts])
    }
    await expectNothingCut(page, paper)
    const download = page.waitForEvent('download')
    await page.getByRole('button', { name: /Excel/ }).click()
    const { SheetNames, Sheets } = xlsx.read(readFileSync(await (await download).path()))
    const rows = xlsx.utils.sheet_to_json<unknown[]>(Sheets[SheetNames[0]!]!, { header: 1 })
    expect(rows.slice(3, 43).map((row) => [row[0], row[5], row[6]])).toEqual(
      answer.sites.map(({ rank, lon, lat }) => [rank, lon, lat]),
    )
    expect(complaints).toEqual([])
  })

  test('the ranking prints on one sheet, and no more once another panel is open', async () => {
    const draws = language === 'zh'
    const { page, complaints } = await products.open(
      address(`place=116.587,35.415&k=5&at=2026-11-23T10:00&notes=${encodeURIComponent(NOTES)}`),
      { draws },
    )
    await page.locator('.arrival-card').nth(4).waitFor()
    const phone = await page.locator('.arrival-card .phone').first().textContent()
    const { count, texts: pages } = await printed(page, A4_LYING)
    expect(count).toBe(1)
    expectOnEveryPage(pages, [texts.nearest, notice, ...texts.arrives, '116.58700'])
    await expectNothingCut(page, A4_LYING)
    await markWhenPrinted(page)
    await page.getByRole('button', { name: texts.printAnswer }).click()
    await printAskedFor(page)
    const picture = page.locator('[data-printed] .print-picture img')
    expect(await picture.count()).toBe(1)
    // the notes stand on the map and in the list under one letter each
    const overlay = page.locator('[data-printed] .print-picture svg')
    expect(await overlay.getAttribute('aria-label')).toMatch(/\bA, .*\bB, /)
    expect(await page.locator('[data-printed]').first().textContent()).toMatch(/A 集结点.*B 绕行/)
    if (draws) expect(await picture.evaluate(colourCount)).toBeGreaterThan(100)
    await expectNothingCut(page, A4_LYING)
    const withMap = await printed(page, A4_LYING)
    // with its legend under it
    expect(withMap.count).toBe(count + 1)
    // The first ranks stand on the first sheet, whatever is said of the question above them.
    expect(withMap.texts?.[0] ?? phone).toContain(phone)
    expectOnEveryPage(withMap.texts, [texts.nearest, notice])
    await page.getByRole('tab', { name: texts.listTab, exact: true }).click()
    await page.locator('.list-row').first().waitFor()
    expect(await page.locator('html[data-prints-document]').count()).toBe(0)
    const other = pageTexts(await page.pdf())
    if (other) expect(other.join('')).not.toContain(texts.nearest.replaceAll(/\s/g, ''))
    expect(complaints).toEqual([])
  })
})
