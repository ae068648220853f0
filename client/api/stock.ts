/** Goods: the catalogue, which stockpile has what, and the ledger. */
import {
  keepPreviousData,
  type UseQueryResult,
  useInfiniteQuery,
  useQuery,
} from '@tanstack/react-query'
import type { Language } from '../../data/bilingual.ts'
import type { LonLat } from '../../data/geometry.ts'
import type { KeeperMovement, LedgerAnswer, Minimum, StocktakeInput } from '../../data/ledger.ts'
import type { MaterialKey } from '../../data/materials.ts'
import type {
  ExpiringAnswer,
  MaterialsAnswer,
  StockAnswer,
  WrittenAnswer,
} from '../../data/stock.ts'
import { changing, fetchJson, reading, sendJson } from './request.ts'

const STALE_MILLISECONDS = 30_000
const PAGE_SIZE = 100

/** Whatever depends on how much there is and how much is promised. */
export const STOCK_KEYS = [
  ['stock'],
  ['transfer-plan'],
  ['collection', 'stockpiles'],
  ['item', 'stockpiles'],
] as const

/** How each item of the catalogue is typed. */
export const useMaterials = (): UseQueryResult<MaterialsAnswer> =>
  useQuery({
    ...reading<MaterialsAnswer>(['materials'], '/api/materials'),
    staleTime: Number.POSITIVE_INFINITY,
  })

const wantedParameters = (
  wanted: Readonly<Record<string, number>>,
  near: LonLat | null,
): URLSearchParams => {
  const items = Object.keys(wanted)
  const parameters = new URLSearchParams({
    item: items.join(','),
    quantity: items.map((item) => wanted[item] || '').join(','),
  })
  if (near) parameters.set('near', near.join(','))
  return parameters
}

/** Stockpiles that have the wanted goods; 0 asks for any quantity. */
export const useStock = (
  wanted: Readonly<Record<string, number>>,
  near: LonLat | null,
): UseQueryResult<StockAnswer> =>
  useQuery({
    ...reading<StockAnswer>(
      ['stock', 'near', wanted, near],
      `/api/stock?${wantedParameters(wanted, near)}`,
    ),
    enabled: Object.keys(wanted).length > 0,
    placeholderData: keepPreviousData,
    staleTime: STALE_MILLISECONDS,
  })

/** Everything that one stockpile holds. */
export const useStockpileStock = (stockpileId: string | null): UseQueryResult<StockAnswer> =>
  useQuery({
    ...reading<StockAnswer>(
      ['stock', 'of', stockpileId],
      `/api/stock?stockpile=${encodeURIComponent(stockpileId ?? '')}`,
    ),
    enabled: stockpileId !== null,
    staleTime: STALE_MILLISECONDS,
  })

/** Which part of the ledger is asked for; null is not narrowed. */
export interface LedgerFilter {
  readonly stockpileId: string | null
  readonly item: MaterialKey | null
}

const filterParameters = ({ stockpileId, item }: LedgerFilter): URLSearchParams => {
  const parameters = new URLSearchParams()
  if (stockpileId !== null) parameters.set('stockpile', stockpileId)
  if (item !== null) parameters.set('item', item)
  return parameters
}

type StockTable =
  | { readonly table: 'balances' | 'movements' | 'expiring'; readonly filter: LedgerFilter }
  | {
      readonly table: 'found'
      readonly wanted: Readonly<Record<string, number>>
      readonly near: LonLat | null
    }

/** Address of a table as a file, narrowed like what the page shows. */
export const stockTableUrl = (
  asked: StockTable,
  format: 'csv' | 'xlsx',
  language: Language,
): string => {
  const parameters =
    asked.table === 'found'
      ? wantedParameters(asked.wanted, asked.near)
      : filterParameters(asked.filter)
  parameters.set('f', format)
  parameters.set('lang', language)
  return `/api/stock/tables/${asked.table}?${parameters}`
}

/** Movements newest first. @param document its whole number; empty for all. */
export const useMovements = (filter: LedgerFilter, document: string) =>
  useInfiniteQuery({
    queryKey: ['stock', 'movements', filter, document],
    queryFn: ({ pageParam, signal }) => {
      const parameters = filterParameters(filter)
      parameters.set('limit', String(PAGE_SIZE))
      if (document !== '') parameters.set('document', document)
      if (pageParam !== null) parameters.set('before', String(pageParam))
      return fetchJson<LedgerAnswer>(`/api/ledger?${parameters}`, signal)
    },
    initialPageParam: null as number | null,
    getNextPageParam: ({ next }) => next ?? undefined,
    staleTime: STALE_MILLISECONDS,
  })

export const useExpiring = (filter: LedgerFilter): UseQueryResult<ExpiringAnswer> =>
  useQuery({
    ...reading<ExpiringAnswer>(
      ['stock', 'expiring', filter],
      `/api/stock/expiring?${filterParameters(filter)}`,
    ),
    staleTime: STALE_MILLISECONDS,
  })

/** An entry of a keeper as it is sent. */
interface KeeperEntry {
  readonly movements: readonly KeeperMovement[]
  readonly actor: string
  readonly reason: string
  readonly document: string
}

/** Enters receipts and issues; sent again with its key they are booked once. @throws ApiProblem */
export const recordMovements = (body: KeeperEntry, key: string): Promise<WrittenAnswer> =>
  changing(STOCK_KEYS, sendJson<WrittenAnswer>('POST', '/api/stock/movements', { body, key }))

/** Confirms a count; sent again with its key it is booked once. @throws ApiProblem */
export const confirmStocktake = (body: StocktakeInput, key: string): Promise<WrittenAnswer> =>
  changing(STOCK_KEYS, sendJson<WrittenAnswer>('POST', '/api/stocktakes', { body, key }))

/** @throws ApiProblem */
export const setMinimums = (minimums: readonly Minimum[]): Promise<null> =>
  changing(STOCK_KEYS, sendJson<null>('PUT', '/api/stock/minimums', { body: { minimums } }))
