/** Tables of the books on paper: who files them, what is counted, lines for those who sign. */
import { expect, test } from 'vitest'
import { A4_LYING } from '../../client/print/paper.ts'
import {
  expectNothingCut,
  expectOnEveryPage,
  markWhenPrinted,
  printAskedFor,
  printed,
} from './printed-pages.ts'
import { productsForTests, screenshot, textsOf } from './product-page.ts'

const TEXTS = {
  part: ['盘点', 'Stocktake'],
  head: ['表头', 'Head'],
  unit: ['填报单位', 'Reported by'],
  maker: ['制表人', 'Made by'],
  print: ['打印', 'Print'],
  everywhere: [
    ['物资盘点表', '填报单位：某县应急局', '制表人：甲', '储备点济宁市救灾物资储备库'],
    ['Stocktake form', 'Reported by: 某县应急局', 'Made by: 甲'],
  ],
  first: [
    ['账面数量', '实盘数量', '差异'],
    ['In the books', 'Counted', 'Difference'],
  ],
  last: [
    ['盘点人：', '保管员：', '监盘人：'],
    ['Counted by:', 'Keeper:', 'Witness:'],
  ],
} as const

const products = productsForTests({ webgl: false })

test.each(['zh', 'en'] as const)(
  '%s: a form for a count is printed with who files it',
  async (language) => {
    const texts = textsOf(language, TEXTS)
    const link = 'panel=dispatch&d.tab=books&d.store=WZK-370811-001'
    const { page, complaints } = await products.open(`/#lang=${language}&${link}`)
    await markWhenPrinted(page)
    await page.getByText(texts.part, { exact: true }).click()
    await page.getByText(texts.head, { exact: true }).click()
    await page.getByLabel(texts.unit).fill('某县应急局')
    await page.getByLabel(texts.maker).fill('甲')
    await screenshot(page, `filed-papers-${language}`)
    const file = await page.getByRole('link', { name: 'XLSX' }).getAttribute('href')
    expect(new URLSearchParams(file!.split('?')[1]).get('maker')).toBe('甲')
    await page.getByRole('button', { name: texts.print }).click()
    await printAskedFor(page)
    const { count, texts: pages } = await printed(page, A4_LYING, `count-form-${language}`)
    expect(count).toBeGreaterThan(1)
    expectOnEveryPage(pages, texts.everywhere)
    expectOnEveryPage(pages?.slice(0, 1) ?? null, texts.first)
    expectOnEveryPage(pages?.slice(-1) ?? null, texts.last)
    await expectNothingCut(page, A4_LYING)
    expect(complaints).toEqual([])
  },
)
