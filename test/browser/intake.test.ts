/** A register on its way in: from a file to the map, into the data, and out again as a whole. */
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { expectAccessible, mapIdle, productsForTests, screenshot } from './product-page.ts'

const PATIENCE = { timeout: 60_000 }

/** A name that the default data have not. */
const STATION = '试导入微型应急救援站'
const HEADINGS = [
  '站点名称',
  '经度',
  '纬度',
  '等级',
  '值守方式',
  '在岗人数',
  '装备',
  '区县',
  '备注',
]
const PLACES = [
  [116.587, 35.415],
  [116.602, 35.402],
  [116.571, 35.431],
  [116.612, 35.425],
  [116.558, 35.398],
] as const

const row = (number: number, longitude: string, latitude: string, grade: string): string =>
  [
    `${number}号${STATION}`,
    longitude,
    latitude,
    grade,
    '全天',
    '5',
    '排水泵2台',
    '任城区',
    '甲',
  ].join(',')

/** Five rows that can come in, one without a place, one of a grade that there is not. */
const REGISTER = [
  '任城区微型应急救援站登记表',
  HEADINGS.join(','),
  ...PLACES.map(([longitude, latitude], index) =>
    row(index + 1, String(longitude), String(latitude), '三级站'),
  ),
  row(6, '', '', '二级站'),
  row(7, '116.58', '35.41', '九级站'),
  '填表人：甲,,,,,,,,',
].join('\r\n')

const file = (name: string, content: string) => ({
  name,
  mimeType: 'application/octet-stream',
  buffer: Buffer.from(content),
})

/** How many stations of the file the data have. */
const stationsNamed = (page: Page): Promise<number> =>
  page.evaluate(async (name) => {
    const answer = await fetch('/api/collections/stations/items?limit=10000')
    const { features } = await answer.json()
    return features.filter((each: { properties: { name: string } }) =>
      each.properties.name.includes(name),
    ).length
  }, STATION)

const give = async (page: Page, given: ReturnType<typeof file>): Promise<void> =>
  page.locator('.intake-drop input').setInputFiles(given)

const next = (page: Page): Promise<void> =>
  page.getByRole('button', { name: /^下一步/ }).click(PATIENCE)

const heading = (page: Page, step: string): Promise<void> =>
  page.getByRole('heading', { name: step }).waitFor(PATIENCE)

const count = (page: Page, status: string) =>
  page.getByRole('button', { name: new RegExp(`^\\d+\\s*${status}$`) })

describe('a register', () => {
  const products = productsForTests()

  test('goes from a file over columns, defaults, places and rows to the map, and out again', async () => {
    const { page, complaints } = await products.open('/#panel=data')
    await page.getByLabel('经办人').fill('演示经办人')
    await expectAccessible(page)
    await give(page, file('救援站登记表.csv', REGISTER))

    await heading(page, '读到了什么')
    await page.getByText('列名在第 2 行，数据在第 3–9 行。').waitFor()
    const remarks = page.getByLabel('备注：填入')
    await remarks.waitFor()
    await expectAccessible(page)
    await screenshot(page, 'intake-columns')

    await next(page)
    await heading(page, '表中没有、但必须有的内容')
    expect(await page.getByRole('button', { name: /^下一步/ }).isDisabled()).toBe(true)
    await page.getByLabel('建设状态').click()
    await page.getByText('运行中', { exact: true }).click()
    await page.getByLabel(/^出动时间/).fill('60')
    await next(page)
    await heading(page, '坐标是哪个坐标系')
    await page
      .getByText(/WGS-84\/CGCS2000/)
      .first()
      .waitFor()
    await next(page)

    await heading(page, '逐行核对')
    await count(page, '新增').waitFor(PATIENCE)
    expect(await count(page, '新增').textContent()).toMatch(/^5/)
    expect(await count(page, '待定位').textContent()).toMatch(/^1/)
    await count(page, '不导入').click()
    await page.getByText(/列“九级站”：不是该字段的选项/).waitFor(PATIENCE)
    await expectAccessible(page)
    await screenshot(page, 'intake-rows')

    // a row leads to its point, the point to its row
    await count(page, '新增').click()
    await page.getByRole('button', { name: new RegExp(`1号${STATION}`) }).click(PATIENCE)
    const chosen = page.getByRole('region', { name: '选中的行' })
    await chosen.waitFor(PATIENCE)
    await page.waitForFunction(() => /116\.58/.test(location.hash), null, PATIENCE)
    await mapIdle(page)
    await chosen.getByRole('button', { name: '放开' }).click()
    await chosen.waitFor({ state: 'detached' })
    await page.locator('.map-canvas canvas').click()
    await chosen.getByText(`1号${STATION}`).waitFor(PATIENCE)

    await count(page, '待定位').click()
    await page.getByRole('button', { name: '定位…' }).click(PATIENCE)
    await page.getByLabel('按地址、地名、道路或坐标查').fill('116.6, 35.42')
    await page.locator('.intake-found').first().click(PATIENCE)
    await page.getByRole('button', { name: '放在这里' }).click()
    await expect.poll(() => count(page, '新增').textContent(), PATIENCE).toMatch(/^6/)

    await next(page)
    await page.getByLabel('给这次导入起个名字').fill('救援站第一批')
    expect(await stationsNamed(page)).toBe(0)
    await page.getByRole('button', { name: '提交', exact: true }).last().click()
    await page.getByText('已导入', { exact: true }).waitFor(PATIENCE)
    expect(await stationsNamed(page)).toBe(6)
    await expectAccessible(page)
    await screenshot(page, 'intake-done')

    await page.getByRole('button', { name: '撤销', exact: true }).click()
    await page.getByRole('button', { name: '确认撤销' }).click()
    await page.getByText('已整批撤销，数据回到导入之前。').waitFor(PATIENCE)
    expect(await stationsNamed(page)).toBe(0)
    expect(complaints).toEqual([])
  })

  test('that is none is refused in a sentence, and changes nothing', async () => {
    const { page, complaints } = await products.goOn('/#panel=data')
    const revision = () =>
      page.evaluate(async () => (await (await fetch('/api/health')).json()).revision)
    const before = await revision()
    await page.getByRole('button', { name: '另选文件' }).click()
    await give(page, file('通知.xlsx', '关于做好汛期值守的通知。请各单位认真落实。'))
    await page.getByText('这个文件不能导入').waitFor(PATIENCE)
    await page.getByText('数据没有任何改动', { exact: false }).waitFor()
    await expectAccessible(page)
    await page.getByRole('button', { name: '放弃这次导入' }).click()
    await page.getByRole('button', { name: '确认放弃' }).click()
    await page.locator('.intake-drop').waitFor(PATIENCE)
    expect(await revision()).toBe(before)
    expect(complaints).toEqual([])
  })
})
