/** Plans and their confirmation. */
import { keepPreviousData, type UseQueryResult, useQuery } from '@tanstack/react-query'
import type { LineChange, TransferOrder } from '../data/transfer-order.ts'
import type { TransferPlan, TransferPlanInput } from '../data/transfer-plan.ts'
import { fetchJson, postJson, queryClient, sendJson } from './api.ts'
import { type ApiProblem, asApiProblem } from './api-problem.ts'
import type { PendingConfirmation } from './state/plan-draft.ts'

/** How often a plan that is being proved is looked at. */
const POLL_MILLISECONDS = 700
/** "Now" moves on: a plan for now is made again after this long. */
const STALE_MILLISECONDS = 120_000

const keyOf = (input: TransferPlanInput | null) => ['transfer-plan', input] as const

/** The plan for a draft, and what its proof has found since; nothing is asked for an empty draft. */
export const useTransferPlan = (input: TransferPlanInput | null): UseQueryResult<TransferPlan> =>
  useQuery({
    queryKey: keyOf(input),
    queryFn: async ({ signal }) => {
      const known = queryClient.getQueryData<TransferPlan>(keyOf(input))
      return known?.proof.state === 'running'
        ? fetchJson<TransferPlan>(`/api/transfer-plans/${known.id}`, signal)
        : postJson<TransferPlan>('/api/transfer-plans', input, signal)
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

/** Asks for the plan anew, because stock has moved; until it comes there is none to confirm. */
export const planAgain = (input: TransferPlanInput | null): Promise<void> =>
  // removed instead of reset, the page would keep the old answer and ask nothing
  queryClient.resetQueries({ queryKey: keyOf(input) })

/** What became of a confirmation: an order, lines that have changed, or nobody knows. */
export type ConfirmOutcome =
  | { readonly kind: 'confirmed'; readonly order: TransferOrder }
  | { readonly kind: 'changed'; readonly changes: readonly LineChange[] }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'refused'; readonly problem: ApiProblem }

const changesIn = ({ document }: ApiProblem): readonly LineChange[] =>
  Array.isArray(document.changes) ? (document.changes as LineChange[]) : []

/** No answer, or a gateway's: what stands behind it may have done it. */
const UNKNOWN_STATUSES: ReadonlySet<number> = new Set([0, 502, 503, 504])

/** Sends a confirmation; sent again with its key it is carried out once. */
export const confirmTransfer = async ({
  key,
  input,
}: PendingConfirmation): Promise<ConfirmOutcome> => {
  try {
    const order = await sendJson<TransferOrder>('POST', '/api/transfers', {
      body: input,
      headers: { 'Idempotency-Key': key },
    })
    void queryClient.invalidateQueries({ queryKey: ['transfers'] })
    void queryClient.invalidateQueries({ queryKey: ['stock'] })
    void queryClient.invalidateQueries({ queryKey: ['collection', 'stockpiles'] })
    return { kind: 'confirmed', order }
  } catch (error) {
    const problem = asApiProblem(error)
    if (UNKNOWN_STATUSES.has(problem.status)) {
      return { kind: 'unknown' }
    }
    const changes = changesIn(problem)
    return changes.length > 0 ? { kind: 'changed', changes } : { kind: 'refused', problem }
  }
}
