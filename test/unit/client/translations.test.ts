/** Texts of every part of the page: the same keys and values in both languages. */
import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { textsIn } from '../../../client/i18n/text.ts'

interface Tree {
  readonly [key: string]: string | Tree
}

const FOLDER = new URL('../../../client/i18n/', import.meta.url)
/** Files of the folder that hold no texts themselves. */
const MACHINERY = /^(i18n|text|\w+-texts)\.ts$/
const NAMESPACES = readdirSync(FOLDER)
  .filter((file) => !MACHINERY.test(file))
  .map((file) => file.replace('.ts', ''))

/** `first-run.ts` exports `firstRun`. */
const exportOf = (file: string): string =>
  file.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())

const textsOf = async (language: 'zh' | 'en', file: string): Promise<Tree> =>
  textsIn(language, (await import(new URL(`${file}.ts`, FOLDER).href))[exportOf(file)]) as Tree

const leaves = (tree: Tree, path = ''): [key: string, text: string][] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[`${path}${key}`, value]] : leaves(value, `${path}${key}.`),
  )

/** The switch to the other language speaks that language. */
const IN_THE_OTHER_LANGUAGE = /^header\.language(Label)?$/

const placeholders = (text: string): string => (text.match(/\{\{\w+\}\}/g) ?? []).sort().join()

it('finds the texts of every part', () => {
  expect(NAMESPACES).toEqual(expect.arrayContaining(['shell', 'panels', 'plan', 'coverage']))
})

describe.each(NAMESPACES)('%s', async (namespace) => {
  const chinese = leaves(await textsOf('zh', namespace))
  const english = new Map(leaves(await textsOf('en', namespace)))

  it('has the same texts in both languages', () => {
    expect(chinese.map(([key]) => key).sort()).toEqual([...english.keys()].sort())
  })

  it('takes the same values in both languages', () => {
    const different = chinese.filter(
      ([key, text]) => placeholders(text) !== placeholders(english.get(key) ?? ''),
    )
    expect(different).toEqual([])
  })

  it('says something everywhere, in its own language', () => {
    const foreign = /\p{Script=Han}|[，。、（）：；]/u
    const strange = [...english].filter(
      ([key, text]) => foreign.test(text) && !IN_THE_OTHER_LANGUAGE.test(key),
    )
    expect(strange).toEqual([])
    expect([...chinese, ...english].filter(([, text]) => text.trim() === '')).toEqual([])
  })
})
