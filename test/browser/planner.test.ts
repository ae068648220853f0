/** The planner: see gaps, drag a station, undo; ask for sites, watch the proof, make a scenario. */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { coverageAnswerSchema } from '../../data/coverage.ts'
import type { ScenarioChanges } from '../../data/scenario.ts'
import { numberText } from '../../data/wording.ts'
import { periodsOfDay, planningDay } from '../../data/working-day.ts'
import {
  DESKTOP,
  expectAccessible,
  mapIdle,
  productsForTests,
  screenshot,
  TABLET,
  textsOf,
} from './product-page.ts'

const TEXTS = {
  gaps: ['缺口', 'Gaps'],
  scenario: ['方案推演', 'What if'],
  siting: ['选址', 'Siting'],
  add: ['新增站点', 'Add a station'],
  undo: ['撤销', 'Undo'],
  redo: ['重做', 'Redo'],
  people: [/[+−][\d,]+ 人/, /[+−][\d,]+ people/],
  name: ['方案名称', 'Name of the scenario'],
  save: ['保存', 'Save'],
  per10000: ['每万人每年接警（次）', 'Calls per 10,000 people and year'],
  stations: ['站点', 'Stations'],
  run: ['开始选址', 'Find sites'],
  proved: ['已证明最优', 'Proved optimal'],
  toScenario: ['加入方案', 'Make it a scenario'],
  changes: [/修改内容（5 项）/, /Changes \(5\)/],
  noChanges: [/还没有修改/, /Nothing is changed yet/],
  today: ['现状（没有任何修改）', 'Today (no changes at all)'],
  beside: ['对照', 'Beside'],
  differences: [/两个方案按乡镇的差异/, /Differences of the two scenarios/],
} as const

/** A town with unserved blocks, near enough that a station drawn there wins people. */
const VIEW = 'view=116.98,35.4,12.5'
const AT = 'c.at=2026-11-23T10:00'
/** Software rendering on a busy machine takes its time. */
const PATIENCE = { timeout: 30_000 }

const products = productsForTests()

