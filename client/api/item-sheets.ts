/** What the bureau says of items: its own, packages, weights, and which are kept on no more. */
import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { HazardHistory } from '../../data/hazard-change.ts'
import type { ItemSheet, ItemSheetInput } from '../../data/item-sheet.ts'
import { itemsEdition, type MaterialKey } from '../../data/materials.ts'
import { putSheetsInForce } from '../../data/own-items.ts'
import { measuresOf, type Package, packedText } from '../../data/packages.ts'
import { amountText, goodsText } from '../../data/wording.ts'
import { useGoodsEdition } from '../i18n/text.ts'
import { useAppState } from '../state/app-state.ts'
import { ask, changing, queryClient, reading } from './request.ts'

const STALE_MILLISECONDS = 60_000
const SHEETS = ['item-sheets'] as const
const TOUCHED = [SHEETS, ['materials']] as const

/** Before anybody sees what was read, goods are called and weighed by it. */
const sheetsQuery = {
  queryKey: SHEETS,
  queryFn: async ({ signal }: { signal: AbortSignal }): Promise<ItemSheet[]> => {
    const sheets = await ask('get', '/api/item-sheets', {}, signal)
    putSheetsInForce(sheets)
    useGoodsEdition.setState(itemsEdition(), true)
    return sheets
  },
}

export const useItemSheets = (): UseQueryResult<ItemSheet[]> =>
  useQuery({ ...sheetsQuery, staleTime: STALE_MILLISECONDS })

/** Also where no part of the page that is open asks for them. */
export const readItemSheets = (): void => {
  void queryClient.fetchQuery(sheetsQuery).catch(() => undefined)
}

/** What was done to a sheet, newest first. */
export const useSheetHistory = (id: string): UseQueryResult<HazardHistory> =>
  useQuery(reading([...SHEETS, 'history', id], '/api/item-sheets/:id/history', { param: { id } }))

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
export const saveItemSheet = (
  sheet: ItemSheet | null,
  json: ItemSheetInput,
  by: string,
): Promise<ItemSheet> =>
  changing(
    TOUCHED,
    sheet === null
      ? ask('post', '/api/item-sheets', { json, by })
      : ask('put', '/api/item-sheets/:id', {
          ...{ param: { id: sheet.id }, json, version: sheet.version, by },
        }),
  )

/** @throws ApiProblem where goods, reserves or norms name the item. */
export const deleteItemSheet = ({ id, version }: ItemSheet, by: string): Promise<null> =>
  changing(TOUCHED, ask('delete', '/api/item-sheets/:id', { param: { id }, version, by }))
