/** What was just done to features, and how it is taken back. */
import { create } from 'zustand'

type NoteKind =
  | 'created'
  | 'saved'
  | 'deleted'
  | 'reverted'
  | 'restored'
  | 'purged'
  | 'emptied'
  | 'bulk'
  | 'undone'
  | 'bulkUndone'

export interface EditNote {
  /** Each is another one, though it may say the same. */
  readonly sequence: number
  readonly kind: NoteKind
  /** Of the feature; of several how many. */
  readonly name: string
  readonly count: number
  /** Null where there is nothing to be taken back. */
  readonly undo: (() => Promise<unknown>) | null
}

export const useEditNote = create<{ readonly note: EditNote | null }>()(() => ({ note: null }))

export const tellDone = (
  kind: NoteKind,
  name: string,
  undo: EditNote['undo'] = null,
  count = 1,
): void =>
  useEditNote.setState(({ note }) => ({
    note: { sequence: (note?.sequence ?? 0) + 1, kind, name, undo, count },
  }))

export const dismissNote = (): void => useEditNote.setState({ note: null })
