import { Checkbox, Input, Segmented } from 'antd'
import { type ReactNode, useId } from 'react'
import { useText } from '../../../i18n/text.ts'
import { ORIENTATIONS, PAPER_SIZES, type PaperSize } from './layout/paper.ts'
import { REPORT_TABLES, type ReportTableId } from './layout/report-content.ts'
import type { ReportSettings } from './use-report.ts'

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
  const { paper, extent, tables } = settings
  const offered = REPORT_TABLES.filter((id) => hasScenario || !SCENARIO_TABLES.includes(id))
  return (
    <>
      <TitleField settings={settings} onChange={onChange} />
      <Choice label={t('dialog.paper')}>
        <Segmented
          block
          className="target-group"
          aria-label={t('dialog.paper')}
          value={paper.size}
          options={Object.keys(PAPER_SIZES) as PaperSize[]}
          onChange={(size) => onChange({ paper: { ...paper, size } })}
        />
      </Choice>
      <Choice label={t('dialog.orientation')}>
        <Segmented
          block
          className="target-group"
          aria-label={t('dialog.orientation')}
          value={paper.orientation}
          options={ORIENTATIONS.map((value) => ({
            value,
            label: t(`dialog.orientations.${value}`),
          }))}
          onChange={(orientation) => onChange({ paper: { ...paper, orientation } })}
        />
      </Choice>
      <Choice label={t('dialog.extent')}>
        <Segmented
          block
          className="target-group"
          aria-label={t('dialog.extent')}
          value={extent}
          options={EXTENTS.map((value) => ({ value, label: t(`dialog.extents.${value}`) }))}
          onChange={(value) => onChange({ extent: value })}
        />
      </Choice>
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

const Choice = ({ label, children }: { label: string; children: ReactNode }) => (
  <div className="report-field">
    <span aria-hidden>{label}</span>
    {children}
  </div>
)

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
