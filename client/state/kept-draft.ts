/** Keeps an unsaved scenario over a reload of the page, in this window only. */
import { NO_CHANGES } from '../../data/scenario.ts'
import { type ScenarioDraft, useScenarioDraft } from './scenario-draft.ts'

const KEY = 'scenario-draft'

type Kept = Pick<ScenarioDraft, 'changes' | 'saved'>

/** What was kept is ours, but a newer program may have other ideas of it: the shape is looked at. */
const isKept = (kept: unknown): kept is Kept => {
  if (typeof kept !== 'object' || kept === null || !('changes' in kept)) return false
  const changes = kept.changes as Readonly<Record<string, unknown>> | null
  return 'saved' in kept && Object.keys(NO_CHANGES).every((list) => Array.isArray(changes?.[list]))
}

/** The kept draft; null where there is none, or none that can be read. */
export const keptDraft = (storage: Pick<Storage, 'getItem'>): Kept | null => {
  try {
    const kept: unknown = JSON.parse(storage.getItem(KEY) ?? 'null')
    return isKept(kept) ? kept : null
  } catch {
    // A browser may refuse storage altogether; then nothing is kept.
    return null
  }
}

const keep = ({ changes, saved }: ScenarioDraft, storage: Storage): void => {
  try {
    storage.setItem(KEY, JSON.stringify({ changes, saved }))
  } catch {
    // Full or forbidden: the draft lives as long as the page does.
  }
}

/** Puts back what was kept and keeps what comes. @returns whether anything was put back. */
export const startKeepingDraft = (storage: Storage = sessionStorage): boolean => {
  const kept = keptDraft(storage)
  const isEmpty = useScenarioDraft.getState().past.length === 0
  if (kept && isEmpty) useScenarioDraft.setState(kept)
  useScenarioDraft.subscribe((draft, before) => {
    if (draft.changes !== before.changes || draft.saved !== before.saved) keep(draft, storage)
  })
  return kept !== null && isEmpty
}
