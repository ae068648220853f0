/** Transfer orders: the list, one order, its next step. */
import { type UseQueryResult, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import type { OrderState } from '../data/order-steps.ts'
import type { OrderEventInput, TransferList, TransferOrder } from '../data/transfer-order.ts'
import { fetchJson, queryClient, sendJson } from './api.ts'

/** Others move orders on as well: what is open is looked at again this often. */
const REFETCH_MILLISECONDS = 15_000
const PAGE_SIZE = 50
/** As many as the server gives at once; so many papers are never overdue in one bureau. */
const MOST_OVERDUE = 200

const addressOf = (number: string): string => `/api/transfers/${encodeURIComponent(number)}`

/** Orders newest first, page by page. @param states all where it is empty. */
export const useOrders = (states: readonly OrderState[]) =>
  useInfiniteQuery({
    queryKey: ['transfers', 'list', states],
    queryFn: ({ pageParam, signal }) => {
      const parameters = new URLSearchParams({ limit: String(PAGE_SIZE) })
      if (states.length > 0) parameters.set('state', states.join(','))
      if (pageParam !== null) parameters.set('before', String(pageParam))
      return fetchJson<TransferList>(`/api/transfers?${parameters}`, signal)
    },
    initialPageParam: null as number | null,
    getNextPageParam: ({ next }) => next ?? undefined,
    refetchInterval: REFETCH_MILLISECONDS,
  })

/** Orders by phone whose papers are overdue, newest first. Asked only where there are any. */
export const useOverdueOrders = (isAsked: boolean): UseQueryResult<TransferList> =>
  useQuery({
    queryKey: ['transfers', 'list', 'overdue'],
    queryFn: ({ signal }) =>
      fetchJson<TransferList>(`/api/transfers?overdue=true&limit=${MOST_OVERDUE}`, signal),
    enabled: isAsked,
    refetchInterval: REFETCH_MILLISECONDS,
  })

export const useOrder = (number: string | null): UseQueryResult<TransferOrder> =>
  useQuery({
    queryKey: ['transfers', 'one', number],
    queryFn: ({ signal }) => fetchJson<TransferOrder>(addressOf(number ?? ''), signal),
    enabled: number !== null,
    refetchInterval: REFETCH_MILLISECONDS,
  })

/** Takes a step; sent again with its key it is taken once. @throws ApiProblem */
export const takeStep = async (
  number: string,
  event: OrderEventInput,
  key: string,
): Promise<TransferOrder> => {
  const order = await sendJson<TransferOrder>('POST', `${addressOf(number)}/events`, {
    body: event,
    headers: { 'Idempotency-Key': key },
  })
  queryClient.setQueryData(['transfers', 'one', number], order)
  void queryClient.invalidateQueries({ queryKey: ['transfers', 'list'] })
  void queryClient.invalidateQueries({ queryKey: ['stock'] })
  void queryClient.invalidateQueries({ queryKey: ['collection', 'stockpiles'] })
  return order
}

/** The order as it is now, after somebody else moved it on. */
export const readAgain = (number: string): Promise<void> =>
  queryClient.invalidateQueries({ queryKey: ['transfers', 'one', number] })
