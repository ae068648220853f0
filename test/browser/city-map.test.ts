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
  await legend.getByText('乡镇未达标人口占比').waitFor(PATIENCE)
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
  const isTown = (): Promise<boolean> => popup.getByText('人口', { exact: true }).isVisible()
  for (const share of [0.66, 0.62, 0.58, 0.7, 0.54]) {
    if (await isTown()) break
    await page.mouse.click(box.x + box.width * share, box.y + box.height * 0.33)
    await expect.poll(() => popup.locator('dd').count(), PATIENCE).toBeGreaterThan(0)
  }
  expect(await isTown()).toBe(true)
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
    `未达标 ${lateOf(today)} → ${lateOf(tried)} 人`,
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

test('a station has the planner’s verbs on a card; what is changed is the scenario’s, and can be undone', async () => {
  const { page: first } = await products.goOn('/#lang=zh&panel=coverage')
  const { features } = await (
    await first.request.get(`${products.origin}/api/collections/stations/items?limit=1000`)
  ).json()
  const isDayShift = ({ properties }: { properties: Record<string, unknown> }): boolean =>
    properties.dutyPattern === 'day-shift' &&
    properties.buildStatus === 'operating' &&
    !properties.roster
  const off = features.find(isDayShift)
  const [longitude, latitude] = off.geometry.coordinates
  const { page, complaints } = await products.open(
    `/#lang=zh&panel=coverage&c.part=night&view=${longitude},${latitude},14`,
  )
  await page.locator('.headline-figure strong').waitFor(PATIENCE)
  await mapIdle(page)
  const box = (await page.locator('.map-canvas canvas').first().boundingBox())!
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
  await page.mouse.click(x, y)
  const card = page.locator('.station-card')
  await card.getByText(off.properties.name, { exact: true }).waitFor(PATIENCE)
  expect(await card.locator('.uncounted-note').textContent()).toContain('夜间')
  await expectAccessible(page)
  await card.getByLabel('值班', { exact: true }).selectOption('around-the-clock')
  await page.locator('.change-list > li').first().waitFor(PATIENCE)
  await expect.poll(() => page.url(), PATIENCE).toContain('c.tab=scenario')
  await expect.poll(() => card.locator('.uncounted-note').count(), PATIENCE).toBe(0)
  await expect
    .poll(() => page.locator('.live-difference').textContent(), PATIENCE)
    .toMatch(/\+[\d,]+ 人（[<+][\d.]+%）/)
  await screenshot(page, 'station-card')
  await page.getByRole('button', { name: '撤销' }).click()
  await page.getByText(/还没有修改/).waitFor(PATIENCE)
  await card.locator('.uncounted-note').waitFor(PATIENCE)
  // dragged while it does not count, it says why nothing follows
  await page.keyboard.press('Escape')
  await page.mouse.move(x, y)
  await page.mouse.down()
  await page.mouse.move(x - 60, y + 50, { steps: 5 })
  await page.locator('.held-note .uncounted-note').waitFor(PATIENCE)
  await page.mouse.up()
  await card.locator('.uncounted-note').waitFor(PATIENCE)
  // what is added is called by its town, has the outfit of its class, and can be called otherwise
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: '新增站点', exact: true }).click()
  await page.getByLabel('新增站点的等级').selectOption('first')
  await page.mouse.click(x + 120, y - 90)
  await page.keyboard.press('Escape')
  await page.locator('.draft-station[data-kind="added"]').click()
  const name = card.getByLabel('站点名称')
  expect(await name.inputValue()).toMatch(/.+新增站 1$/)
  await name.fill('北站')
  await name.press('Enter')
  await page.locator('.change-list').getByText('北站', { exact: true }).waitFor(PATIENCE)
  const draft = await page.evaluate(() => sessionStorage.getItem('scenario-draft'))
  const [added] = JSON.parse(draft ?? '').changes.add
  expect(added).toMatchObject({ grade: 'first', name: '北站' })
  expect(added.crewOnDuty).toBeGreaterThan(1)
  expect(Object.keys(added.equipment).length).toBeGreaterThan(0)
  expect(complaints).toEqual([])
})

test('the panel opens with the whole city, unless the address says another view', async () => {
  const zoomOf = (url: string): number => Number(/view=[^,]+,[^,]+,([\d.]+)/.exec(url)?.[1])
  const { page } = await products.open('/#lang=zh&place=116.59,35.41')
  // the map has gone to the answer by itself
  await expect.poll(() => zoomOf(page.url()), PATIENCE).toBeGreaterThan(10)
  await page.getByRole('tab', { name: '覆盖' }).click()
  await expect.poll(() => zoomOf(page.url()), PATIENCE).toBeLessThan(9.5)
  const said = await products.open('/#lang=zh&panel=coverage&view=116.59,35.42,12')
  await said.page.locator('.headline-figure strong').waitFor(PATIENCE)
  expect(zoomOf(said.page.url())).toBe(12)
})