describe.each(['zh', 'en'] as const)('in %s', (language) => {
  const texts = textsOf(language, TEXTS)
  const address = (tab: string): string =>
    `/#lang=${language}&${VIEW}&panel=coverage&${AT}&c.tab=${tab}`

  test('gaps are ranked, explained, and a row flies to its place', async () => {
    const { page, complaints } = await products.open(address('result'))
    await page.locator('.result-table .row-choose').first().waitFor()
    await mapIdle(page)
    const before = page.url()
    await page.locator('.result-table .row-choose').first().click()
    await expect.poll(() => page.url(), PATIENCE).not.toBe(before)
    await mapIdle(page)
    await screenshot(page, `coverage-${language}`)
    await expectAccessible(page)
    expect(complaints).toEqual([])
  })

  test('stations that may be out are computed when asked for, and assumptions can be changed', async () => {
    const look = language === 'en' ? '&theme=dark' : '&theme=light'
    const { page, complaints } = await products.goOn(address('result') + look)
    const section = page.locator('.busy-section')
    const summary = section.locator('summary').first()
    await summary.focus()
    await page.keyboard.press('Enter')
    const figures = section.locator('.busy-figures')
    await figures.waitFor({ timeout: 60_000 })
    await section.locator('.distribution-chart svg').waitFor(PATIENCE)
    const before = await figures.textContent()
    await section.locator('.distribution-chart').scrollIntoViewIfNeeded()
    await screenshot(page, `busy-${language}`)
    await section.getByRole('spinbutton', { name: texts.per10000 }).fill('400')
    await expect.poll(() => figures.textContent(), { timeout: 60_000 }).not.toBe(before)
    await expect.poll(() => section.locator('[aria-busy="true"]').count(), PATIENCE).toBe(0)
    await section.getByText(texts.stations, { exact: true }).click()
    await section.locator('.row-choose').first().waitFor()
    await expectAccessible(page)
    await screenshot(page, `busy-stations-${language}`)
    await summary.click()
    expect(complaints).toEqual([])
  })

  test('a station is added, dragged, and the difference follows; undo takes it back', async () => {
    const { page, complaints } = await products.goOn(address('scenario'))
    await page.getByText(texts.noChanges).waitFor()
    await mapIdle(page)
    await page.getByRole('button', { name: texts.add, exact: true }).click()
    const map = page.locator('.map-canvas canvas').first()
    const box = (await map.boundingBox())!
    const [x, y] = [box.x + box.width * 0.6, box.y + box.height * 0.45]
    await page.mouse.click(x, y)
    await page.keyboard.press('Escape')
    const difference = page.locator('.live-difference')
    await expect.poll(() => difference.textContent(), PATIENCE).toMatch(texts.people)
    const added = await difference.textContent()
    await page.mouse.move(x, y - 12)
    await page.mouse.down()
    await page.mouse.move(x - 150, y + 90, { steps: 6 })
    await expect.poll(() => difference.textContent(), PATIENCE).not.toBe(added)
    await page.mouse.up()
    await page.getByRole('button', { name: texts.undo }).click()
    await expect.poll(() => difference.textContent(), PATIENCE).toBe(added)
    await page.keyboard.press('Control+z')
    await page.getByText(texts.noChanges).waitFor()
    await page.getByRole('button', { name: texts.redo }).click()
    await expect.poll(() => difference.textContent(), PATIENCE).toBe(added)
    await screenshot(page, `scenario-${language}`)
    await expectAccessible(page)
    // Nothing is lost by a reload.
    await page.reload()
    await expect.poll(() => page.locator('.live-difference').textContent(), PATIENCE).toBe(added)
    expect(complaints).toEqual([])
  })

  test('five sites, proved, become a scenario that is saved, shared and compared', async () => {
    const { page, complaints } = await products.open(address('siting'))
    await page.getByRole('button', { name: texts.run }).click()
    await page.getByText(texts.proved).waitFor()
    await screenshot(page, `siting-${language}`)
    await expectAccessible(page)
    await page.getByRole('button', { name: texts.toScenario }).click()
    await page.getByText(texts.changes).waitFor()
    await page.getByRole('textbox', { name: texts.name }).fill(`Browser ${language}`)
    await page.getByRole('button', { name: texts.save, exact: true }).click()
    await expect.poll(() => page.url(), PATIENCE).toContain('c.scenario=')
    const second = await products.open(page.url().replace(products.origin, ''))
    await second.page.getByRole('heading', { name: `Browser ${language}` }).waitFor()
    await page.getByRole('combobox', { name: texts.beside }).click()
    await page.getByTitle(texts.today).click()
    await page.getByRole('table', { name: texts.differences }).waitFor()
    await expect
      .poll(() => page.locator('.compare-map canvas').count(), PATIENCE)
      .toBeGreaterThan(0)
    await screenshot(page, `compare-${language}`)
    expect([...complaints, ...second.complaints]).toEqual([])
  })
})

test('conditions stand above every tab, are changed there and stay until they are put back', async () => {
  const { page, complaints } = await products.open('/#lang=zh&panel=coverage')
  const told = await page.request.post(`${products.origin}/api/coverage`, {
    data: { periods: periodsOfDay(planningDay(new Date())), parts: [] },
  })
  const { day, summary } = coverageAnswerSchema.parse(await told.json())
  const [atDay, atEvening, atNight] = day!.periods.map((period) => period.stationsCounted)
  const counts = page.locator('.strip-counts')
  const usual = `白天 ${atDay}，傍晚 ${atEvening}，夜间 ${atNight}，共 600`
  await expect.poll(() => counts.textContent(), PATIENCE).toBe(usual)
  const late = numberText(summary.people - day!.peopleInTime, 'zh')
  await page.locator('.headline-figure strong').waitFor()
  expect(await page.locator('.headline-figure strong').textContent()).toBe(late)
  // the band takes longest, and comes last
  await expect
    .poll(() => page.locator('.headline-share strong').textContent(), { timeout: 60_000 })
    .toMatch(/^\d+–\d+%$/)
  const reset = page.getByRole('button', { name: '恢复默认' })
  expect(await reset.count()).toBe(0)

  // the night is looked at: the day's figures stay
  await page.getByRole('button', { name: /^夜间/ }).click()
  await expect.poll(() => page.url(), PATIENCE).toContain('c.part=night')
  expect(await page.locator('.headline-figure strong').textContent()).toBe(late)

  // by keyboard, from another tab
  await page.getByText('选址', { exact: true }).click()
  const stations = page.locator('[data-opens="stations"]')
  await stations.focus()
  await page.keyboard.press('Enter')
  await page.getByRole('combobox', { name: '计入站点' }).click()
  await page.getByTitle(/^全部/).click()
  await expect.poll(() => counts.textContent()).toBe('白天 600，傍晚 600，夜间 600，共 600')
  await screenshot(page, 'conditions')
  await expectAccessible(page)
  await page.getByRole('combobox', { name: '计入站点' }).press('Escape')
  await page.keyboard.press('Escape')
  expect(await page.locator('.strip-editor').count()).toBe(0)
  expect(await stations.evaluate((button) => button === document.activeElement)).toBe(true)

  await expect.poll(() => page.url(), PATIENCE).toContain('c.duty=with-planned')
  await page.reload()
  await expect
    .poll(() => counts.textContent(), PATIENCE)
    .toBe('白天 600，傍晚 600，夜间 600，共 600')
  expect(await stations.textContent()).toContain('全部')
  await reset.click()
  await expect.poll(() => counts.textContent(), PATIENCE).toBe(usual)
  await expect.poll(() => page.url(), PATIENCE).not.toContain('c.duty')
  expect(complaints).toEqual([])
})

