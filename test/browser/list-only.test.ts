/** What does without a map, in a browser that can draw none. */
import { describe, expect, test } from 'vitest'
import { expectAccessible, productsForTests, screenshot } from './product-page.ts'

/** A place in the old town of Jining, with streets and several stations near. */
const PLACE = '116.587,35.415'

const products = productsForTests({ webgl: false })

test('without WebGL2 the page says so, and list and ranking still work', async () => {
  const { page, complaints } = await products.open(`/#place=${PLACE}`)
  await page
    .getByText(/不支持 WebGL2/)
    .first()
    .waitFor()
  await page.locator('.arrival-card').nth(4).waitFor()
  await page.getByRole('tab', { name: '列表' }).click()
  // Without a map there is no view to narrow it: the list shows all stations.
  await page.getByText('共 600').first().waitFor()
  await screenshot(page, 'list-only-zh')
  await expectAccessible(page)
  expect(complaints).toEqual([])
})

describe.each([
  ['zh', '辖区之外'],
  ['en', 'outside the region'],
])('in %s', (language, outside) => {
  test('a link with a place reopens the ranking', async () => {
    const { page, complaints } = await products.open(`/#lang=${language}&place=${PLACE}&k=3`)
    await page.locator('.arrival-card').nth(2).waitFor()
    expect(await page.locator('.arrival-card').count()).toBe(3)
    expect(complaints).toEqual([])
  })

  test('a place outside the region gets a sentence, not a guess', async () => {
    const { page, complaints } = await products.open(`/#lang=${language}&place=118.5,35.4`)
    await page.getByText(outside).first().waitFor()
    expect(await page.locator('.arrival-card').count()).toBe(0)
    expect(complaints).toEqual([])
  })
})

test('by keyboard alone: search, choose, open the first card, close the drawer', async () => {
  const { page, complaints } = await products.open('/')
  await page.locator('.panel-tab').first().waitFor()
  await page.keyboard.press('/')
  await page.keyboard.type(PLACE)
  await page.getByRole('option').filter({ hasText: '116.587' }).first().waitFor()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  const first = page.locator('.arrival-card .card-open').first()
  await first.waitFor()
  await first.focus()
  await page.keyboard.press('Enter')
  await page.locator('.feature-drawer').waitFor()
  await screenshot(page, 'drawer-zh')
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await page.locator('.feature-drawer').waitFor({ state: 'detached' })
  expect(complaints).toEqual([])
})
