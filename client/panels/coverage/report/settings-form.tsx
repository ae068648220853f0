import { Checkbox, Input } from 'antd'
import { useId } from 'react'
import { Choice } from '../../../form/pieces.tsx'
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

type SheetSettings = Pick<ReportSettings, 'paper' | 'extent' | 'title'>

interface SheetFieldsProps {
  settings: SheetSettings
  extents: readonly ReportSettings['extent'][]
  /** Where none is given. */
  usualTitle: string
  onChange: (changes: Partial<SheetSettings>) => void
}

const FIELD = { block: true, box: 'column report-field' }

/** What is on top of the sheet, which sheet it is, and what its map shows. */
export const SheetFields = ({ settings, extents, usualTitle, onChange }: SheetFieldsProps) => {
  const { t } = useText('report')
  const { paper, extent, title } = settings
  return (
    <>
      <TitleField title={title} usualTitle={usualTitle} onChange={onChange} />
      <Choice
        {...FIELD}
        label={t('dialog.paper')}
        value={paper.size}
        values={Object.keys(PAPER_SIZES) as PaperSize[]}
        textOf={String}
        onChange={(size) => onChange({ paper: { ...paper, size } })}
      />
      <Choice
        {...FIELD}
        label={t('dialog.orientation')}
        value={paper.orientation}
        values={ORIENTATIONS}
        textOf={(value) => t(`dialog.orientations.${value}`)}
        onChange={(orientation) => onChange({ paper: { ...paper, orientation } })}
      />
      <Choice
        {...FIELD}
        label={t('dialog.extent')}
        value={extent}
        values={extents}
        textOf={(value) => t(`dialog.extents.${value}`)}
        onChange={(value) => onChange({ extent: value })}
      />
    </>
  )
}

/** What is on the sheet, and which sheet it is. */
export const SettingsForm = ({ settings, hasScenario, onChange }: SettingsFormProps) => {
  const { t } = useText('report')
  const { tables, mostRows } = settings
  const offered = REPORT_TABLES.filter((id) => hasScenario || !SCENARIO_TABLES.includes(id))
  return (
    <>
      <SheetFields
        settings={settings}
        extents={EXTENTS}
        usualTitle={t('title')}
        onChange={onChange}
      />
      <Choice
        {...FIELD}
        label={t('dialog.rows')}
        value={mostRows}
        values={ROW_LIMITS}
        textOf={(count) =>
          Number.isFinite(count) ? t('dialog.first', { count }) : t('dialog.all')
        }
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

const TitleField = ({
  title,
  usualTitle,
  onChange,
}: Pick<SheetFieldsProps, 'usualTitle' | 'onChange'> & Pick<SheetSettings, 'title'>) => {
  const { t } = useText('report')
  const id = useId()
  return (
    <div className="column report-field">
      <label htmlFor={id}>{t('dialog.title')}</label>
      <Input
        id={id}
        className="target"
        allowClear
        maxLength={MOST_TITLE_CHARACTERS}
        value={title}
        placeholder={usualTitle}
        onChange={({ target }) => onChange({ title: target.value })}
      />
    </div>
  )
}
