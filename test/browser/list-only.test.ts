import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectAccessible, openProducts, type Products, screenshot } from './product-page.ts'

let products: Products

beforeAll(async () => {
  products = await openProducts({ webgl: false })
})
afterAll(() => products?.close())

test('without WebGL2 the page says so, and list and ranking still work', async () => {
  const { page, complaints } = await products.open('/#place=116.587,35.415')
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
