/** What was found in a file, and what each of its columns fills. */
import { Select } from 'antd'
import { useId } from 'react'
import type { Bilingual } from '../../../data/bilingual.ts'
import { COLLECTIONS, isCollectionId } from '../../../data/collections.ts'
import type { ImportSummary, ImportTarget } from '../../../data/imports.ts'
import { listText } from '../../../data/wording.ts'
import { Choice, Message, ReadableTag } from '../../form/pieces.tsx'
import { useText } from '../../i18n/text.ts'
import { otherTitle, rangesText } from './intake-pieces.tsx'
import type { StepProps } from './staged-steps.tsx'
import { TargetSelect } from './target-select.tsx'

export const ColumnsStep = (step: StepProps) => {
  const { entry, report, apply } = step
  const { t } = useText('intake')
  return (
    <>
      <div className="block">
        <TargetSelect
          label={t('columns.taken')}
          value={takenFor(report.resource) ?? entry.choices.collection}
          onChange={(collection) => apply({ collection, sheet: null, mapping: {} })}
        />
        {sheetsOf(report).length > 1 && <SheetSelect {...step} />}
        <Found report={report} />
      </div>
      {report.resource === 'stock' && <StockAs {...step} />}
      <Warnings report={report} />
      <Columns {...step} />
    </>
  )
}

const takenFor = (resource: string): ImportTarget | null =>
  isCollectionId(resource) || resource === 'stock' || resource === 'duty-roster' ? resource : null

const sheetsOf = ({ layout: { sheets } }: ImportSummary): string[] =>
  Array.isArray(sheets) ? sheets.map(String) : []

const SheetSelect = ({ report, apply }: StepProps) => {
  const { t } = useText('intake')
  const id = useId()
  const { sheet } = report.layout
  return (
    <div>
      <label htmlFor={id}>{t('columns.sheet')}</label>
      <Select<string>
        id={id}
        className="intake-select target"
        value={typeof sheet === 'string' ? sheet : ''}
        options={sheetsOf(report).map((value) => ({ value, label: value }))}
        onChange={(chosen) => apply({ sheet: chosen, mapping: {} })}
      />
    </div>
  )
}

const LEFT_OUT = ['titleRows', 'noteRows', 'totalRows', 'blankRows', 'footerRows'] as const

const numbersOf = (value: unknown): number[] =>
  Array.isArray(value) ? value.filter((each) => typeof each === 'number') : []

/** Where the table stands in the file, and which rows are none of it. */
const Found = ({ report: { layout, resource } }: { report: ImportSummary }) => {
  const { t, language } = useText('intake')
  const { firstDataRow, lastDataRow, encoding, isTransposed, shape } = layout
  const heading = rangesText(numbersOf(layout.headingRows), language)
  const rows = `${String(firstDataRow)}–${String(lastDataRow)}`
  const left = LEFT_OUT.flatMap((kind) => {
    const told = rangesText(numbersOf(layout[kind]), language)
    return told === '' ? [] : [`${t(`columns.leftKinds.${kind}`)} ${told}`]
  })
  const title = isCollectionId(resource) ? COLLECTIONS[resource].title : otherTitle(resource)
  return (
    <p>
      <strong>{title[language]}</strong>{' '}
      {firstDataRow !== undefined &&
        (heading === ''
          ? t('columns.foundRows', { rows })
          : t('columns.found', { heading, rows }))}{' '}
      {left.length > 0 && t('columns.left', { rows: listText(left, language) })}{' '}
      {typeof encoding === 'string' && t('columns.encoding', { encoding: encoding.toUpperCase() })}{' '}
      {isTransposed === true && t('columns.transposed')}{' '}
      {shape === 'cross table' && t('columns.cross')}
    </p>
  )
}

const STOCK_AS = ['receipts', 'stocktake'] as const

const StockAs = ({ entry, draft, change }: StepProps) => {
  const { t } = useText('intake')
  const value = draft.stockAs ?? entry.choices.stockAs
  return (
    <div className="block">
      <Choice
        block
        box="column"
        label={t('columns.stockAs')}
        value={value}
        values={STOCK_AS}
        textOf={(each) => t(`columns.${each}`)}
        onChange={(stockAs) => change({ stockAs })}
      />
      <p className="secondary">{t(`columns.${value}How`)}</p>
    </div>
  )
}

const Warnings = ({ report: { warnings } }: { report: ImportSummary }) => {
  const { t, language } = useText('intake')
  if (warnings.length === 0) return null
  return (
    <details className="fold">
      <summary className="target">
        {t('columns.warnings')} {warnings.length}
      </summary>
      <ul>
        {warnings.map(({ code, sentence, rows, sheets, detail }) => (
          <li key={`${code} ${detail}`}>
            {sentence[language]}
            {rows && ` (${t('columns.rows', { rows: rangesText(rows, language) })})`}
            {sheets && ` (${listText(sheets, language)})`}
          </li>
        ))}
      </ul>
    </details>
  )
}

interface Column {
  readonly column: string
  readonly heading: string
  readonly samples: readonly string[]
  /** Null of a column that fills nothing. */
  readonly field: string | null
  readonly certainty: number | null
  readonly isRemembered: boolean
}

/** Letters of a spreadsheet, or numbers of a text file. */
const POSITION = /^(?:[A-Z]{1,3}|\d+)$/

