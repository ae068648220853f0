import { expect, it } from 'vitest'
import { panels as en } from '../../../../client/i18n/en/panels.ts'
import { panels as zh } from '../../../../client/i18n/zh/panels.ts'

interface Tree {
  readonly [key: string]: string | Tree
}

const leaves = (tree: Tree, path = ''): [key: string, text: string][] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[`${path}${key}`, value]] : leaves(value, `${path}${key}.`),
  )

const placeholders = (text: string): string[] => (text.match(/\{\{\w+\}\}/g) ?? []).sort()

const CHINESE = leaves(zh)
const ENGLISH = new Map(leaves(en))

it('has the same texts in both languages', () => {
  expect(CHINESE.map(([key]) => key).sort()).toEqual([...ENGLISH.keys()].sort())
})

it.each(CHINESE)('%s takes the same values in both languages', (key, chinese) => {
  expect(placeholders(ENGLISH.get(key) ?? '')).toEqual(placeholders(chinese))
})

it('is written in its own language', () => {
  const han = /\p{Script=Han}/u
  expect([...ENGLISH].filter(([, text]) => han.test(text))).toEqual([])
})
