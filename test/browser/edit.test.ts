/** A bureau keeps its data here: added, moved, changed by two at once, deleted, taken back. */
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { expectAccessible, mapIdle, productsForTests, screenshot, textsOf } from './product-page.ts'

const TEXTS = {
  add: [/^新增/, /^Add:/],
  edit: ['编辑', 'Edit'],
  remove: ['删除', 'Delete'],
  intoBin: ['移入回收站', 'Into the bin'],
  undo: ['撤销', 'Undo'],
  who: ['谁在修改', 'Who changes it'],
  why: ['原因（选填）', 'Why (optional)'],
  place: ['地名、路口，或粘贴坐标', 'Place, crossing, or pasted coordinates'],
  amap: ['高德/腾讯（GCJ-02）', 'Amap/Tencent (GCJ-02)'],
  name: [/^名称/, /^Name/],
  code: [/^编号/, /^Code/],
  crew: [/^在岗人数/, /^Crew on duty/],
  turnout: [/^出动时间/, /^Turnout time/],
  crewLabel: ['在岗人数', 'Crew on duty'],
  required: ['必填', 'is required'],
  whole: ['须为整数', 'must be a whole number'],
  wrong: [/项要改正/, /to correct/],
  notSaved: ['有改动还没有保存', 'There are changes that are not saved'],
  discard: ['放弃改动', 'Throw them away'],
  stay: ['继续编辑', 'Go on editing'],
  stale: [/别人刚修改了这一条/, /Somebody has just changed this/],
  mine: ['我的', 'Mine'],
  merge: ['合并并保存', 'Merge and save'],
  history: ['历史', 'History'],
  revert: [/^还原在岗人数$/, /^Put back: Crew on duty$/],
  bin: ['回收站', 'Bin'],
  restore: ['恢复', 'Restore'],
  purge: ['彻底删除', 'Delete for good'],
  emptyBin: ['回收站是空的。', 'The bin is empty.'],
  table: ['表格编辑', 'Edit as a table'],
  chooseAll: ['全选', 'Choose all'],
  saveRows: [/^保存 2 条$/, /^Save 2 rows$/],
  reshape: ['修改形状', 'Move corners'],
  drawAgain: ['重画', 'Draw anew'],
  crosses: [/边界自相交/, /the outline crosses itself/],
  back: ['退一步', 'One step back'],
} as const

type Told = Record<string, unknown>

/** What the service answers, asked as the page asks. */
const told = (page: Page, address: string): Promise<Told> =>
  page.evaluate(async (url) => (await fetch(url)).json(), address)

const ITEMS = '/api/collections/stations/items'

/** Another desk changes a feature. */
const changeElsewhere = (page: Page, id: string, properties: Told): Promise<number> =>
  page.evaluate(
    async ([address, body]) => {
      const headers = { 'Content-Type': 'application/json', 'Desk-Name': encodeURIComponent('乙') }
      return (await fetch(address, { method: 'PATCH', headers, body })).status
    },
    [`${ITEMS}/${id}`, JSON.stringify({ properties })] as const,
  )

const propertiesOf = async (page: Page, id: string): Promise<Told> =>
  (await told(page, `${ITEMS}/${id}`)).properties as Told

/** A write and what is read anew after it, on a machine that does much else. */
const settled = <T>(read: () => T) => expect.poll(read, { timeout: 20_000 })

const drawer = (page: Page) => page.locator('.edit-drawer')
const saved = (page: Page) => page.locator('.edit-note')
/** A station of the demonstration, another one for each language: one's changes are not the other's. */
const STATIONS = { zh: 'WJZ-370811-003', en: 'WJZ-370811-004' } as const
const COPIES = { zh: 'TEST-1', en: 'TEST-2' } as const

const choose = async (page: Page, field: string, option: number): Promise<void> => {
  await page.locator(`[data-field="${field}"] .ant-select`).click()
  await page.locator('.ant-select-dropdown:visible .ant-select-item-option').nth(option).click()
}

const without = productsForTests({ webgl: false })

