/** From the demonstration to one's own data: offered once, a step at a time, remembered for every desk. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { FirstRun } from '../../data/first-run.ts'
import { copyOfDefaultData } from '../fixtures/default-data.ts'
import { type ServedProduct, serveProduct } from '../fixtures/served-product.ts'
import { expectAccessible, productsForTests, screenshot, TABLET } from './product-page.ts'

const OFFER = '.first-run-offer'
const MOST_PIXELS_OF_A_LINE = 56

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name })

const step = (page: Page, name: string) =>
  page.locator('.first-step').filter({ has: page.getByRole('heading', { name }) })

describe('a demonstration', () => {
  // Its own: rows are removed, and no choice has been made yet.
  let product: ServedProduct
  beforeAll(async () => {
    product = await serveProduct(copyOfDefaultData(), ['server/main.ts'])
  })
  const products = productsForTests({ webgl: false, originOf: () => product.origin })
  afterAll(() => product.stop())

  const firstRun = async (): Promise<FirstRun> =>
    (await fetch(`${product.origin}/api/first-run`)).json() as Promise<FirstRun>

  test('offers in one line to be left, not over an answer; a step is left for later, rows of one collection are removed', async () => {
    const { page, complaints } = await products.open('/#lang=zh')
    const offer = page.locator(OFFER)
    await offer.waitFor()
    expect((await offer.boundingBox())!.height).toBeLessThan(MOST_PIXELS_OF_A_LINE)
    await page.evaluate(() => location.assign('#lang=zh&place=116.587,35.415'))
    await offer.waitFor({ state: 'detached' })
    await page.evaluate(() => location.assign('#lang=zh'))
    await button(page, '换成本单位的数据').first().click()

    await step(page, '道路').getByRole('button', { name: '以后再做' }).click()
    await step(page, '道路').getByText('留待以后').waitFor()
    await expectAccessible(page)
    await screenshot(page, 'first-run')
    expect(await firstRun()).toMatchObject({ isAsked: false, choice: 'own', later: ['roads'] })

    const towns = step(page, '乡镇街道')
    const { all } = (await firstRun()).shares.towns!
    await towns.getByRole('button', { name: `清除演示数据 ${all} 个` }).click()
    await towns.getByLabel('操作人').fill('演示经办人')
    expect((await firstRun()).shares.towns).toMatchObject({ all, demonstration: all })
    await towns.getByRole('button', { name: '备份并清除' }).click()
    await towns.getByText(new RegExp(`已清除 ${all} 个。备份在 .+npm run restore 恢复`)).waitFor()
    expect((await firstRun()).shares.towns?.all ?? 0).toBe(0)
    await expectAccessible(page)
    expect(complaints).toEqual([])
  })

  test('asks no other desk again; a step leads to the import of its collection', async () => {
    const { page, complaints } = await products.open('/#lang=zh', { viewport: TABLET })
    await button(page, '演示数据').click()
    await button(page, '换成本单位的数据…').click()
    await step(page, '乡镇街道').getByText('还没有数据').waitFor()
    await step(page, '道路').getByText('留待以后').waitFor()
    expect(await page.locator(OFFER).count()).toBe(0)
    await step(page, '区县界').getByRole('button', { name: '导入…' }).click()
    await page.locator('.intake-drop').waitFor()
    await page.getByTitle('区县', { exact: true }).waitFor()
    await button(page, /^从演示换成/).click()
    await page.getByRole('heading', { name: '区县界' }).waitFor()
    expect(complaints).toEqual([])
  })
})