test('ten million yuan for three kinds of sites become a scenario with as many people in time', async () => {
  const { page, complaints } = await products.open('/#lang=zh&panel=coverage&c.tab=siting')
  await page.getByText('按预算').click()
  expect(await page.getByRole('spinbutton', { name: '预算（万元）' }).inputValue()).toBe('1000.0')
  await page.getByRole('checkbox', { name: /^现有站点延长值班/ }).check()
  await page.getByRole('checkbox', { name: /^现有站点增配人员/ }).check()
  // what was chosen outlives another tab and a reload
  await page.getByText('方案推演', { exact: true }).click()
  await page.getByText('选址', { exact: true }).click()
  await expect.poll(() => page.url(), PATIENCE).toContain('c.tab=siting')
  await page.reload()
  expect(await page.getByRole('checkbox', { name: /^现有站点增配人员/ }).isChecked()).toBe(true)
  // what is left of the proof may take minutes
  await page.getByRole('spinbutton', { name: '可接受的差距（%）' }).fill('10')
  await page.getByRole('button', { name: '开始选址' }).click()
  // the county that fares worst is shown once the ordinary coverage has been asked
  const figures = page.locator('.site-figures strong')
  await expect.poll(() => figures.count(), { timeout: 200_000 }).toBe(3)
  const late = await figures.first().textContent()
  const spent = await page.locator('.site-budget').textContent()
  const [, used = '', left = ''] = /已用 ([\d,.]+)，余 ([\d,.]+)/.exec(spent ?? '') ?? []
  const money = (text: string): number => Number(text.replaceAll(',', ''))
  expect(money(used) + money(left)).toBeCloseTo(1000, 6)
  expect(money(left)).toBeLessThan(120)
  // the first is ruled out for the next question, and the page says that this answer is the former one's
  await page.getByRole('button', { name: /^不选：1 / }).click()
  await page.locator('.named-sites').getByText('不选').waitFor()
  await page.getByText(/以下结果对应之前的条件/).waitFor()
  await page.locator('button.proposed-site').first().waitFor()
  await screenshot(page, 'siting-budget')
  await expectAccessible(page)
  await page.getByRole('button', { name: '加入方案' }).click()
  // so many changes are folded, so that saving stays in sight
  await page.locator('.change-list > li').first().waitFor({ state: 'attached' })

  const draft = await page.evaluate(() => sessionStorage.getItem('scenario-draft'))
  const { changes } = JSON.parse(draft ?? '') as { changes: ScenarioChanges }
  expect(changes.add.length).toBeGreaterThan(0)
  expect(changes.change.length).toBeGreaterThan(0)
  const told = await page.request.post(`${products.origin}/api/coverage`, {
    data: { periods: periodsOfDay(planningDay(new Date())), scenario: changes, parts: [] },
  })
  const { day, summary } = coverageAnswerSchema.parse(await told.json())
  expect(late).toBe(numberText(summary.people - day!.peopleInTime, 'zh'))
  expect(complaints).toEqual([])
})

