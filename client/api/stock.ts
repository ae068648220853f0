/** Goods: the catalogue, which stockpile has what, and the ledger. */
import {
  keepPreviousData,
  type UseQueryResult,
  useInfiniteQuery,
  useQuery,
} from '@tanstack/react-query'
import type { LonLat } from '../../data/geometry.ts'
import type { KeeperMovement, LoansAnswer, Minimum, StocktakeInput } from '../../data/ledger.ts'
import type { MaterialKey } from '../../data/materials.ts'
import type {
  ExpiringAnswer,
  MaterialsAnswer,
  StockAnswer,
  WrittenAnswer,
} from '../../data/stock.ts'
import { addressOf, ask, changing, type FileQuery, reading } from './request.ts'

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
  useQuery({ ...reading(['materials'], '/api/materials'), staleTime: Number.POSITIVE_INFINITY })

const wantedParameters = (wanted: Readonly<Record<string, number>>, near: LonLat | null) => {
  const items = Object.keys(wanted)
  return {
    item: items.join(','),
    quantity: items.map((item) => wanted[item] || '').join(','),
    near: near?.join(','),
  }
}

/** Stockpiles that have the wanted goods; 0 asks for any quantity. */
export const useStock = (
  wanted: Readonly<Record<string, number>>,
  near: LonLat | null,
): UseQueryResult<StockAnswer> =>
  useQuery({
    ...reading(['stock', 'near', wanted, near], '/api/stock', {
      query: wantedParameters(wanted, near),
    }),
    enabled: Object.keys(wanted).length > 0,
    placeholderData: keepPreviousData,
    staleTime: STALE_MILLISECONDS,
  })

/** Everything that one stockpile holds. */
export const useStockpileStock = (stockpileId: string | null): UseQueryResult<StockAnswer> =>
  useQuery({
    ...reading(['stock', 'of', stockpileId], '/api/stock', {
      query: { stockpile: stockpileId ?? '' },
    }),
    enabled: stockpileId !== null,
    staleTime: STALE_MILLISECONDS,
  })

/** Which part of the ledger is asked for; null is not narrowed. */
export interface LedgerFilter {
  readonly stockpileId: string | null
  readonly item: MaterialKey | null
}

const filterParameters = ({ stockpileId, item }: LedgerFilter) => ({
  stockpile: stockpileId ?? undefined,
  item: item ?? undefined,
})

type StockTable =
  | {
      readonly table: 'balances' | 'count' | 'movements' | 'expiring' | 'loans'
      readonly filter: LedgerFilter
    }
  | {
      readonly table: 'turnover'
      readonly filter: LedgerFilter
      /** Local days, both part of it. */
      readonly period: { readonly from: string; readonly to: string }
    }
  | {
      readonly table: 'found'
      readonly wanted: Readonly<Record<string, number>>
      readonly near: LonLat | null
    }

/** Address of a table as a file, narrowed like what the page shows. */
export const stockTableUrl = (asked: StockTable, file: FileQuery): string => {
  if (asked.table === 'found') {
    const query = { ...wantedParameters(asked.wanted, asked.near), ...file }
    return addressOf('/api/stock/tables/found', { query })
  }
  const { table, filter } = asked
  const period = asked.table === 'turnover' ? asked.period : {}
  const query = { ...filterParameters(filter), ...period, ...file }
  return addressOf('/api/stock/tables/:table', { param: { table }, query })
}

/** Movements newest first. @param document its whole number; empty for all. */
export const useMovements = (filter: LedgerFilter, document: string) =>
  useInfiniteQuery({
    queryKey: ['stock', 'movements', filter, document],
    queryFn: ({ pageParam, signal }) => {
      const query = {
        ...filterParameters(filter),
        limit: String(PAGE_SIZE),
        document: document || undefined,
        before: pageParam?.toString(),
      }
      return ask('get', '/api/ledger', { query }, signal)
    },
    initialPageParam: null as number | null,
    getNextPageParam: ({ next }) => next ?? undefined,
    staleTime: STALE_MILLISECONDS,
  })

export const useExpiring = (filter: LedgerFilter): UseQueryResult<ExpiringAnswer> =>
  useQuery({
    ...reading(['stock', 'expiring', filter], '/api/stock/expiring', {
      query: filterParameters(filter),
    }),
    staleTime: STALE_MILLISECONDS,
  })

/** Loans that have not come back whole, due first first. */
export const useLoans = (filter: LedgerFilter): UseQueryResult<LoansAnswer> =>
  useQuery({
    ...reading(['stock', 'loans', filter], '/api/stock/loans', {
      query: filterParameters(filter),
    }),
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
export const recordMovements = (json: KeeperEntry, key: string): Promise<WrittenAnswer> =>
  changing(STOCK_KEYS, ask('post', '/api/stock/movements', { json, key }))

/** Confirms a count; sent again with its key it is booked once. @throws ApiProblem */
export const confirmStocktake = (json: StocktakeInput, key: string): Promise<WrittenAnswer> =>
  changing(STOCK_KEYS, ask('post', '/api/stocktakes', { json, key }))

/** @throws ApiProblem */
export const setMinimums = (minimums: readonly Minimum[]): Promise<null> =>
  changing(STOCK_KEYS, ask('put', '/api/stock/minimums', { json: { minimums } }))
