/** One row of an import: what it is, what becomes of it and why, and what it changes. */
import type { ReactNode } from 'react'
import type { Language } from '../../../data/bilingual.ts'
import { COLLECTIONS, isCollectionId } from '../../../data/collections.ts'
import type { CountsField, Field } from '../../../data/field.ts'
import { fieldText } from '../../../data/field-text.ts'
import { type ImportRow, type ImportSummary, ROW_STATUSES } from '../../../data/imports.ts'
import { isMaterialKey, MATERIALS } from '../../../data/materials.ts'
import { amountText, localisedName, numberText } from '../../../data/wording.ts'
import { Action, Choice } from '../../form/pieces.tsx'
import { useText } from '../../i18n/text.ts'
import { placeRow } from '../../state/intake.ts'
import type { Deciding } from './rows-step.tsx'

interface RowContentProps extends Deciding {
  row: ImportRow
  report: ImportSummary
  /** More changes than these are only counted. */
  mostChanges: number
  /** The line that names the row. */
  head: (title: ReactNode) => ReactNode
}

/** What a row is known by among those of its file, whose layers each count from 1. */
const keyOf = ({ layer, row }: ImportRow): string =>
  layer === undefined ? String(row) : `${layer}:${row}`

const MOST_ISSUES = 4

export const RowContent = ({ row, report, mostChanges, head, ...deciding }: RowContentProps) => {
  const { t, language } = useText('intake')
  const { issues = [] } = row
  const place = { row: row.row, layer: row.layer }
  return (
    <div className="intake-row-body" data-status={row.status}>
      {head(
        <>
          <span className="secondary">{t(row.layer ? 'rows.rowOf' : 'rows.row', place)}</span>{' '}
          <strong>{nameOf(row, language)}</strong>{' '}
          <span className="intake-status">
            <span className="intake-dot" aria-hidden />
            {ROW_STATUSES[row.status][language]}
          </span>
        </>,
      )}
      {issues.length > 0 && (
        <ul className="intake-issues">
          {issues.slice(0, MOST_ISSUES).map((issue) => (
            <li
              key={`${issue.code} ${issue.column ?? ''} ${issue.of ?? ''}`}
              className={issue.severity === 'error' ? 'bad-news' : undefined}
            >
              <IssueText issue={issue} />
            </li>
          ))}
          {issues.length > MOST_ISSUES && (
            <li>{t('rows.more', { count: issues.length - MOST_ISSUES })}</li>
          )}
        </ul>
      )}
      <Changes row={row} report={report} most={mostChanges} />
      <Decide row={row} {...deciding} />
      {row.status === 'unplaced' && (
        <Action label={t('put.open')} onClick={() => placeRow(row.row)} />
      )}
    </div>
  )
}

const nameOf = ({ properties, key }: ImportRow, language: 'zh' | 'en'): string => {
  const { item, quantity, person } = properties
  if (typeof item === 'string' && isMaterialKey(item)) {
    const amount = typeof quantity === 'number' ? amountText(quantity, item, language) : ''
    return `${MATERIALS[item].label[language]} ${amount}`
  }
  return localisedName(properties, language) || String(person ?? key ?? '')
}

const IssueText = ({ issue }: { issue: NonNullable<ImportRow['issues']>[number] }) => {
  const { t, language } = useText('intake')
  const { column, value, of } = issue
  const sentence = issue.sentence[language]
  if (of !== undefined) return t('rows.issueAlike', { sentence, of })
  if (column === undefined) return sentence
  return value === undefined
    ? t('rows.issueColumn', { column, sentence })
    : t('rows.issue', { column, value, sentence })
}

interface ChangesProps {
  row: ImportRow
  report: ImportSummary
  most: number
}

interface Change {
  readonly label: string
  readonly from: string
  readonly to: string
}

const NO_CHANGES: NonNullable<ImportRow['changes']> = {}

/** A field that counts things is shown by the things whose number changes. */
const countChanges = (
  { from, to }: { readonly from: unknown; readonly to: unknown },
  { catalogue }: CountsField,
  language: Language,
): Change[] => {
  const [before, after] = [from, to].map((each) => (each ?? {}) as Record<string, number>)
  return Object.entries(catalogue)
    .filter(([key]) => (before?.[key] ?? 0) !== (after?.[key] ?? 0))
    .map(([key, { label }]) => ({
      label: label[language],
      from: numberText(before?.[key] ?? 0, language),
      to: numberText(after?.[key] ?? 0, language),
    }))
}

/** Field by field, what is there and what the file says. */
const Changes = ({ row, report, most }: ChangesProps) => {
  const { t, language } = useText('intake')
  const fields: Readonly<Record<string, Field>> = isCollectionId(report.resource)
    ? COLLECTIONS[report.resource].fields
    : {}
  const textOf = (field: Field | undefined, value: unknown): string =>
    (field ? fieldText(field, value, language) : String(value ?? '')) || t('rows.empty')
  const all = Object.entries(row.changes ?? NO_CHANGES).flatMap(([name, change]): Change[] => {
    const field = fields[name]
    if (name === 'geometry') {
      const isPoint = typeof (change.to as unknown[])[0] === 'number'
      return [{ label: t('rows.place'), from: '', to: t(isPoint ? 'rows.moved' : 'rows.reshaped') }]
    }
    if (field?.kind === 'counts') return countChanges(change, field, language)
    const [from, to] = [textOf(field, change.from), textOf(field, change.to)]
    return [{ label: field?.label[language] ?? name, from, to }]
  })
  if (all.length === 0) return null
  return (
    <ul className="intake-changes">
      {all.slice(0, most).map(({ label, from, to }) => (
        <li key={label}>
          {t('rows.change', { field: label })}
          {from !== '' && (
            <>
              <del>{from}</del> →{' '}
            </>
          )}
          <ins>{to}</ins>
        </li>
      ))}
      {all.length > most && <li>{t('rows.more', { count: all.length - most })}</li>}
    </ul>
  )
}

const DECISIONS = ['merge', 'keep', 'leave-out'] as const

/** What becomes of a row that looks like another one. */
const Decide = ({ row, decisions, onDecide }: Deciding & { row: ImportRow }) => {
  const { t } = useText('intake')
  const isAlike = row.issues?.some(({ code }) => code === 'possible-duplicate')
  if (!isAlike || onDecide === null) return null
  const key = keyOf(row)
  return (
    <Choice
      label={t('rows.decide')}
      value={decisions[key] ?? 'keep'}
      values={DECISIONS}
      textOf={(each) => t(`rows.decisions.${each}`)}
      onChange={(decision) => onDecide(key, decision)}
    />
  )
}
