import { Input, Select } from 'antd'
import { useId, useState } from 'react'
import type { Language } from '../../../../data/bilingual.ts'
import { COLLECTION_IDS, COLLECTIONS, type CollectionId } from '../../../../data/collections.ts'
import {
  EXPORT_FORM_LIMITS,
  type ExportForm,
  type ExportFormInput,
  type FormSheet,
} from '../../../../data/export-form.ts'
import type { Problem } from '../../../../data/problem.ts'
import { deleteExportForm, saveExportForm } from '../../../api/export-forms.ts'
import type { ApiProblem } from '../../../api/problem.ts'
import { Action, Choice, Message, TextField } from '../../../form/pieces.tsx'
import { RemoveButton } from '../../../form/remove-button.tsx'
import { useAttempt } from '../../../form/use-attempt.ts'
import { useText } from '../../../i18n/text.ts'
import { countedFields } from './column-values.ts'
import { FormColumns } from './form-columns.tsx'

/** What was done last. */
export interface FormOutcome {
  readonly kind: 'saved' | 'deleted'
  readonly name: string
}

interface FormEditorProps {
  form: ExportForm
  /** @param id of the form that is shown from now on; null: none. */
  onOutcome: (outcome: FormOutcome, id: string | null) => void
}

/** Where in the form which fault is. */
const faultsOf = ({ document }: ApiProblem, language: Language): string[] =>
  ((document as Partial<Problem>).errors ?? []).map(
    ({ parameter, detail, detailZh }) =>
      `${parameter}: ${language === 'zh' ? (detailZh ?? detail) : detail}`,
  )

const newSheet = (collection: CollectionId, name: string, heading: string): FormSheet => ({
  ...{ name, collection, itemsOf: null },
  columns: [{ heading, value: { kind: 'field', field: 'name' } }],
})

/** Name, note and source of a form, and its sheets, one at a time. */
export const FormEditor = ({ form, onOutcome }: FormEditorProps) => {
  const { t, language } = useText('intake', 'forms')
  const { isBusy, problem, attempt } = useAttempt()
  const { name, note, source, sheets } = form
  const [draft, setDraft] = useState<ExportFormInput>({ name, note, source, sheets })
  const [open, setOpen] = useState(0)
  const id = useId()
  const at = Math.min(open, draft.sheets.length - 1)
  const sheet = draft.sheets[at]!
  const change = (some: Partial<ExportFormInput>): void => setDraft({ ...draft, ...some })
  const changeSheet = (some: Partial<FormSheet>): void =>
    change({
      sheets: draft.sheets.map((each, index) => (index === at ? { ...each, ...some } : each)),
    })
  const save = (over: ExportForm | null): void =>
    void attempt(async () => {
      const isSameName = draft.name.trim() === name
      const copied = { ...draft, name: t('copyOf', { name }) }
      const saved = await saveExportForm(over, over === null && isSameName ? copied : draft)
      onOutcome({ kind: 'saved', name: saved.name }, saved.id)
    })
  const remove = (): void =>
    void attempt(async () => {
      await deleteExportForm(form)
      onOutcome({ kind: 'deleted', name }, null)
    })
  const addSheet = (): void => {
    const next = newSheet('stations', t('newSheet', { number: draft.sheets.length + 1 }), t('name'))
    change({ sheets: [...draft.sheets, next] })
    setOpen(draft.sheets.length)
  }
  return (
    <div className="stack">
      {form.isBuiltIn && <p className="secondary">{t('copyFirst')}</p>}
      <TextField
        label={t('name')}
        maxLength={EXPORT_FORM_LIMITS.mostNameCharacters}
        value={draft.name}
        onChange={(value) => change({ name: value })}
      />
      {(['note', 'source'] as const).map((field) => (
        <div key={field}>
          <label htmlFor={`${id}-${field}`}>{t(field)}</label>
          <Input.TextArea
            id={`${id}-${field}`}
            autoSize={{ minRows: 2, maxRows: 8 }}
            maxLength={EXPORT_FORM_LIMITS.mostTextCharacters}
            value={draft[field]}
            onChange={({ target }) => change({ [field]: target.value })}
          />
        </div>
      ))}
      <div className="row wrapped">
        <Select
          className="target intake-select"
          aria-label={t('sheet')}
          value={at}
          options={draft.sheets.map((each, value) => ({ value, label: each.name }))}
          onChange={setOpen}
        />
        <Action
          label={t('addSheet')}
          disabled={draft.sheets.length >= EXPORT_FORM_LIMITS.mostSheets}
          onClick={addSheet}
        />
        <Action
          label={t('removeSheet')}
          disabled={draft.sheets.length === 1}
          onClick={() => change({ sheets: draft.sheets.filter((_, index) => index !== at) })}
        />
      </div>
      <TextField
        label={t('sheetName')}
        maxLength={EXPORT_FORM_LIMITS.mostSheetNameCharacters}
        value={sheet.name}
        onChange={(value) => changeSheet({ name: value })}
      />
      <Select
        className="target intake-select"
        aria-label={t('collection')}
        value={sheet.collection}
        options={COLLECTION_IDS.map((value) => ({
          value,
          label: COLLECTIONS[value].title[language],
        }))}
        onChange={(collection) => {
          const { itemsOf, columns } = newSheet(collection, sheet.name, t('name'))
          changeSheet({ collection, itemsOf, columns })
        }}
      />
      <Choice
        label={t('rowsOf')}
        value={sheet.itemsOf ?? ''}
        values={['', ...countedFields(sheet).map(([field]) => field)]}
        textOf={(field) => {
          const counted = countedFields(sheet).find(([each]) => each === field)?.[1]
          return counted ? t('rowPerItem', { of: counted.label[language] }) : t('rowPerFeature')
        }}
        onChange={(field) => changeSheet({ itemsOf: field === '' ? null : field })}
      />
      <FormColumns key={at} sheet={sheet} onChange={(columns) => changeSheet({ columns })} />
      <div className="buttons">
        {!form.isBuiltIn && (
          <Action type="primary" disabled={isBusy} label={t('save')} onClick={() => save(form)} />
        )}
        <Action disabled={isBusy} label={t('saveAs')} onClick={() => save(null)} />
        {!form.isBuiltIn && (
          <RemoveButton
            label={t('delete')}
            question={t('deleteAsk', { name })}
            yes={t('deleteYes')}
            no={t('deleteNo')}
            onRemove={remove}
          />
        )}
      </div>
      {problem && (
        <Message
          type="error"
          title={problem.sentence[language]}
          description={faultsOf(problem, language).map((fault) => <div key={fault}>{fault}</div>)}
        />
      )}
    </div>
  )
}
