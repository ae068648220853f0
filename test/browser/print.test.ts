/** What is printed with a map: on the right paper, complete, with its header on every page. */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import {
  A4_LYING,
  MM_PER_INCH,
  ORIENTATIONS,
  PAPER_SIZES,
  type Paper,
  type PaperSize,
} from '../../client/print/paper.ts'
import { DEMONSTRATION_NOTICE } from '../../data/provenance.ts'
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

  test('the ranking prints on one sheet, and no more once another panel is open', async () => {
    const draws = language === 'zh'
    const { page, complaints } = await products.open(
      address(`place=116.587,35.415&k=5&at=2026-11-23T10:00&notes=${encodeURIComponent(NOTES)}`),
      { draws },
    )
    await page.locator('.arrival-card').nth(4).waitFor()
    const { count, texts: pages } = await printed(page, A4_LYING)
    // Gear is told whole: in English it takes more room than a sheet has.
    expect(count).toBe(language === 'zh' ? 1 : 2)
    expectOnEveryPage(language === 'zh' ? pages : pages && [pages.join('')], [
      texts.nearest,
      notice,
      ...texts.arrives,
      '116.58700',
    ])
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
    // In English the list of notes runs on to a sheet of its own.
    expect(withMap.count).toBe(language === 'zh' ? count + 1 : count + 2)
    expectOnEveryPage(withMap.texts, [texts.nearest, notice])
    await page.getByRole('tab', { name: texts.listTab, exact: true }).click()
    await page.locator('.list-row').first().waitFor()
    expect(await page.locator('html[data-prints-document]').count()).toBe(0)
    const other = pageTexts(await page.pdf())
    if (other) expect(other.join('')).not.toContain(texts.nearest.replaceAll(/\s/g, ''))
    expect(complaints).toEqual([])
  })
})
