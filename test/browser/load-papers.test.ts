/** The papers of an order's loads: three copies each, what is known filled in, what has passed not threatened. */
import { expect, test } from 'vitest'
import { A4_UPRIGHT } from '../../client/print/paper.ts'
import type { Kit } from '../../data/kit.ts'
import type { LoadLinks } from '../../data/load-link.ts'
import { orderedForPhones } from './order-for-phones.ts'
import {
  expectNothingCut,
  expectOnEveryPage,
  markWhenPrinted,
  printAskedFor,
  printed,
} from './printed-pages.ts'
import { productsForTests, textsOf } from './product-page.ts'

const TEXTS = {
  print: ['打印每路三联单', 'Print three copies for each load'],
  copies: [
    ['第一联存根（保管员）', '第二联承运（驾驶员）', '第三联接收（收货人）'],
    ['Copy1:keeper', 'Copy2:driver', 'Copy3:receiver'],
  ],
  everywhere: [
    [
      '济宁市应急物资调拨单',
      '编织袋',
      '请调',
      '行车路线',
      '车牌',
      '盖章',
      '以下空白',
      '扫码登记第 1 路',
    ],
    [
      'Jining emergency',
      'Sandbag',
      'Asked',
      'Way',
      'Plate',
      'Seal',
      'nothing below',
      'Scan for load 1',
    ],
  ],
  deadline: ['要求送达', 'Needed by'],
  arrived: ['已送达', 'Arrived'],
} as const

const products = productsForTests({ webgl: false })

test.each(['zh', 'en'] as const)(
  '%s: a load with a kit prints on three sheets',
  async (language) => {
    const texts = textsOf(language, TEXTS)
    const [kit] = (await (await fetch(`${products.origin}/api/kits`)).json()) as Kit[]
    const kits = [{ kit: kit!.id, quantity: 2 }]
    const { number, take } = await orderedForPhones(products.origin, { kits })
    await take('load')
    await take('depart')
    const link = `panel=dispatch&d.tab=orders&d.order=${encodeURIComponent(number)}`
    const { page, complaints } = await products.open(`/#lang=${language}&${link}`)
    await markWhenPrinted(page)
    await page.getByRole('button', { name: texts.print }).click()
    await printAskedFor(page)
    const { loads } = await page.evaluate(
      async (path) => (await fetch(path)).json() as Promise<LoadLinks & { loads: unknown[] }>,
      `/api/transfers/${encodeURIComponent(number)}`,
    )
    const { count, texts: pages } = await printed(page, A4_UPRIGHT, `load-papers-${language}`)
    expect(count).toBe(3 * loads.length)
    expectOnEveryPage(pages?.slice(0, 3) ?? null, [
      `${number.slice(-4)}—01`,
      texts.deadline,
      ...texts.everywhere,
    ])
    // Which copy a sheet is stands twice on it: in its head, and among all three.
    for (const [index, copy] of texts.copies.entries()) {
      const times = pages?.[index]?.split(copy).length
      if (times) expect(times - 1).toBe(2)
    }
    await expect.poll(() => page.locator('.paper-copies').count(), { timeout: 20_000 }).toBe(0)
    await take('arrive')
    await page
      .getByText(/:\d\d 到达|arrived \d/)
      .first()
      .waitFor()
    await page.evaluate(() => document.documentElement.removeAttribute('data-asked-to-print'))
    await page.getByRole('button', { name: texts.print }).click()
    await printAskedFor(page)
    const after = (await page.locator('.paper-facts').first().textContent()) ?? ''
    expect(after).toContain(texts.arrived)
    expect(after).not.toContain(texts.deadline)
    await expectNothingCut(page, A4_UPRIGHT)
    expect(complaints).toEqual([])
  },
)
