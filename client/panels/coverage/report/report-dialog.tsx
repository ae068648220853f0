import { Modal } from 'antd'
import { useDeferredValue, useState } from 'react'
import { useText } from '../../../i18n/text.ts'
import { REPORT_TABLES } from './layout/report-content.ts'
import { ReportSvg } from './paint/report-svg.tsx'
import { ReportActions } from './report-actions.tsx'
import { ReportSheet } from './report-sheet.tsx'
import { ReportStatus } from './report-status.tsx'
import { SettingsForm } from './settings-form.tsx'
import { type Report, type ReportSettings, useReport } from './use-report.ts'
import { useReportSource } from './use-report-source.ts'
import './report.css'

const FIRST_SETTINGS: ReportSettings = {
  paper: { size: 'A4', orientation: 'landscape' },
  extent: 'city',
  title: '',
  tables: REPORT_TABLES,
}

/** The report with its settings and a preview; what is previewed is what is printed. */
export const ReportDialog = ({ onClose }: { onClose: () => void }) => {
  const { t } = useText('report')
  const [isOpen, setIsOpen] = useState(true)
  return (
    // taken away only after it has closed: by then it has given the focus back
    <Modal
      open={isOpen}
      centered
      className="report-dialog"
      width="min(calc(1240px * var(--scale)), 96vw)"
      title={t('dialog.heading')}
      footer={null}
      onCancel={() => setIsOpen(false)}
      afterClose={onClose}
    >
      <ReportWorkshop />
    </Modal>
  )
}

const ReportWorkshop = () => {
  const { t } = useText('report')
  const [settings, setSettings] = useState(FIRST_SETTINGS)
  const [attempt, setAttempt] = useState(0)
  const { source, error } = useReportSource()
  // the sheet follows the typing of a title at its own pace
  const report = useReport(source, useDeferredValue(settings), attempt)
  const change = (changes: Partial<ReportSettings>): void =>
    setSettings((present) => ({ ...present, ...changes }))
  const { layout, mapUrl } = report
  const { paper } = settings
  return (
    <div className="report-workshop">
      <section className="report-settings" aria-label={t('dialog.settings')}>
        <SettingsForm
          settings={settings}
          hasScenario={source !== null && source.answer.changes !== null}
          onChange={change}
        />
        <ReportStatus
          report={report}
          error={error}
          onAgain={() => setAttempt(attempt + 1)}
          onWithoutMap={() => change({ extent: 'none' })}
        />
        {source && (
          <ReportActions
            // what was said about one sheet is not true of the next
            key={`${paper.size} ${paper.orientation}`}
            report={report}
            paper={paper}
            milliseconds={Date.parse(source.answer.timeStamp)}
          />
        )}
      </section>
      <Preview report={report} settings={settings} />
      {layout && <ReportSheet layout={layout} paper={paper} mapUrl={mapUrl} />}
    </div>
  )
}

const Preview = ({ report, settings }: { report: Report; settings: ReportSettings }) => {
  const { t } = useText('report')
  const { paper, title } = settings
  const { layout, mapUrl } = report
  const label = t('dialog.preview', {
    paper: paper.size,
    orientation: t(`dialog.orientations.${paper.orientation}`),
    title: title.trim() || t('title'),
  })
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section className="report-preview" aria-label={label} tabIndex={0}>
      {layout && (
        <div role="img" aria-label={label} data-orientation={paper.orientation}>
          <ReportSvg layout={layout} mapUrl={mapUrl} />
        </div>
      )}
    </section>
  )
}
