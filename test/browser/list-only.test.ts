import { expect, test } from 'vitest'
import { expectAccessible, productsForTests, screenshot } from './product-page.ts'

const products = productsForTests({ webgl: false })

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