describe.each(['zh', 'en'] as const)('without a map, in %s', (language) => {
  const texts = textsOf(language, TEXTS)
  const id = STATIONS[language]
  const address = (feature: string): string =>
    `/#lang=${language}&panel=list&open=stations/${feature}`
  const button = (page: Page, name: string | RegExp) =>
    page.getByRole('button', { name, exact: true })

  test('a new station: what is wrong is said by the fields, its place by coordinates in the system told', async () => {
    const { page, complaints } = await without.open(`/#lang=${language}&panel=list`)
    await button(page, texts.add as RegExp).click()
    await drawer(page)
      .getByLabel(texts.who as string)
      .fill('甲')
    await page.keyboard.press('Control+s')
    await drawer(page).getByText(texts.wrong).waitFor()
    expect(
      await page.locator('.edit-problem', { hasText: texts.required as string }).count(),
    ).toBeGreaterThan(3)
    await drawer(page)
      .getByLabel(texts.place as string)
      .fill('116.592291, 35.414552')
    await page.locator('.edit-found').first().waitFor()
    await page.keyboard.press('Enter')
    await drawer(page).getByText(texts.amap, { exact: true }).click()
    await drawer(page).getByText('116.58700, 35.41500').waitFor()
    await drawer(page).getByLabel(texts.name).first().fill('测试站')
    await drawer(page).getByLabel(texts.code).fill(COPIES[language])
    await drawer(page).getByLabel(texts.crew).fill('2.5')
    await page.locator('[data-field="crewOnDuty"]').getByText(texts.whole).waitFor()
    await drawer(page).getByLabel(texts.crew).fill('5')
    await drawer(page).getByLabel(texts.turnout).fill('60')
    for (const field of ['grade', 'buildStatus', 'dutyPattern']) await choose(page, field, 0)
    await expectAccessible(page)
    await screenshot(page, `edit-new-${language}`)
    await page.keyboard.press('Control+s')
    await saved(page).getByText('测试站').waitFor()
    const { features } = (await told(page, `${ITEMS}?limit=10000`)) as {
      features: { id: string; geometry: unknown; properties: Told }[]
    }
    const made = features.find(({ properties }) => properties.code === COPIES[language])
    expect(made?.properties).toMatchObject({
      crewOnDuty: 5,
      countyCode: '370811',
      sourceCrs: 'gcj-02',
      provenance: 'surveyed',
    })
    expect(made?.geometry).toEqual({
      type: 'Point',
      coordinates: [expect.closeTo(116.587, 5), expect.closeTo(35.415, 5)],
    })
    await button(page, texts.undo).click()
    await settled(
      async () => ((await told(page, `${ITEMS}/${made?.id}`)) as { status?: number }).status,
    ).toBe(404)
    expect(complaints.filter((each) => !each.includes('404'))).toEqual([])
  })

  test('leaving asks; two at one record are merged field by field, and nothing is written before', async () => {
    const { page } = await without.goOn(address(id))
    const before = await propertiesOf(page, id)
    await button(page, texts.edit).click()
    await drawer(page).getByLabel(texts.crew).fill('17')
    await page.keyboard.press('Escape')
    const question = page.getByRole('dialog', { name: texts.notSaved as string })
    await question.waitFor()
    await button(page, texts.stay).click()
    expect(await changeElsewhere(page, id, { crewOnDuty: 3, turnoutSeconds: 99 })).toBe(200)
    await drawer(page).getByText(texts.stale).waitFor()
    await page.keyboard.press('Control+s')
    const merge = page.locator('.merge')
    await merge.waitFor()
    expect(await propertiesOf(page, id)).toMatchObject({ crewOnDuty: 3, turnoutSeconds: 99 })
    expect(await button(page, texts.merge).isDisabled()).toBe(true)
    await expectAccessible(page)
    await merge
      .getByLabel(texts.crewLabel as string)
      .first()
      .locator('.ant-segmented')
      .getByText(texts.mine)
      .click()
    await button(page, texts.merge).click()
    await saved(page).waitFor()
    // mine where both had changed it, theirs where I had not
    expect(await propertiesOf(page, id)).toEqual({ ...before, crewOnDuty: 17, turnoutSeconds: 99 })
  })

  test('the history says who and what; one field is put back, the others stay', async () => {
    const { page } = await without.goOn(address(id))
    await page.getByText(texts.history, { exact: true }).click()
    const newest = page.locator('.change').first()
    await newest.getByText('甲', { exact: true }).waitFor()
    await page.locator('.change').nth(1).getByText('乙', { exact: true }).waitFor()
    await screenshot(page, `edit-history-${language}`)
    await newest.getByRole('button', { name: texts.revert }).click()
    await settled(async () => (await propertiesOf(page, id)).crewOnDuty).toBe(3)
    expect((await propertiesOf(page, id)).turnoutSeconds).toBe(99)
    await button(page, texts.undo).click()
    await settled(async () => (await propertiesOf(page, id)).crewOnDuty).toBe(17)
  })

  test('deleted into the bin, taken back by the notice; from the bin, too', async () => {
    const { page } = await without.goOn(address(id))
    const status = async (): Promise<unknown> =>
      ((await told(page, `${ITEMS}/${id}`)) as { status?: number }).status
    const remove = async (): Promise<void> => {
      await button(page, texts.remove).click()
      await button(page, texts.intoBin).click()
      await saved(page).waitFor()
      await settled(status).toBe(404)
    }
    // what was changed last is on the page: nothing is deleted that looks otherwise than it is
    const facts = page.locator('.feature-drawer .drawer-body > :not(.drawer-collapse)')
    await settled(async () => (await facts.allTextContents()).join(' ')).toMatch(/(?<!\d)17(?!\d)/)
    await remove()
    await button(page, texts.undo).click()
    await settled(status).toBe(undefined)
    await button(page, texts.edit).waitFor()
    await remove()
    await page.evaluate(() => {
      location.hash = location.hash.replace(/panel=list/, 'panel=data')
    })
    await page.getByText(texts.bin, { exact: true }).first().click()
    await button(page, texts.restore).first().click()
    await settled(status).toBe(undefined)
  })

  test('several at once: one field of chosen rows, in one step that is taken back in one', async () => {
    const { page } = await without.goOn(`/#lang=${language}&panel=list`)
    await page.locator('.feature-row').first().waitFor()
    await button(page, texts.table).click()
    const table = page.locator('.table-edit')
    await table.locator('.table-cell').first().waitFor()
    const cell = (row: number) =>
      table.locator('.ant-table-row').nth(row).locator('.table-cell').last()
    const before = [await cell(0).textContent(), await cell(1).textContent()]
    for (const row of [0, 1]) {
      await cell(row).click()
      await table.locator('.table-cell-open input').fill('31')
      await page.keyboard.press('Enter')
    }
    await expectAccessible(page)
    await screenshot(page, `edit-table-${language}`)
    await button(page, texts.saveRows as RegExp).click()
    await saved(page).waitFor()
    const rows = page.locator('.feature-row')
    await settled(() => rows.nth(0).textContent()).toContain('31')
    await button(page, texts.undo).click()
    await settled(() => rows.nth(0).textContent()).toContain(`${before[0]}`)
    await settled(() => rows.nth(1).textContent()).toContain(`${before[1]}`)
  })
})

