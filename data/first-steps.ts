/** Steps out of the demonstration, and what is said where rows of both kinds stand beside each other. */
import type { Bilingual } from './bilingual.ts'
import { COLLECTIONS, RESOURCE_IDS, type ResourceId } from './collections.ts'
import type { ResourceDeclaration } from './resource.ts'

/** In the order in which one rests on the other. */
export const FIRST_STEPS = ['counties', 'towns', 'roads', 'settlements', 'registers'] as const
export type FirstStep = (typeof FIRST_STEPS)[number]

/** Collections of each step; roads are no collection. */
export const STEP_COLLECTIONS: Readonly<Record<FirstStep, readonly ResourceId[]>> = {
  counties: ['counties'],
  towns: ['towns'],
  roads: [],
  settlements: ['settlements'],
  registers: RESOURCE_IDS.filter((id) => !['counties', 'towns', 'settlements'].includes(id)),
}

/** What stands in one collection beside each other: rows of one's own, and rows of the demonstration. */
export interface MixedRows {
  readonly id: ResourceId
  readonly all: number
  readonly demonstration: number
}

/** The collections of these that hold both. */
export const mixedRows = (
  shares: Readonly<Record<string, { readonly all: number; readonly demonstration: number }>>,
  ids: readonly ResourceId[],
): MixedRows[] =>
  ids.flatMap((id) => {
    const { all = 0, demonstration = 0 } = shares[id] ?? {}
    return demonstration > 0 && demonstration < all ? [{ id, all, demonstration }] : []
  })

/** In sentences: how many of each collection came with the demonstration. */
export const mixedNotice = (mixed: readonly MixedRows[]): Bilingual => {
  const told = (language: 'zh' | 'en'): string =>
    mixed
      .map(({ id, all, demonstration }) => {
        const { title }: ResourceDeclaration = COLLECTIONS[id]
        return language === 'zh'
          ? `${title.zh} ${all} 个中有 ${demonstration} 个是演示数据`
          : `of ${all} ${title.en.toLowerCase()} ${demonstration} are demonstration data`
      })
      .join(language === 'zh' ? '；' : '; ')
  return {
    zh: `本结果把本单位数据与演示数据算在一起：${told('zh')}。`,
    en: `This counts rows of your own together with demonstration data: ${told('en')}.`,
  }
}