test('a siting answer outlives tabs and reloads, is kept by name, compared, taken out and made a scenario', async () => {
  const { page, complaints } = await products.open('/#lang=zh&panel=coverage&c.tab=siting')
  const run = async (sites: string): Promise<void> => {
    await page.getByRole('spinbutton', { name: '站址数量' }).fill(sites)
    await page.getByRole('spinbutton', { name: '可接受的差距（%）' }).fill('30')
    await page.getByRole('button', { name: '开始选址' }).click()
    await page.getByText(/^尚未保存/).waitFor()
    // fairness and stability come once the search has ended
    await expect.poll(() => page.locator('.site-figures strong').count(), PATIENCE).toBe(3)
  }
  await run('3')
  // below a form that is longer than the panel, the answer comes into sight
  expect((await page.locator('.run-head').boundingBox())!.y).toBeLessThan(DESKTOP.height / 2)
  const late = await page.locator('.site-figures strong').first().textContent()
  const isSame = async (): Promise<void> => {
    await page.locator('.run-head').waitFor()
    expect(await page.locator('.site-figures strong').first().textContent()).toBe(late)
    expect(await page.locator('.run-head [role="alert"]').count()).toBe(0)
  }
  await page.getByText('方案推演', { exact: true }).click()
  await page.getByText('选址', { exact: true }).click()
  await isSame()
  await expect.poll(() => page.url(), PATIENCE).toContain('c.tab=siting')
  await page.reload()
  await isSame()
  // the name that is proposed is the name it gets
  const name = await page.getByRole('textbox', { name: '结果名称' }).inputValue()
  expect(name).toMatch(/^3 处 · 最大覆盖 · \d{4}-\d\d-\d\d/)
  await page.getByRole('button', { name: '保存结果' }).click()
  await page.getByText(`已保存为“${name}”。`).waitFor()
  await expect.poll(() => page.url(), PATIENCE).toContain('c.run=')
  // a link opens it elsewhere, with its parameters in the form
  const second = await products.open(page.url().replace(products.origin, ''))
  await second.page.getByText(`已保存为“${name}”。`).waitFor()
  expect(await second.page.getByRole('spinbutton', { name: '站址数量' }).inputValue()).toBe('3')

  // changed and run again it is another one, which stands beside the first
  await run('4')
  await page.getByRole('combobox', { name: '对照' }).click()
  await page.getByTitle(name).click()
  const beside = page.locator('.compare-figures')
  await beside.waitFor()
  const cells = async (row: string): Promise<string[]> =>
    beside
      .getByRole('row', { name: new RegExp(`^${row}`) })
      .locator('td')
      .allTextContents()
  expect(await cells('站址（处）')).toEqual(['4+1', '3'])
  expect((await cells('未达标的人'))[1]).toBe(late)
  // both sets are on the map: what only one of them has is marked
  const onMap = (side: string): Promise<number> =>
    page.locator(`.site-marker .proposed-site${side}`).count()
  expect(await onMap('')).toBe(4)
  expect(await onMap('[data-side="here"]')).toBe(1)
  expect(await onMap('[data-side="there"]')).toBe(0)
  await screenshot(page, 'siting-compared')
  await expectAccessible(page)

  await page.locator('.siting-result .download-menu summary').click()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'GeoJSON' }).click(),
  ])
  const file = JSON.parse(readFileSync((await download.path())!, 'utf8'))
  expect(file.features).toHaveLength(4)
  expect(file.remarks.join()).toContain('证明：')

  // other conditions are named, and the answer's can be restored
  await page.getByRole('button', { name: /^车辆/ }).click()
  await page.getByText('运输货车', { exact: true }).first().click()
  await page.getByText(/条件与当前不同：车辆/).waitFor()
  await page.getByRole('button', { name: '采用结果的条件' }).click()
  await expect.poll(() => page.getByText(/条件与当前不同/).count(), PATIENCE).toBe(0)

  await page.getByRole('button', { name: '加入方案' }).click()
  await page.getByText(/^来自选址结果/).waitFor()
  expect([...complaints, ...second.complaints]).toEqual([])
})

test('on a tablet, in the dark, the panel stands below the map', async () => {
  const { page, complaints } = await products.open(
    `/#theme=dark&panel=coverage&${AT}&c.paint=served`,
    { viewport: TABLET, hasTouch: true },
  )
  await page.locator('.result-table .row-choose').first().waitFor()
  await mapIdle(page)
  const panel = (await page.locator('.side-panel').boundingBox())!
  expect(panel.y).toBeGreaterThan(DESKTOP.height / 2)
  await screenshot(page, 'coverage-tablet-dark')
  await expectAccessible(page)
  expect(complaints).toEqual([])
})
