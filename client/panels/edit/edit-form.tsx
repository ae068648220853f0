import { CloseOutlined } from '@ant-design/icons'
import { type FormEvent, useEffect, useId, useMemo, useRef, useState } from 'react'
import { COLLECTIONS } from '../../../data/collections.ts'
import { useFeature } from '../../api/features.ts'
import { isOutcomeUnknown } from '../../api/problem.ts'
import { FIELD_GROUPS, type FieldGroup, groupFields } from '../../form/field-group.ts'
import { Action, Message } from '../../form/pieces.tsx'
import { useAttempt } from '../../form/use-attempt.ts'
import { useText } from '../../i18n/text.ts'
import {
  changedFields,
  changeFields,
  type FeatureDraft,
  isChanged,
  leaveFor,
  setEditTool,
  useEditing,
} from '../../state/edit-draft.ts'
import { FieldInput } from './field-input.tsx'
import { canBeSaved, draftProblems } from './field-problem.ts'
import { PlacePart } from './place-part.tsx'
import { nameOf, saveDraft, signature, useConflict } from './save.ts'
import { SignatureFields } from './signature-fields.tsx'

/** The form of a feature, beside a map that its place is set on. */
export const EditForm = ({ draft }: { draft: FeatureDraft }) => {
  const { t, language } = useText('edit', 'form')
  const headingId = useId()
  const heading = useRef<HTMLHeadingElement>(null)
  const tool = useEditing((state) => state.tool)
  const [isTried, setIsTried] = useState(false)
  const [reason, setReason] = useState('')
  const { isBusy, problem, attempt } = useAttempt()
  const problems = useMemo(() => draftProblems(draft), [draft])
  const resource = COLLECTIONS[draft.collection]
  const changed = useMemo(() => new Set(changedFields(draft, draft.read)), [draft])
  const isNew = draft.id === null
  // what was never filled in is not yet wrong
  const shown = (name: string): string | null =>
    isTried || !isNew || changed.has(name) ? (problems[name]?.[language] ?? null) : null
  useEffect(() => heading.current?.focus({ preventScroll: true }), [])
  const form = useRef<HTMLFormElement>(null)
  const save = (event?: FormEvent): void => {
    event?.preventDefault()
    setIsTried(true)
    if (isBusy) return
    if (canBeSaved(draft, problems)) {
      void attempt(() => saveDraft(signature(reason.trim())))
      return
    }
    const [first] = Object.keys(problems)
    form.current?.querySelector(`[data-field="${first}"]`)?.scrollIntoView({ block: 'center' })
  }
  useFormKeys(save)
  const wrong = Object.keys(problems).length
  return (
    <dialog
      open
      className="column feature-drawer edit-drawer"
      data-tool={tool}
      aria-labelledby={headingId}
    >
      <div className="drawer-head">
        <div>
          <p className="secondary">
            {t(isNew ? 'adding' : 'editing')} · {resource.title[language]}
          </p>
          <h2 id={headingId} ref={heading} tabIndex={-1}>
            {nameOf(draft) || resource.title[language]}
          </h2>
        </div>
        <Action
          icon={CloseOutlined}
          type="text"
          aria-label={t('close')}
          onClick={() => leaveFor()}
        />
      </div>
      <form ref={form} className="column drawer-body edit-body" noValidate onSubmit={save}>
        <PlacePart draft={draft} problem={shown('geometry')} />
        {namesFirst(groupFields(resource)).map(({ group, fields }) => (
          <section key={group} className="column edit-group">
            <h3>{FIELD_GROUPS[group][language]}</h3>
            <div className="edit-fields">
              {fields.map(({ name, field }) => (
                <FieldInput
                  key={name}
                  name={name}
                  field={field}
                  value={draft.properties[name]}
                  problem={shown(name)}
                  onChange={(value) => changeFields({ [name]: value })}
                />
              ))}
            </div>
          </section>
        ))}
      </form>
      <footer className="column edit-footer">
        <SignatureFields reason={reason} setReason={setReason} />
        {draft.id !== null && <ChangedMeanwhile draft={draft} id={draft.id} />}
        {problem && (
          <Message
            type={isOutcomeUnknown(problem) ? 'warning' : 'error'}
            title={isOutcomeUnknown(problem) ? t('unknown') : problem.sentence[language]}
          />
        )}
        <div className="row edit-save">
          <p role="status" className="secondary">
            {isTried && wrong > 0
              ? t('wrong', { count: wrong })
              : changed.size > 0
                ? t('changed', { count: changed.size })
                : t('unchanged')}
          </p>
          <Action label={t('leave')} title="Esc" onClick={() => leaveFor()} />
          <Action
            type="primary"
            aria-keyshortcuts="Control+S"
            title="Ctrl+S"
            disabled={!isNew && !isChanged(draft)}
            loading={isBusy}
            label={isBusy ? t('saving') : t('save')}
            onClick={() => save()}
          />
        </div>
      </footer>
    </dialog>
  )
}

/** A reader looks for the telephone, whoever writes begins with the name. */
const namesFirst = <G extends { readonly group: FieldGroup }>(groups: readonly G[]): G[] =>
  [...groups].sort((a, b) => Number(b.group === 'identity') - Number(a.group === 'identity'))

/** Ctrl+S saves from everywhere; Esc puts the tool away, then asks to leave. */
const useFormKeys = (save: () => void): void => {
  const latest = useRef(save)
  latest.current = save
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || event.defaultPrevented) return
      const { tool, leaving } = useEditing.getState()
      if (leaving || useConflict.getState().conflict) return
      const isListOpen = document.querySelector('.ant-select-open') !== null
      if (isListOpen) return
      // the question that comes would hear it too, and go
      event.stopPropagation()
      if (tool !== 'none') setEditTool('none')
      else leaveFor()
    }
    // before a field takes the letter for the beginning of a choice
    const onSave = (event: KeyboardEvent): void => {
      if (event.key.toLowerCase() !== 's' || !(event.ctrlKey || event.metaKey)) return
      event.preventDefault()
      event.stopPropagation()
      if (useConflict.getState().conflict === null) latest.current()
    }
    const onLeave = (event: BeforeUnloadEvent): void => {
      const { draft } = useEditing.getState()
      if (draft && isChanged(draft)) event.preventDefault()
    }
    document.addEventListener('keydown', onKey)
    document.addEventListener('keydown', onSave, { capture: true })
    window.addEventListener('beforeunload', onLeave)
    return () => {
      document.removeEventListener('keydown', onKey)
      document.removeEventListener('keydown', onSave, { capture: true })
      window.removeEventListener('beforeunload', onLeave)
    }
  }, [])
}

/** Says before saving that others have changed the same feature, or deleted it. */
const ChangedMeanwhile = ({ draft, id }: { draft: FeatureDraft; id: string }) => {
  const { t } = useText('edit', 'form')
  const { data, failure } = useFeature(draft.collection, id)
  const [first] = useState(() => JSON.stringify(data))
  if (failure?.kind === 'not-found') return <Message type="warning" title={t('gone')} />
  const isSame = data === null || first === 'null' || JSON.stringify(data) === first
  return isSame ? null : <Message type="info" title={t('stale')} />
}