/** All columns as they stand in the file. */
const columnsOf = ({ mapping, unmapped }: ImportSummary): Column[] => {
  const filling = Object.entries(mapping).map(([column, told]) => ({
    column,
    heading: told.heading,
    samples: told.samples ?? [],
    field: told.field,
    certainty: told.certainty,
    isRemembered: told.remembered === true,
  }))
  const left = unmapped.map(({ column, heading, samples = [] }) => ({
    ...{ column, heading, samples },
    ...{ field: null, certainty: null, isRemembered: false },
  }))
  const columns = [...filling, ...left]
  // fields of geographic files have names, and no order by them
  if (!columns.every(({ column }) => POSITION.test(column))) return columns
  return columns.sort((a, b) => a.column.length - b.column.length || (a.column < b.column ? -1 : 1))
}

const SURE = 0.9
const LIKELY = 0.7

const isDoubtful = ({ certainty, isRemembered }: Column): boolean =>
  certainty !== null && certainty < LIKELY && !isRemembered

const Columns = (step: StepProps) => {
  const { t } = useText('intake')
  const columns = columnsOf(step.report)
  const doubts = columns.filter(
    (each) => isDoubtful(each) && step.draft.mapping?.[each.column] === undefined,
  ).length
  return (
    <section className="stack" aria-label={t('columns.each')}>
      <h4>{t('columns.each')}</h4>
      {doubts > 0 && <Message type="warning" title={t('columns.doubts', { count: doubts })} />}
      <ul className="plain-list">
        {columns.map((column) => (
          <ColumnRow key={column.column} column={column} {...step} />
        ))}
      </ul>
    </section>
  )
}

const ColumnRow = ({ column: told, ...step }: StepProps & { column: Column }) => {
  const { t } = useText('intake')
  const { column, heading, samples } = told
  const isChanged = step.draft.mapping?.[column] !== undefined
  const name = heading || t('columns.noHeading')
  return (
    <li className="block intake-column" data-doubtful={isDoubtful(told) && !isChanged}>
      <div className="intake-heading">
        <span className="secondary">{t('columns.column', { column })}</span> <strong>{name}</strong>{' '}
        <Certainty column={told} isChanged={isChanged} />
      </div>
      <ul className="unmarked secondary intake-samples">
        {samples.length > 0 ? (
          samples.map((sample) => <li key={sample}>{sample}</li>)
        ) : (
          <li>{t('columns.blank')}</li>
        )}
      </ul>
      <ColumnField column={told} name={name} {...step} />
    </li>
  )
}

/** Of a duty roster, whose columns are what they are found to be. */
const DUTY_FIELDS: Readonly<Record<string, Bilingual>> = {
  date: { zh: '日期', en: 'Day' },
  shift: { zh: '班次', en: 'Shift' },
  station: { zh: '救援站', en: 'Station' },
  person: { zh: '姓名', en: 'Person' },
  role: { zh: '岗位', en: 'Post' },
  'on duty': { zh: '值班', en: 'On duty' },
  'on duty on that day': { zh: '当日值班', en: 'On duty on that day' },
  'shift on that day': { zh: '当日班次', en: 'Shift on that day' },
}

const NOTHING = ''

interface ColumnFieldProps extends StepProps {
  column: Column
  name: string
}

/** What a column fills, to be chosen where the file has a choice. */
const ColumnField = ({
  column: { column, field },
  name,
  report,
  draft,
  change,
}: ColumnFieldProps) => {
  const { t, language } = useText('intake')
  if (field === 'geometry') return null
  if (report.targets.length === 0) {
    return field && <span>{DUTY_FIELDS[field]?.[language] ?? field}</span>
  }
  const chosen = draft.mapping?.[column]
  const path = (chosen === undefined ? field : chosen) ?? NOTHING
  return (
    <Select<string>
      className="intake-select target"
      aria-label={t('columns.fills', { heading: name })}
      value={path}
      showSearch={{ optionFilterProp: 'label' }}
      popupMatchSelectWidth={false}
      options={[
        { value: NOTHING, label: t('columns.unused') },
        ...optionsOf(report, path, language),
      ]}
      onChange={(value) => change({ mapping: { [column]: value === NOTHING ? null : value } })}
    />
  )
}

/** What a column may fill; a column whose words fill several fields has an entry of its own. */
const optionsOf = (
  { targets }: ImportSummary,
  path: string,
  language: 'zh' | 'en',
): { value: string; label: string }[] => {
  const labels = new Map(targets.map((target) => [target.path, target.label[language]]))
  const options = [...labels].map(([value, label]) => ({ value, label }))
  if (path === NOTHING || labels.has(path)) return options
  const parts = path.split('+').map((part) => labels.get(part) ?? part)
  return [{ value: path, label: listText(parts, language) }, ...options]
}

const Certainty = ({ column, isChanged }: { column: Column; isChanged: boolean }) => {
  const { t } = useText('intake')
  const { certainty, isRemembered } = column
  if (isChanged) return <ReadableTag color="processing">{t('columns.changed')}</ReadableTag>
  if (isRemembered) return <ReadableTag color="success">{t('columns.remembered')}</ReadableTag>
  if (certainty === null) return null
  if (certainty >= SURE) return <ReadableTag color="success">{t('columns.sure')}</ReadableTag>
  const percent = Math.round(certainty * 100)
  return certainty >= LIKELY ? (
    <ReadableTag>{t('columns.likely', { percent })}</ReadableTag>
  ) : (
    <ReadableTag color="warning">{t('columns.unsure', { percent })}</ReadableTag>
  )
}
