/** Plans and their confirmation; transfer orders and their steps. */
import {
  keepPreviousData,
  type UseQueryResult,
  useInfiniteQuery,
  useQuery,
} from '@tanstack/react-query'
import type { LoadLinks } from '../../data/load-link.ts'
import type { OrderEventInput } from '../../data/order-event.ts'
import type { OrderState } from '../../data/order-steps.ts'
import type { OrderWatch } from '../../data/order-watch.ts'
import type { TransferPlanInput } from '../../data/plan-request.ts'
import type {
  LineChange,
  TransferInput,
  TransferList,
  TransferOrder,
} from '../../data/transfer-order.ts'
import type {
  Counterfactual,
  CounterfactualRequest,
  TransferPlan,
} from '../../data/transfer-plan.ts'
import { type ApiProblem, asApiProblem, isOutcomeUnknown } from './problem.ts'
import { ask, changing, invalidate, queryClient, reading } from './request.ts'
import { STOCK_KEYS } from './stock.ts'

/** How often a plan that is being proved is looked at. */
const POLL_MILLISECONDS = 700
/** "Now" moves on: a plan for now is made again after this long. */
const STALE_MILLISECONDS = 120_000

const planKey = (input: TransferPlanInput | null) => ['transfer-plan', input] as const

/** The plan for a draft, and what its proof has found since; nothing is asked for an empty draft. */
export const useTransferPlan = (input: TransferPlanInput | null): UseQueryResult<TransferPlan> =>
  useQuery({
    queryKey: planKey(input),
    queryFn: async ({ signal }) => {
      const known = queryClient.getQueryData<TransferPlan>(planKey(input))
      return known?.proof.state === 'running'
        ? ask('get', '/api/transfer-plans/:planId', { param: { planId: known.id } }, signal)
        : ask('post', '/api/transfer-plans', { json: input! }, signal)
    },
    enabled: input !== null,
    placeholderData: keepPreviousData,
    staleTime: STALE_MILLISECONDS,
    // A plan that lies open must not go on promising departures of half an hour ago.
    refetchInterval: ({ state }) =>
      state.data?.proof.state === 'running' && !state.error
        ? POLL_MILLISECONDS
        : STALE_MILLISECONDS,
  })

/** Time alone makes an order late: it is looked at again so often, and at once when anything changes. */
const WATCH_MILLISECONDS = 60_000

/** Loads of open orders of which there is something to say. */
export const useOrderWatch = (): UseQueryResult<OrderWatch> =>
  useQuery({
    ...reading(['order-watch'], '/api/transfers/watch'),
    refetchInterval: WATCH_MILLISECONDS,
  })

/** What it would cost if a stockpile sent an item; asked when it is looked at. */
export const useCounterfactual = (
  planId: string,
  json: CounterfactualRequest,
): UseQueryResult<Counterfactual> =>
  useQuery({
    queryKey: ['counterfactual', planId, json],
    queryFn: ({ signal }) =>
      ask(
        'post',
        '/api/transfer-plans/:planId/counterfactuals',
        { param: { planId }, json },
        signal,
      ),
    staleTime: Number.POSITIVE_INFINITY,
  })

/** Asks for the plan anew, because stock has moved; until it comes there is none to confirm. */
export const planAgain = (input: TransferPlanInput | null): Promise<void> =>
  // removed instead of reset, the page would keep the old answer and ask nothing
  queryClient.resetQueries({ queryKey: planKey(input) })

/** What became of a confirmation; `unknown` where no answer came. */
export type ConfirmOutcome =
  | { readonly kind: 'confirmed'; readonly order: TransferOrder }
  | { readonly kind: 'changed'; readonly changes: readonly LineChange[] }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'refused'; readonly problem: ApiProblem }

const changesIn = ({ document }: ApiProblem): readonly LineChange[] =>
  Array.isArray(document.changes) ? (document.changes as LineChange[]) : []

