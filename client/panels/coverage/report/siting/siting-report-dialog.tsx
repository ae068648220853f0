import { FileExcelOutlined, PrinterOutlined } from '@ant-design/icons'
import { useDeferredValue, useState } from 'react'
import type { SitingAnswer } from '../../../../../data/siting-answer.ts'
import { Action } from '../../../../form/pieces.tsx'
import { saveFile } from '../../../../form/save-file.ts'
import { dateOf, wallClockAt } from '../../../../form/shanghai-time.ts'
import { sitingReport } from '../../../../i18n/siting-report.ts'
import { addTexts, useText } from '../../../../i18n/text.ts'
import { A4_UPRIGHT } from '../../../../print/paper.ts'
import { TABLE_FORMATS } from '../../result/tables/table-rows.ts'
import { ReportModal, Workshop } from '../report-frame.tsx'
import { SheetFields } from '../settings-form.tsx'
import { annexBytes } from './siting-annex.ts'
import { SitingDocument, sitingReportTitle } from './siting-document.tsx'
import type { SitingReportContext } from './siting-source.ts'
import { useSitingReport, useSitingSource } from './use-siting-report.ts'
import './siting-report.css'

addTexts({ sitingReport })

type Settings = SitingReportContext['settings']

const FIRST_SETTINGS: Settings = { paper: A4_UPRIGHT, extent: 'city', title: '' }
const EXTENTS = ['city', 'none'] as const

interface SitingReportDialogProps {
  answer: SitingAnswer
  onClose: () => void
}

/** The report on the sites of an answer as it was when the dialog was opened, and once more when it is finished. */
export const SitingReportDialog = ({ answer, onClose }: SitingReportDialogProps) => {
  const [told, setTold] = useState(answer)
  if (told.state === 'running' && answer.state !== 'running') setTold(answer)
  return (
    <ReportModal onClose={onClose}>
      <SitingWorkshop answer={told} />
    </ReportModal>
  )
}

const SitingWorkshop = ({ answer }: { answer: SitingAnswer }) => {
  const { t: siting } = useText('sitingReport')
  const [settings, setSettings] = useState(FIRST_SETTINGS)
  const [attempt, setAttempt] = useState(0)
  const { source, error } = useSitingSource(answer)
  // the preview follows the typing of a title at its own pace
  const report = useSitingReport(source, useDeferredValue(settings), attempt)
  const change = (changes: Partial<Settings>): void =>
    setSettings((present) => ({ ...present, ...changes }))
  const { context, maps, state } = report
  const pictures = state.kind === 'failed' ? [] : state.pictures
  const drawing = state.kind === 'drawing' ? siting('drawing', { count: maps.length }) : null
  return (
    <Workshop
      fields={
        <SheetFields
          settings={settings}
          extents={EXTENTS}
          usualTitle={siting('title')}
          onChange={change}
        />
      }
      error={error}
      state={state}
      making={context ? drawing : siting('waiting')}
      onAgain={() => setAttempt(attempt + 1)}
      onWithoutMap={() => change({ extent: 'none' })}
      actions={context && <Actions context={context} isDrawn={state.kind === 'drawn'} />}
      paper={(context?.settings ?? settings).paper}
      title={settings.title.trim() || siting('title')}
      fileName={context && fileName(context)}
    >
      {context && <SitingDocument context={context} maps={maps} pictures={pictures} />}
    </Workshop>
  )
}

const dayOf = ({ source: { answer } }: SitingReportContext): string =>
  dateOf(wallClockAt(Date.parse(answer.timeStamp)))

const fileName = (context: SitingReportContext): string =>
  `${sitingReportTitle(context)} ${dayOf(context)}`

/** Printing waits until all maps are drawn; the workbook has none. */
const Actions = ({ context, isDrawn }: { context: SitingReportContext; isDrawn: boolean }) => {
  const { t } = useText('report', 'dialog')
  const { t: siting } = useText('sitingReport', 'annex')
  const [saved, setSaved] = useState<string | null>(null)
  const save = (): void => {
    const name = `${siting('name')}-${dayOf(context)}.xlsx`
    saveFile(name, TABLE_FORMATS.xlsx.mediaType, annexBytes(context).buffer)
    setSaved(name)
  }
  return (
    <div className="report-actions">
      <Action
        icon={PrinterOutlined}
        type="primary"
        disabled={!isDrawn}
        label={t('print')}
        onClick={() => window.print()}
      />
      <Action icon={FileExcelOutlined} label={siting('save')} onClick={save} />
      <p className="secondary">{t('printHint')}</p>
      <p role="status">{saved && siting('done', { name: saved })}</p>
    </div>
  )
}
