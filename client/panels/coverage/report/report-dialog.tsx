import { FileImageOutlined, PrinterOutlined } from '@ant-design/icons'
import { useMutation } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import { Action } from '../../../form/pieces.tsx'
import { saveFile } from '../../../form/save-file.ts'
import { dateOf, dateTimeText, wallClockAt } from '../../../form/shanghai-time.ts'
import { useText } from '../../../i18n/text.ts'
import type { MapPicture } from '../../../map/map-picture.ts'
import { ATTRIBUTION, PRINTED_MAP_TEXTS } from '../../../map/map-texts.ts'
import type { PrintedMap } from '../../../print/map-drawing.ts'
import { A4_LYING, DOTS_PER_INCH } from '../../../print/paper.ts'
import { loadFonts } from '../../../print/print-document.tsx'
import { paintMapSheet } from './map-sheet.ts'
import { withDensity } from './png-density.ts'
import { ReportDocument } from './report-document.tsx'
import { ReportModal, Workshop } from './report-frame.tsx'
import { REPORT_TABLES, type ReportSettings, ROW_LIMITS } from './report-source.ts'
import type { ReportContext } from './report-tables.ts'
import { conditions, reportTitle, subtitle } from './report-tables.ts'
import { SettingsForm } from './settings-form.tsx'
import { useReport, useReportSource } from './use-report.ts'

const FIRST_SETTINGS: ReportSettings = {
  paper: A4_LYING,
  extent: 'city',
  title: '',
  tables: REPORT_TABLES,
  mostRows: ROW_LIMITS[0],
}

/** The report with its settings and a preview; what is previewed is what is printed. */
export const ReportDialog = ({ onClose }: { onClose: () => void }) => (
  <ReportModal onClose={onClose}>
    <ReportWorkshop />
  </ReportModal>
)

const ReportWorkshop = () => {
  const { t } = useText('report')
  const [settings, setSettings] = useState(FIRST_SETTINGS)
  const [attempt, setAttempt] = useState(0)
  const { source, error } = useReportSource()
  // the preview follows the typing of a title at its own pace
  const report = useReport(source, useDeferredValue(settings), attempt)
  const change = (changes: Partial<ReportSettings>): void =>
    setSettings((present) => ({ ...present, ...changes }))
  const { context, map, state } = report
  const picture = state.kind === 'drawn' ? (state.pictures[0] ?? null) : null
  const { paper } = settings
  const drawing = state.kind === 'drawing' ? t('dialog.drawing') : null
  return (
    <Workshop
      fields={
        <SettingsForm
          settings={settings}
          hasScenario={source !== null && source.answer.changes !== null}
          onChange={change}
        />
      }
      error={error}
      state={state}
      making={context ? drawing : t('dialog.waiting')}
      onAgain={() => setAttempt(attempt + 1)}
      onWithoutMap={() => change({ extent: 'none' })}
      actions={
        context && (
          <ReportActions
            // what was said about one sheet is not true of the next
            key={`${paper.size} ${paper.orientation}`}
            context={context}
            map={map}
            picture={picture}
          />
        )
      }
      paper={context?.settings.paper ?? paper}
      title={settings.title.trim() || t('title')}
      fileName={context && fileName(context)}
    >
      {context && <ReportDocument context={context} map={map} picture={picture} />}
    </Workshop>
  )
}

const fileName = ({ source, settings, texts }: ReportContext): string =>
  `${reportTitle(settings, texts)} ${dateOf(wallClockAt(Date.parse(source.answer.timeStamp)))}`

interface ReportActionsProps {
  context: ReportContext
  /** Null for a report without a map. */
  map: PrintedMap | null
  /** Null where there is none, or none yet. */
  picture: MapPicture | null
}

const DIGITS = '0123456789:'

/** @returns the name of the file */
const saveMap = async (
  { source: { answer, ...source }, settings, texts, language }: ReportContext,
  map: PrintedMap,
  picture: MapPicture,
): Promise<string> => {
  const { report, coverage } = texts
  const made = Date.parse(answer.timeStamp)
  const title = reportTitle(settings, texts)
  const sentences = [
    [
      subtitle({ answer, ...source }, texts),
      ...conditions(answer, language),
      coverage('summary.revision', { revision: answer.revision }),
      report('sheet.date', { time: dateTimeText(made) }),
    ].join(' · '),
    ...(answer.notice ? [answer.notice[language]] : []),
  ]
  await loadFonts(JSON.stringify([title, sentences, map, ATTRIBUTION, PRINTED_MAP_TEXTS, DIGITS]))
  const blob = await paintMapSheet(title, sentences, map, picture, settings.paper)
  const name = `coverage-map-${dateOf(wallClockAt(made))}.png`
  saveFile(name, blob.type, withDensity(await blob.arrayBuffer(), DOTS_PER_INCH))
  return name
}

/** Printing, and the map as a picture; both wait until everything is in the report. */
const ReportActions = ({ context, map, picture }: ReportActionsProps) => {
  const { t } = useText('report')
  const png = useMutation({ mutationFn: (save: () => Promise<string>) => save() })
  const sentence = (): string => {
    if (png.isPending) return t('dialog.pngBusy')
    if (png.error) return t('dialog.pngFailed', { detail: png.error.message })
    return png.data ? t('dialog.pngDone', { name: png.data }) : ''
  }
  return (
    <div className="report-actions">
      <Action
        icon={PrinterOutlined}
        type="primary"
        disabled={map !== null && picture === null}
        label={t('dialog.print')}
        onClick={() => window.print()}
      />
      <Action
        icon={FileImageOutlined}
        disabled={!map || !picture || png.isPending}
        label={t('dialog.png')}
        onClick={() => map && picture && png.mutate(() => saveMap(context, map, picture))}
      />
      <p className="secondary">{t('dialog.printHint')}</p>
      <p role="status">{sentence()}</p>
    </div>
  )
}
