/** Goods: which stockpile has what, and the books. */
import {
  keepPreviousData,
  type UseQueryResult,
  useInfiniteQuery,
  useQuery,
} from '@tanstack/react-query'
import type { LonLat } from '../data/geometry.ts'
import type { KeeperMovement, LedgerAnswer, Minimum, StocktakeInput } from '../data/ledger.ts'
import type { ExpiringAnswer, StockAnswer, WrittenAnswer } from '../data/stock.ts'
import { fetchJson, postJson, queryClient, sendJson } from './api.ts'

const STALE_MILLISECONDS = 30_000
const PAGE_SIZE = 100

/** Stockpiles that have the wanted goods; 0 asks for any quantity. */
export const useStock = (
  wanted: Readonly<Record<string, number>>,
  near: LonLat | null,
): UseQueryResult<StockAnswer> =>
  useQuery({
    queryKey: ['stock', 'near', wanted, near],
    queryFn: ({ signal }) => {
      const items = Object.keys(wanted)
      const parameters = new URLSearchParams({
        item: items.join(','),
        quantity: items.map((item) => wanted[item] || '').join(','),
      })
      if (near) parameters.set('near', near.join(','))
      return fetchJson<StockAnswer>(`/api/stock?${parameters}`, signal)
    },
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

/** Movements newest first. @param stockpileId null for all. */
export const useMovements = (stockpileId: string | null) =>
  useInfiniteQuery({
    queryKey: ['stock', 'movements', stockpileId],
    queryFn: ({ pageParam, signal }) => {
      const parameters = new URLSearchParams({ limit: String(PAGE_SIZE) })
      if (stockpileId !== null) parameters.set('stockpile', stockpileId)
      if (pageParam !== null) parameters.set('before', String(pageParam))
      return fetchJson<LedgerAnswer>(`/api/ledger?${parameters}`, signal)
    },
    initialPageParam: null as number | null,
    getNextPageParam: ({ next }) => next ?? undefined,
    staleTime: STALE_MILLISECONDS,
  })

export const useExpiring = (stockpileId: string | null): UseQueryResult<ExpiringAnswer> =>
  useQuery({
    queryKey: ['stock', 'expiring', stockpileId],
    queryFn: ({ signal }) =>
      fetchJson<ExpiringAnswer>(
        stockpileId === null
          ? '/api/stock/expiring'
          : `/api/stock/expiring?stockpile=${encodeURIComponent(stockpileId)}`,
        signal,
      ),
    staleTime: STALE_MILLISECONDS,
  })

const stockChanged = (): void => {
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
