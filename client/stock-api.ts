/** Goods: which stockpile has what, and the books. */
import {
  keepPreviousData,
  type UseQueryResult,
  useInfiniteQuery,
  useQuery,
} from '@tanstack/react-query'
import type { Language } from '../data/bilingual.ts'
import type { LonLat } from '../data/geometry.ts'
import type { KeeperMovement, LedgerAnswer, Minimum, StocktakeInput } from '../data/ledger.ts'
import type { MaterialKey } from '../data/materials.ts'
import type { ExpiringAnswer, StockAnswer, WrittenAnswer } from '../data/stock.ts'
import { fetchJson, postJson, queryClient, sendJson } from './api.ts'

const STALE_MILLISECONDS = 30_000
const PAGE_SIZE = 100

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

/** Address of what is found, as a file. */
export const foundTableUrl = (
  wanted: Readonly<Record<string, number>>,
  near: LonLat | null,
  format: 'csv' | 'xlsx',
  language: Language,
): string => {
  const parameters = wantedParameters(wanted, near)
  parameters.set('f', format)
  parameters.set('lang', language)
  return `/api/stock/tables/found?${parameters}`
}

/** Stockpiles that have the wanted goods; 0 asks for any quantity. */
export const useStock = (
  wanted: Readonly<Record<string, number>>,
  near: LonLat | null,
): UseQueryResult<StockAnswer> =>
  useQuery({
    queryKey: ['stock', 'near', wanted, near],
    queryFn: ({ signal }) =>
      fetchJson<StockAnswer>(`/api/stock?${wantedParameters(wanted, near)}`, signal),
    enabled: Object.keys(wanted).length > 0,
    placeholderData: keepPreviousData,
    staleTime: STALE_MILLISECONDS,
  })

/** Everything that one stockpile holds. */
export const useStockpileStock = (stockpileId: string | null): UseQueryResult<StockAnswer> =>
  useQuery({
    queryKey: ['stock', 'of', stockpileId],
    queryFn: ({ signal }) =>
      fetchJson<StockAnswer>(
        `/api/stock?stockpile=${encodeURIComponent(stockpileId ?? '')}`,
        signal,
      ),
    enabled: stockpileId !== null,
    staleTime: STALE_MILLISECONDS,
  })

/** Which part of the books is asked for; null is not narrowed. */
export interface BooksFilter {
  readonly stockpileId: string | null
  readonly item: MaterialKey | null
}

const filterParameters = ({ stockpileId, item }: BooksFilter): URLSearchParams => {
  const parameters = new URLSearchParams()
  if (stockpileId !== null) parameters.set('stockpile', stockpileId)
  if (item !== null) parameters.set('item', item)
  return parameters
}

/** Address of a table of the books as a file, narrowed like what the page shows. */
export const stockTableUrl = (
  table: 'balances' | 'movements' | 'expiring',
  filter: BooksFilter,
  format: 'csv' | 'xlsx',
  language: Language,
): string => {
  const parameters = filterParameters(filter)
  parameters.set('f', format)
  parameters.set('lang', language)
  return `/api/stock/tables/${table}?${parameters}`
}

/** Movements newest first. @param document its whole number; empty for all. */
export const useMovements = (filter: BooksFilter, document: string) =>
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

export const useExpiring = (filter: BooksFilter): UseQueryResult<ExpiringAnswer> =>
  useQuery({
    queryKey: ['stock', 'expiring', filter],
    queryFn: ({ signal }) =>
      fetchJson<ExpiringAnswer>(`/api/stock/expiring?${filterParameters(filter)}`, signal),
    staleTime: STALE_MILLISECONDS,
  })

/** Asks anew for whatever depends on the stock: it has changed, or may have. */
export const stockChanged = (): void => {
  void queryClient.invalidateQueries({ queryKey: ['stock'] })
  void queryClient.invalidateQueries({ queryKey: ['transfer-plan'] })
  void queryClient.invalidateQueries({ queryKey: ['collection', 'stockpiles'] })
  void queryClient.invalidateQueries({ queryKey: ['item', 'stockpiles'] })
}

interface Written {
  readonly actor: string
  readonly reason: string
  readonly document: string
}

/** @throws ApiProblem */
export const recordMovements = async (
  movements: readonly KeeperMovement[],
  written: Written,
): Promise<WrittenAnswer> => {
  const answer = await postJson<WrittenAnswer>('/api/stock/movements', { movements, ...written })
  stockChanged()
  return answer
}

/** @throws ApiProblem */
export const confirmStocktake = async (input: StocktakeInput): Promise<WrittenAnswer> => {
  const answer = await postJson<WrittenAnswer>('/api/stocktakes', input)
  stockChanged()
  return answer
}

/** @throws ApiProblem */
export const setMinimums = async (minimums: readonly Minimum[]): Promise<void> => {
  await sendJson<null>('PUT', '/api/stock/minimums', { body: { minimums } })
  stockChanged()
}
