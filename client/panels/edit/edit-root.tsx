/** Everything about changing features that lies over the map: the form, its questions, what was done. */
import { Modal } from 'antd'
import { useEffect } from 'react'
import { COLLECTIONS } from '../../../data/collections.ts'
import { listText } from '../../../data/wording.ts'
import { Action } from '../../form/pieces.tsx'
import { takesText } from '../../form/takes-text.ts'
import { useAttempt } from '../../form/use-attempt.ts'
import '../../i18n/edit-texts.ts'
import { useText } from '../../i18n/text.ts'
import { useAppState } from '../../state/app-state.ts'
import {
  changedFields,
  type FeatureDraft,
  leaveFor,
  stayHere,
  throwAway,
  useEditing,
} from '../../state/edit-draft.ts'
import { dismissNote, type EditNote, tellDone, useEditNote } from '../../state/edit-note.ts'
import { AsOfBanner } from './as-of-choice.tsx'
import { EditForm } from './edit-form.tsx'
import { useFieldWords } from './field-words.tsx'
import { MergeDialog } from './merge-dialog.tsx'
import { nameOf, useConflict } from './save.ts'
import '../../form/blocks.css'
import './edit.css'

export const EditRoot = () => {
  const draft = useEditing((state) => state.draft)
  const leaving = useEditing((state) => state.leaving)
  const conflict = useConflict((state) => state.conflict)
  const note = useEditNote((state) => state.note)
  useOtherSelection()
  return (
    <>
      {draft && <EditForm key={`${draft.collection}/${draft.id}`} draft={draft} />}
      {draft && leaving && <LeaveQuestion draft={draft} />}
      {draft && conflict && (
        <MergeDialog key={conflict.version} draft={draft} conflict={conflict} />
      )}
      <AsOfBanner />
      {note && !draft && <DoneNote key={note.sequence} note={note} />}
    </>
  )
}

/** Whoever opens another feature has left the form, unless something in it is not saved. */
const useOtherSelection = (): void => {
  useEffect(
    () =>
      useAppState.subscribe(({ selection }, before) => {
        const { draft, leaving } = useEditing.getState()
        if (!draft || leaving || selection === before.selection) return
        if (selection?.id === draft.id && selection?.collection === draft.collection) return
        leaveFor()
      }),
    [],
  )
}

const LeaveQuestion = ({ draft }: { draft: FeatureDraft }) => {
  const { t, language } = useText('edit')
  const { labelOf } = useFieldWords(draft.collection)
  const fields = listText(changedFields(draft, draft.read).map(labelOf), language)
  const name = nameOf(draft) || COLLECTIONS[draft.collection].title[language]
  return (
    <Modal
      open
      centered
      title={t('leaveTitle')}
      onCancel={stayHere}
      footer={
        <div className="row wrapped edit-save">
          <Action danger label={t('discard')} onClick={throwAway} />
          <Action type="primary" autoFocus label={t('stay')} onClick={stayHere} />
        </div>
      }
    >
      <p>{t('leaveText', { name, fields })}</p>
    </Modal>
  )
}

/** How long what was done can be taken back from here; the history and the bin keep it. */
const NOTE_MILLISECONDS = 30_000

/** What was done, and how to take it back. */
const DoneNote = ({ note }: { note: EditNote }) => {
  const { t, language } = useText('edit', 'note')
  const { isBusy, problem, attempt } = useAttempt()
  const { kind, name, count, undo } = note
  const takeBack = (): void => {
    if (!undo || isBusy) return
    void attempt(async () => {
      await undo()
      tellDone(kind === 'bulk' ? 'bulkUndone' : 'undone', name, null, count)
    })
  }
  useEffect(() => {
    const timer = setTimeout(dismissNote, NOTE_MILLISECONDS)
    return () => clearTimeout(timer)
  }, [])
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const isUndo = event.key.toLowerCase() === 'z' && (event.ctrlKey || event.metaKey)
      if (!undo || !isUndo || event.shiftKey || event.defaultPrevented) return
      if (takesText(event.target)) return
      event.preventDefault()
      takeBack()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  })
  return (
    <div className="edit-note" role="status">
      <p className="row wrapped">
        <span>
          {problem
            ? t('notUndone', { detail: problem.sentence[language] })
            : t(kind, { name, count })}
        </span>
        {undo && !problem && (
          <Action
            type="link"
            title="Ctrl+Z"
            aria-keyshortcuts="Control+Z"
            loading={isBusy}
            label={t('undo')}
            onClick={takeBack}
          />
        )}
        <Action type="link" label={t('close')} onClick={dismissNote} />
      </p>
    </div>
  )
}
