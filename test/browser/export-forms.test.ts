/** Forms that authorities ask for, made on the page: copied, changed, downloaded, removed. */
import xlsx from '@e965/xlsx'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { expectAccessible, productsForTests, screenshot, textsOf } from './product-page.ts'

const TEXTS = {
  part: ['上报', 'Reports'],
  open: [/^查看与修改“综合/, /^Look at “综合/],
  name: ['名称', 'Name'],
  unit: ['填报单位', 'Reported by'],
  saveAs: ['另存为新的表式', 'Save as a new form'],
  saved: ['已保存“本局表式”', '“本局表式” is saved'],
  removeSheet: ['去掉这张表', 'Remove this sheet'],
  heading: ['第 2 列的列名', 'Heading of column 2'],
  codes: ['第 6 列的代码表', 'Codes of column 6'],
  bag: ['编织袋', 'Sandbag'],
  save: ['保存', 'Save'],
  download: ['下载“本局表式”', 'Download “本局表式”'],
  remove: ['删除', 'Delete'],
  deleted: ['已删除“本局表式”', '“本局表式” is deleted'],
} as const

const products = productsForTests({ webgl: false })

const rowsOf = async (page: Page, href: string): Promise<unknown[][]> => {
  const bytes = await page.evaluate(
    async (address) => [...new Uint8Array(await (await fetch(address)).arrayBuffer())],
    href,
  )
  const { Sheets } = xlsx.read(new Uint8Array(bytes))
  return xlsx.utils.sheet_to_json(Sheets.物资明细!, { header: 1 })
}

describe.each(['zh', 'en'] as const)('in %s', (language) => {
  const texts = textsOf(language, TEXTS)

  test('the census form is copied, its goods get a code, and the workbook has it', async () => {
    const { page, complaints } = await products.open(`/#lang=${language}&panel=data`)
    const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true })
    await page.getByText(texts.part, { exact: true }).click()
    await page.getByLabel(texts.unit, { exact: true }).fill('任城区应急局')
    await button(texts.open).click()
    await page.getByLabel(texts.name, { exact: true }).fill('本局表式')
    await button(texts.saveAs).click()
    await page.getByText(texts.saved).waitFor()
    // The last sheet is the one of goods: the three before it are left out.
    for (let sheet = 0; sheet < 3; sheet++) await button(texts.removeSheet).click()
    await page.getByLabel(texts.heading, { exact: true }).fill('库点')
    await page.getByLabel(texts.codes, { exact: true }).fill(`${texts.bag}=甲-01`)
    await expectAccessible(page)
    await screenshot(page, `export-forms-${language}`)
    await button(texts.save).click()
    await page.getByText(texts.saved).waitFor()
    const href = await page.getByRole('link', { name: texts.download }).getAttribute('href')
    const [title, reported, headings, ...rows] = await rowsOf(page, href!)
    expect(title).toEqual(['本局表式：物资明细'])
    expect(String(reported![0])).toContain('任城区应急局')
    expect(headings![1]).toBe('库点')
    const bags = rows.filter((row) => row[4] === texts.bag)
    expect(bags.length).toBeGreaterThan(10)
    expect(new Set(bags.map((row) => row[5]))).toEqual(new Set(['甲-01']))
    expect(rows.filter((row) => row[4] !== texts.bag && row[5] !== undefined)).toEqual([])
    await button(texts.remove).click()
    await page.locator('.ant-popconfirm').getByRole('button', { name: texts.remove }).click()
    await page.getByText(texts.deleted).waitFor()
    expect(complaints).toEqual([])
  })
})
