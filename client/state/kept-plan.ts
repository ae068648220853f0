/** Keeps the plan being made over a reload, a closed window or a lost connection. */
import { EMPTY_CONTENT, type PlanDraft, usePlanDraft } from './plan-draft.ts'

const KEY = 'transfer-plan-draft'

type Kept = Pick<PlanDraft, 'content' | 'requestedBy' | 'pending'>

/** What was kept is ours, but a newer program may have other ideas of it: the shape is looked at. */
const isKept = (kept: unknown): kept is Kept => {
  if (typeof kept !== 'object' || kept === null) return false
  if (!('content' in kept) || !('requestedBy' in kept) || !('pending' in kept)) return false
  const { content, requestedBy } = kept
  return (
    typeof requestedBy === 'string' &&
    typeof content === 'object' &&
    content !== null &&
    Object.keys(EMPTY_CONTENT).every((name) => name in content) &&
    Array.isArray((content as Kept['content']).sites)
  )
}

/** The kept draft; null where there is none, or none that can be read. */
export const keptPlan = (storage: Pick<Storage, 'getItem'>): Kept | null => {
  try {
    const kept: unknown = JSON.parse(storage.getItem(KEY) ?? 'null')
    return isKept(kept) ? kept : null
  } catch {
    // A browser may refuse storage altogether; then nothing is kept.
    return null
  }
}

const keep = ({ content, requestedBy, pending }: PlanDraft, storage: Storage): void => {
  try {
    storage.setItem(KEY, JSON.stringify({ content, requestedBy, pending }))
  } catch {
    // Full or forbidden: the draft lives as long as the page does.
  }
}

/** Puts back what was kept and keeps what comes. */
export const startKeepingPlan = (storage: Storage = localStorage): void => {
  const kept = keptPlan(storage)
  const isEmpty = usePlanDraft.getState().past.length === 0
  if (kept && isEmpty) usePlanDraft.setState(kept)
  usePlanDraft.subscribe((draft) => keep(draft, storage))
}
