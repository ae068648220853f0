import { FileImageOutlined, PrinterOutlined } from '@ant-design/icons'
import { useMutation } from '@tanstack/react-query'
import { Action } from '../../../form/action.tsx'
import { saveFile } from '../../../form/save-file.ts'
import { dateOf, dateTimeText, wallClockAt } from '../../../form/shanghai-time.ts'
import { useText } from '../../../i18n/text.ts'
import type { MapPicture } from '../../../map/coverage/report-map.ts'
import { DOTS_PER_INCH } from '../../../print/paper.ts'
import { loadFonts } from '../../../print/print-document.tsx'
import { paintMapSheet } from './map-sheet.ts'
import { withDensity } from './png-density.ts'
import type { ReportMap } from './report-legend.ts'
import type { ReportContext } from './report-tables.ts'
import { conditions, reportTitle, subtitle } from './report-words.ts'

interface ReportActionsProps {
  context: ReportContext
  /** Null for a report without a map. */
  map: ReportMap | null
  /** Null where there is none, or none yet. */
  picture: MapPicture | null
}

/** @returns the name of the file */
const saveMap = async (
  { source: { answer, ...source }, settings, texts, language }: ReportContext,
  map: ReportMap,
  picture: MapPicture,
): Promise<string> => {
  const { report } = texts
  const made = Date.parse(answer.timeStamp)
  const title = reportTitle(settings, texts)
  const sentences = [
    [
      subtitle({ answer, ...source }, texts),
      ...conditions(answer, language, texts),
      report('sheet.revision', { revision: answer.revision }),
      report('sheet.date', { time: dateTimeText(made) }),
    ].join(' · '),
    ...(answer.notice ? [answer.notice[language]] : []),
  ]
  await loadFonts(JSON.stringify([title, sentences, map, map.ratioText(1_234_567_890)]))
  const blob = await paintMapSheet(title, sentences, map, picture, settings.paper)
  const name = `coverage-map-${dateOf(wallClockAt(made))}.png`
  saveFile(name, blob.type, withDensity(await blob.arrayBuffer(), DOTS_PER_INCH))
  return name
}

/** Printing, and the map as a picture; both wait until everything is in the report. */
export const ReportActions = ({ context, map, picture }: ReportActionsProps) => {
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
