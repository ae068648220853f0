/** The main journey in the browser of a government desk. */
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { A4_LYING } from '../../client/print/paper.ts'
import { DEMONSTRATION_NOTICE } from '../../data/provenance.ts'
import { isOldChromiumHere, oldChromium } from './old-chromium.ts'
import { expectOnEveryPage, markWhenPrinted, printAskedFor, printed } from './printed-pages.ts'
import {
  expectAccessible,
  expectMapDrawn,
  mapIdle,
  productsForTests,
  screenshot,
} from './product-page.ts'

if (!isOldChromiumHere)
  console.warn('Chromium 103 is to be had for Linux x64 only, so the page is not tried in it here')

const PLACE = '116.587,35.415'
const PATIENCE = { timeout: 60_000 }

/** Panels with what each of them shows first. */
const CONTENTS = [
  ['list', '.list-row'],
  ['legend', '[role="checkbox"], input[type="checkbox"]'],
  ['coverage', '.result-table .row-choose'],
  ['hazards', '.thumb-panel .target'],
  ['dispatch&d.want=sandbag:8000&place=116.75,35.0', '.find-row'],
] as const

/** Whether one box lies within another. */
const isWithin = async (page: Page, inner: string, outer: string): Promise<boolean> => {
  const [a, b] = [await page.locator(inner).boundingBox(), await page.locator(outer).boundingBox()]
  if (!a || !b) throw new Error(`${inner} or ${outer} is not on the page`)
  return (
    a.x >= b.x && a.y >= b.y && a.x + a.width <= b.x + b.width && a.y + a.height <= b.y + b.height
  )
}

describe.runIf(isOldChromiumHere)('in Chromium 103', () => {
  const products = productsForTests({ launch: oldChromium })
  test('first load: the map is drawn, skip links stay away until they have the focus', async () => {
    const { page } = await products.open('/', { draws: true })
    await mapIdle(page)
    await expectMapDrawn(page)
    expect(await page.evaluate(() => navigator.userAgent)).toContain('Chrome/103.')
    const skipLink = page.locator('.skip-link').first()
    const bottom = async () => {
      const box = (await skipLink.boundingBox())!
      return box.y + box.height
    }
    expect(await bottom()).toBeLessThanOrEqual(0)
    expect(await isWithin(page, '.search-key', '.search-box')).toBe(true)
    await screenshot(page, 'chromium-103-first-load')
    await page.keyboard.press('Tab')
    expect(await bottom()).toBeGreaterThan(0)
    await expectAccessible(page)
  })

  test('search by initials, the nearest stations, those passed over, the drawer', async () => {
    const { page } = await products.open('/#at=2026-11-23T03:00')
    const box = page.getByRole('combobox').first()
    await box.fill('rc')
    await page.getByRole('option').filter({ hasText: '任城区' }).first().waitFor()
    await box.fill(PLACE)
    await page.getByRole('option').filter({ hasText: '116.587' }).first().click()
    await page.locator('.arrival-card').nth(4).waitFor(PATIENCE)
    await mapIdle(page)
    await screenshot(page, 'chromium-103-nearest')
    await page.locator('.arrival-card .card-open').first().click()
    await page.locator('.feature-drawer').waitFor(PATIENCE)
    expect(await isWithin(page, '.maplibregl-ctrl-top-right', '.stage')).toBe(true)
    await screenshot(page, 'chromium-103-drawer')
  })

  test('every panel has its contents, one after another', async () => {
    const { page } = await products.goOn('/#')
    for (const [panel, content] of CONTENTS) {
      await page.evaluate((hash) => location.assign(hash), `#panel=${panel}`)
      await page.locator(content).first().waitFor(PATIENCE)
      await mapIdle(page)
      await screenshot(page, `chromium-103-${panel.split('&')[0]}`)
    }
  })

  test('ranking with its map, list and report are printed on their paper, with their head', async () => {
    const { page } = await products.goOn(`/#at=2026-11-23T03:00&place=${PLACE}`)
    const notice = DEMONSTRATION_NOTICE.zh
    await page.locator('.arrival-card').nth(4).waitFor(PATIENCE)
    await mapIdle(page)
    await markWhenPrinted(page)
    await page.getByRole('button', { name: '打印结果' }).click()
    await printAskedFor(page)
    expect(await page.locator('[data-printed] .print-picture img').count()).toBe(1)
    const ranking = await printed(page, A4_LYING)
    expect(ranking.count).toBe(2)
    expectOnEveryPage(ranking.texts, ['就近调度结果', notice])

    await page.evaluate(() => location.assign('#panel=list'))
    await page.getByRole('button', { name: /打印列表/ }).click()
    await page.locator('.print-document tbody tbody tr').nth(100).waitFor({ state: 'attached' })
    const list = await printed(page, A4_LYING)
    expect(list.count).toBeGreaterThan(5)
    expectOnEveryPage(list.texts, ['名称', '地址', notice])

    await page.evaluate(() => location.assign('#panel=coverage&c.at=2026-11-23T10:00'))
    await page.locator('.result-table .row-choose').first().waitFor(PATIENCE)
    await page.getByRole('button', { name: '报告', exact: true }).first().click()
    await page.getByText(/报告已排好/).waitFor(PATIENCE)
    const report = await printed(page, A4_LYING)
    expectOnEveryPage(report.texts, ['覆盖分析报告', notice])
  })

  test('nothing was complained about', async () => {
    const { complaints } = await products.goOn('/#')
    expect(complaints).toEqual([])
  })
})
