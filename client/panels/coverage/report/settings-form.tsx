import { Checkbox, Input, Segmented } from 'antd'
import { useId } from 'react'
import { useText } from '../../../i18n/text.ts'
import { ORIENTATIONS, PAPER_SIZES, type PaperSize } from '../../../print/paper.ts'
import {
  REPORT_TABLES,
  type ReportSettings,
  type ReportTableId,
  ROW_LIMITS,
} from './report-source.ts'

const MOST_TITLE_CHARACTERS = 80
const EXTENTS = ['city', 'view', 'none'] as const
const SCENARIO_TABLES: readonly ReportTableId[] = ['measures', 'differences']

interface SettingsFormProps {
  settings: ReportSettings
  hasScenario: boolean
  onChange: (changes: Partial<ReportSettings>) => void
}

/** What is on the sheet, and which sheet it is. */
export const SettingsForm = ({ settings, hasScenario, onChange }: SettingsFormProps) => {
  const { t } = useText('report')
  const { paper, extent, tables, mostRows } = settings
  const offered = REPORT_TABLES.filter((id) => hasScenario || !SCENARIO_TABLES.includes(id))
  return (
    <>
      <TitleField settings={settings} onChange={onChange} />
      <Choice
        label={t('dialog.paper')}
        value={paper.size}
        options={(Object.keys(PAPER_SIZES) as PaperSize[]).map((value) => [value, value])}
        onChange={(size) => onChange({ paper: { ...paper, size } })}
      />
      <Choice
        label={t('dialog.orientation')}
        value={paper.orientation}
        options={ORIENTATIONS.map((value) => [value, t(`dialog.orientations.${value}`)])}
        onChange={(orientation) => onChange({ paper: { ...paper, orientation } })}
      />
      <Choice
        label={t('dialog.extent')}
        value={extent}
        options={EXTENTS.map((value) => [value, t(`dialog.extents.${value}`)])}
        onChange={(value) => onChange({ extent: value })}
      />
      <Choice
        label={t('dialog.rows')}
        value={mostRows}
        options={ROW_LIMITS.map((value) => [
          value,
          Number.isFinite(value) ? t('dialog.first', { count: value }) : t('dialog.all'),
        ])}
        onChange={(value) => onChange({ mostRows: value })}
      />
      <fieldset className="report-tables">
        <legend>{t('dialog.tables')}</legend>
        <Checkbox.Group
          value={tables.filter((id) => offered.includes(id))}
          options={offered.map((value) => ({ value, label: t(`tables.${value}`) }))}
          onChange={(chosen) =>
            // in the order of the list, not in that of the clicks
            onChange({ tables: REPORT_TABLES.filter((id) => chosen.includes(id)) })
          }
        />
      </fieldset>
    </>
  )
}

interface ChoiceProps<Value> {
  label: string
  value: Value
  options: (readonly [Value, label: string])[]
  onChange: (value: Value) => void
}

const Choice = <Value extends string | number>(props: ChoiceProps<Value>) => {
  const { label, value, options, onChange } = props
  return (
    <div className="report-field">
      <span aria-hidden>{label}</span>
      <Segmented<Value>
        block
        className="target-group"
        aria-label={label}
        value={value}
        options={options.map(([each, text]) => ({ value: each, label: text }))}
        onChange={onChange}
      />
    </div>
  )
}

const TitleField = ({ settings, onChange }: Omit<SettingsFormProps, 'hasScenario'>) => {
  const { t } = useText('report')
  const id = useId()
  return (
    <div className="report-field">
      <label htmlFor={id}>{t('dialog.title')}</label>
      <Input
        id={id}
        className="target"
        allowClear
        maxLength={MOST_TITLE_CHARACTERS}
        value={settings.title}
        placeholder={t('title')}
        onChange={({ target }) => onChange({ title: target.value })}
      />
    </div>
  )
}
