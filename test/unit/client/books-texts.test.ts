/** Texts of the dispatcher's page: the same in both languages. */
import { describe, expect, it } from 'vitest'
import { adequacy as adequacyEn } from '../../../client/i18n/en/adequacy.ts'
import { books as booksEn } from '../../../client/i18n/en/books.ts'
import { find as findEn } from '../../../client/i18n/en/find.ts'
import { hazards as hazardsEn } from '../../../client/i18n/en/hazards.ts'
import { orders as ordersEn } from '../../../client/i18n/en/orders.ts'
import { plan as planEn } from '../../../client/i18n/en/plan.ts'
import { adequacy as adequacyZh } from '../../../client/i18n/zh/adequacy.ts'
import { books as booksZh } from '../../../client/i18n/zh/books.ts'
import { find as findZh } from '../../../client/i18n/zh/find.ts'
import { hazards as hazardsZh } from '../../../client/i18n/zh/hazards.ts'
import { orders as ordersZh } from '../../../client/i18n/zh/orders.ts'
import { plan as planZh } from '../../../client/i18n/zh/plan.ts'

interface Tree {
  readonly [key: string]: string | Tree
}

const leaves = (tree: Tree, path = ''): [key: string, text: string][] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[`${path}${key}`, value]] : leaves(value, `${path}${key}.`),
  )

const placeholders = (text: string): string[] => (text.match(/\{\{\w+\}\}/g) ?? []).sort()

const PARTS: [name: string, zh: Tree, en: Tree][] = [
  ['adequacy', adequacyZh, adequacyEn],
  ['books', booksZh, booksEn],
  ['find', findZh, findEn],
  ['hazards', hazardsZh, hazardsEn],
  ['orders', ordersZh, ordersEn],
  ['plan', planZh, planEn],
]

describe.each(PARTS)('%s', (_name, zh, en) => {
  const chinese = leaves(zh)
  const english = new Map(leaves(en))

  it('has the same texts in both languages', () => {
    expect(chinese.map(([key]) => key).sort()).toEqual([...english.keys()].sort())
  })

  it('takes the same values in both languages', () => {
    const odd = chinese.filter(
      ([key, text]) => placeholders(english.get(key) ?? '').join() !== placeholders(text).join(),
    )
    expect(odd).toEqual([])
  })

  it('is written in its own language', () => {
    const foreign = /\p{Script=Han}|[，。、（）：；]/u
    expect([...english].filter(([, text]) => foreign.test(text))).toEqual([])
  })
})
