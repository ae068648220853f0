import { describe, expect, it } from 'vitest'
import { coverage as coverageEn } from '../../../../client/i18n/en/coverage.ts'
import { planning as planningEn } from '../../../../client/i18n/en/planning.ts'
import { report as reportEn } from '../../../../client/i18n/en/report.ts'
import { coverage as coverageZh } from '../../../../client/i18n/zh/coverage.ts'
import { planning as planningZh } from '../../../../client/i18n/zh/planning.ts'
import { report as reportZh } from '../../../../client/i18n/zh/report.ts'

interface Tree {
  readonly [key: string]: string | Tree
}

const NAMESPACES: Readonly<Record<string, { zh: Tree; en: Tree }>> = {
  coverage: { zh: coverageZh, en: coverageEn },
  planning: { zh: planningZh, en: planningEn },
  report: { zh: reportZh, en: reportEn },
}

const leaves = (tree: Tree, path = ''): [key: string, text: string][] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[`${path}${key}`, value]] : leaves(value, `${path}${key}.`),
  )

const placeholders = (text: string): string[] => (text.match(/\{\{\w+\}\}/g) ?? []).sort()

describe.each(Object.entries(NAMESPACES))('%s', (_namespace, { zh, en }) => {
  const chinese = leaves(zh)
  const english = new Map(leaves(en))

  it('has the same texts in both languages', () => {
    expect(chinese.map(([key]) => key).sort()).toEqual([...english.keys()].sort())
  })

  it('takes the same values in both languages', () => {
    const different = chinese.filter(
      ([key, text]) => placeholders(text).join() !== placeholders(english.get(key) ?? '').join(),
    )
    expect(different).toEqual([])
  })

  it('says something everywhere, in its own language', () => {
    const han = /\p{Script=Han}/u
    expect([...english].filter(([, text]) => han.test(text))).toEqual([])
    expect([...chinese, ...english].filter(([, text]) => text.trim() === '')).toEqual([])
  })
})