/** Sends a confirmation; sent again with its key it is carried out once. */
export const confirmTransfer = async (
  json: TransferInput,
  key: string,
): Promise<ConfirmOutcome> => {
  try {
    const order = await ask('post', '/api/transfers', { json, key })
    // not the plan: it goes with the draft
    invalidate([['transfers'], ['stock'], ['collection', 'stockpiles'], ['item', 'stockpiles']])
    return { kind: 'confirmed', order }
  } catch (error) {
    const problem = asApiProblem(error)
    if (isOutcomeUnknown(problem)) return { kind: 'unknown' }
    const changes = changesIn(problem)
    return changes.length > 0 ? { kind: 'changed', changes } : { kind: 'refused', problem }
  }
}

/** Others move orders on as well: what is open is looked at again this often. */
const REFETCH_MILLISECONDS = 15_000
const PAGE_SIZE = 50
/** As many as the server gives at once; so many papers are never overdue in one bureau. */
const MOST_OVERDUE = 200

const orderKey = (number: string | null) => ['transfers', 'one', number] as const

/**
 * Orders newest first, page by page. @param states all where it is empty.
 * @param isAtSite only those with goods at their sites.
 */
export const useOrders = (states: readonly OrderState[], isAtSite: boolean) =>
  useInfiniteQuery({
    queryKey: ['transfers', 'list', states, isAtSite],
    queryFn: ({ pageParam, signal }) => {
      const query = {
        limit: String(PAGE_SIZE),
        state: states.join(',') || undefined,
        before: pageParam?.toString(),
        atSite: isAtSite ? ('true' as const) : undefined,
      }
      return ask('get', '/api/transfers', { query }, signal)
    },
    initialPageParam: null as number | null,
    getNextPageParam: ({ next }) => next ?? undefined,
    refetchInterval: REFETCH_MILLISECONDS,
  })

/** As many as one answer holds: more than a day brings. */
const MOST_RECENT = 200

/** The newest orders, to be compared with what is planned. */
export const useRecentOrders = (isAsked: boolean): UseQueryResult<TransferList> =>
  useQuery({
    ...reading(['transfers', 'list', 'recent'], '/api/transfers', {
      query: { limit: String(MOST_RECENT) },
    }),
    enabled: isAsked,
  })

/** Orders by phone whose papers are overdue, newest first. Asked only where there are any. */
export const useOverdueOrders = (isAsked: boolean): UseQueryResult<TransferList> =>
  useQuery({
    ...reading(['transfers', 'list', 'overdue'], '/api/transfers', {
      query: { overdue: 'true', limit: String(MOST_OVERDUE) },
    }),
    enabled: isAsked,
    refetchInterval: REFETCH_MILLISECONDS,
  })

export const useOrder = (number: string | null): UseQueryResult<TransferOrder> =>
  useQuery({
    ...reading(orderKey(number), '/api/transfers/:number', { param: { number: number ?? '' } }),
    enabled: number !== null,
    refetchInterval: REFETCH_MILLISECONDS,
  })

/** Links and ways of an order's loads; asked when they are looked at or printed. */
export const useLoadLinks = (number: string, isAsked: boolean): UseQueryResult<LoadLinks> =>
  useQuery({
    ...reading(['transfers', 'links', number], '/api/transfers/:number/load-links', {
      param: { number },
    }),
    enabled: isAsked,
  })
/** The same, asked now. @throws ApiProblem */
export const readLoadLinks = (number: string): Promise<LoadLinks> =>
  ask('get', '/api/transfers/:number/load-links', { param: { number } })

/** Takes a step; sent again with its key it is taken once. @throws ApiProblem */
export const takeStep = async (
  number: string,
  json: OrderEventInput,
  key: string,
): Promise<TransferOrder> => {
  const order = await changing(
    [['transfers', 'list'], ...STOCK_KEYS],
    ask('post', '/api/transfers/:number/events', { param: { number }, json, key }),
  )
  queryClient.setQueryData(orderKey(number), order)
  return order
}

/** Sends its loads by the ways that are open now. @throws ApiProblem */
export const rerouteOrder = async (number: string, actor: string): Promise<void> => {
  const order = await changing(
    [['transfers', 'list'], ['order-watch']],
    ask('post', '/api/transfers/:number/reroute', { param: { number }, json: { actor } }),
  )
  queryClient.setQueryData(orderKey(number), order)
}

/** The order as it is now, after somebody else moved it on. */
export const readAgain = (number: string): void => invalidate([orderKey(number)])