describe('on the map', () => {
  const products = productsForTests()
  const texts = textsOf('zh', TEXTS)
  const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })

  test('a station is dragged, and its way is told', async () => {
    const { page } = await products.open('/#lang=zh&panel=list&open=stations/WJZ-370811-005')
    await button(page, texts.edit as string).click()
    await mapIdle(page)
    const pin = page.locator('.edit-pin .pin-button')
    const { x, y } = (await pin.boundingBox())!
    await page.mouse.move(x + 18, y + 20)
    await page.mouse.down()
    await page.mouse.move(x - 62, y + 20, { steps: 8 })
    await page.mouse.up()
    await drawer(page)
      .getByText(/^移动了/)
      .waitFor()
    await page.keyboard.press('Control+s')
    await saved(page).waitFor()
    await button(page, texts.undo as string).click()
  })

  test('an outline that crosses itself is told in words and not saved', async () => {
    const { page } = await products.goOn('/#lang=zh&panel=list&open=flood-areas/XG-370826-003')
    await button(page, texts.edit as string).click()
    await button(page, texts.drawAgain as string).click()
    await mapIdle(page)
    await page.locator('.tool-hint').waitFor()
    const { x, y } = (await page.locator('#map').boundingBox())!
    // a bow tie
    for (const [dx, dy] of [
      [100, 150],
      [300, 350],
      [300, 150],
      [100, 350],
      [100, 350],
    ] as const) {
      await page.mouse.click(x + dx, y + dy)
      await page.waitForTimeout(400)
    }
    await drawer(page).getByText(texts.crosses).waitFor()
    await page.keyboard.press('Control+s')
    await drawer(page).getByText(texts.wrong).waitFor()
    await button(page, texts.back as string)
      .first()
      .click()
    await settled(() => drawer(page).getByText(texts.crosses).count()).toBe(0)
    await page.keyboard.press('Escape')
  })
})
