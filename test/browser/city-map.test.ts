/** The planner's map at the scale of the city: towns by their people, what is chosen, the present state kept apart. */
import { expect, test } from 'vitest'
import { type CoverageRequest, coverageAnswerSchema } from '../../data/coverage.ts'
import { numberText } from '../../data/wording.ts'
import { periodsOfDay, planningDay } from '../../data/working-day.ts'
import { expectAccessible, mapIdle, productsForTests, screenshot } from './product-page.ts'

/** Software rendering on a busy machine takes its time. */
const PATIENCE = { timeout: 60_000 }

const products = productsForTests()

type Page = Awaited<ReturnType<typeof products.open>>['page']

const coverage = async (page: Page, data: CoverageRequest) => {
  const told = await page.request.post(`${products.origin}/api/coverage`, { data })
  return coverageAnswerSchema.parse(await told.json())
}

test('a town is clicked, told with its people, outlined in its table and painted by classes that are said', async () => {
  const { page, complaints } = await products.open('/#lang=zh&panel=coverage')
  const legend = page.locator('.coverage-legend')
  await legend.getByText('乡镇未按时到达的人占比').waitFor(PATIENCE)
  expect(await legend.locator('.ramp-step').allTextContents()).toEqual([
    ...['00–15%', '1515–30%', '3030–45%', '4545–60%', '6060–75%', '75%75–100%'],
  ])
  await page.getByText('乡镇', { exact: true }).click()
  await page.locator('.result-table .row-choose').first().waitFor(PATIENCE)
  await expect.poll(() => page.locator('.layers-loading').count(), PATIENCE).toBe(0)
  await mapIdle(page)
  const box = (await page.locator('.map-canvas canvas').first().boundingBox())!
  // a gap's circle lies over its town: the first place without one
  const popup = page.locator('.cell-popup')
  for (const share of [0.36, 0.4, 0.44, 0.48]) {
    await page.mouse.click(box.x + box.width * share, box.y + box.height * 0.3)
    await popup.locator('dd').first().waitFor(PATIENCE)
    if ((await popup.getByText('人口', { exact: true }).count()) > 0) break
  }
  const name = (await popup.locator('strong').textContent()) ?? ''
  const [looked] = periodsOfDay(planningDay(new Date()))
  const { byTown } = await coverage(page, { at: looked!.at, parts: ['areas'] })
  const late = byTown
    .filter((town) => town.name === name)
    .map(({ people, peopleInTime }) => numberText(people - peopleInTime, 'zh'))
  const told = (await popup.locator('dd').first().textContent()) ?? ''
  expect(late).toContain(told.split(' ')[0])
  expect(told).toMatch(/ \([<\d.]+%\)$/)
  const chosen = page.locator('.result-table [aria-current="true"]')
  await expect.poll(() => chosen.textContent(), PATIENCE).toBe(name)
  await screenshot(page, 'city-map')
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  expect(await popup.count()).toBe(0)
  expect(complaints).toEqual([])
})

test('the present state is told without the scenario that is tried out beside it', async () => {
  const { page, complaints } = await products.goOn('/#lang=zh&panel=coverage&c.tab=scenario')
  const periods = periodsOfDay(planningDay(new Date()))
  const today = await coverage(page, { periods, parts: ['areas'] })
  // the city with a tenth of its stations closed
  const stations = await (
    await page.request.get(`${products.origin}/api/collections/stations/items?limit=60`)
  ).json()
  const remove = stations.features.map(({ id }: { id: string }) => id)
  const scenario = { add: [], remove, move: [], change: [], close: [] }
  const tried = await coverage(page, { periods, scenario, parts: ['areas'] })
  await page.evaluate(
    (draft) => sessionStorage.setItem('scenario-draft', draft),
    JSON.stringify({ changes: scenario, saved: null }),
  )
  await page.reload()
  const lateOf = ({ summary, day }: typeof today): string =>
    numberText(summary.people - day!.peopleInTime, 'zh')
  expect(lateOf(tried)).not.toBe(lateOf(today))
  const headline = page.locator('.headline-figure strong')
  await expect.poll(() => headline.textContent(), PATIENCE).toBe(lateOf(tried))
  await page.locator('.late-before').waitFor(PATIENCE)
  expect(await page.locator('.late-before').textContent()).toBe(
    `未按时到达 ${lateOf(today)} → ${lateOf(tried)} 人`,
  )
  // saving is in sight, however far the page is scrolled
  await page.locator('.compare-part').scrollIntoViewIfNeeded()
  expect(await page.getByRole('textbox', { name: '方案名称' }).isVisible()).toBe(true)
  const bar = (await page.locator('.save-bar').boundingBox())!
  expect(bar.y).toBeGreaterThan(0)
  await page.getByText('现状', { exact: true }).click()
  await expect.poll(() => headline.textContent(), PATIENCE).toBe(lateOf(today))
  expect(await page.locator('.draft-station').count()).toBe(0)
  expect(await page.locator('.late-before').count()).toBe(0)
  await page.getByText('方案推演', { exact: true }).click()
  await expect.poll(() => headline.textContent(), PATIENCE).toBe(lateOf(tried))
  expect(complaints).toEqual([])
})
