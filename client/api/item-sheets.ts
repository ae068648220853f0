/** What the bureau says of items: packages, and which are kept on no more. */
import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { ItemSheet, ItemSheetInput } from '../../data/item-sheet.ts'
import type { MaterialKey } from '../../data/materials.ts'
import { measuresOf, type Package, packedText } from '../../data/packages.ts'
import { amountText, goodsText } from '../../data/wording.ts'
import { useAppState } from '../state/app-state.ts'
import { ask, changing, reading } from './request.ts'

const STALE_MILLISECONDS = 60_000
const SHEETS = ['item-sheets'] as const

export const useItemSheets = (): UseQueryResult<ItemSheet[]> =>
  useQuery({ ...reading(SHEETS, '/api/item-sheets'), staleTime: STALE_MILLISECONDS })

/** Items that are not offered in new entries and plans. */
export const useRetired = (): ReadonlySet<MaterialKey> => {
  const { data } = useItemSheets()
  return useMemo(
    () => new Set(data?.filter(({ isRetired }) => isRetired).map(({ item }) => item)),
    [data],
  )
}

/** Packages of any item, the bureau's own first; measures alone while the sheets are not there. */
export const usePackages = (): ((item: MaterialKey) => readonly Package[]) => {
  const { data } = useItemSheets()
  return (item) => [
    ...(data?.find((sheet) => sheet.item === item)?.packages ?? []),
    ...measuresOf(item),
  ]
}

type Worded = (quantity: number, item: MaterialKey) => string

/** A quantity with its packages: "30,020 条（300 捆 20 条）"; the same after the item's name. */
export const usePackedWords = (): { readonly amount: Worded; readonly goods: Worded } => {
  const language = useAppState((state) => state.language)
  const packagesOf = usePackages()
  const withPackages =
    (word: typeof amountText): Worded =>
    (quantity, item) => {
      const plain = word(quantity, item, language)
      const packed = packedText(quantity, item, packagesOf(item), language)
      if (packed === null) return plain
      return language === 'zh' ? `${plain}（${packed}）` : `${plain} (${packed})`
    }
  return { amount: withPackages(amountText), goods: withPackages(goodsText) }
}

/** Keeps a new sheet, or changes the given one. @throws ApiProblem */
export const saveItemSheet = (sheet: ItemSheet | null, json: ItemSheetInput): Promise<ItemSheet> =>
  changing(
    [SHEETS],
    sheet === null
      ? ask('post', '/api/item-sheets', { json })
      : ask('put', '/api/item-sheets/:id', {
          param: { id: sheet.id },
          json,
          version: sheet.version,
        }),
  )
