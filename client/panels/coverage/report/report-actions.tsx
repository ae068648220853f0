import { FileImageOutlined, PrinterOutlined } from '@ant-design/icons'
import { useMutation } from '@tanstack/react-query'
import { Button } from 'antd'
import { dateOf, wallClockAt } from '../../../form/shanghai-time.ts'
import { useText } from '../../../i18n/text.ts'
import { saveFile } from '../result/tables/save-file.ts'
import { DOTS_PER_INCH, type Paper } from './layout/paper.ts'
import { withDensity } from './paint/png-density.ts'
import { paintReport } from './paint/report-canvas.ts'
import type { Report } from './use-report.ts'

interface ReportActionsProps {
  report: Report
  paper: Paper
  /** When the figures were computed, since 1970 UTC. */
  milliseconds: number
}

/** Print and download; both wait until everything is on the sheet. */
export const ReportActions = ({ report, paper, milliseconds }: ReportActionsProps) => {
  const { t } = useText('report')
  const { layout, map, mapUrl } = report
  const isWhole = layout !== null && (layout.mapBox === null || map.kind === 'drawn')
  const png = useMutation({
    mutationFn: async (): Promise<string> => {
      if (layout === null) throw new Error(t('dialog.noAnswer'))
      const blob = await paintReport(layout, paper, mapUrl)
      const name = `coverage-report-${dateOf(wallClockAt(milliseconds))}.png`
      saveFile(name, blob.type, withDensity(await blob.arrayBuffer(), DOTS_PER_INCH))
      return name
    },
  })
  const sentence = (): string => {
    if (png.isPending) return t('dialog.pngBusy')
    if (png.error) return t('dialog.pngFailed', { detail: png.error.message })
    return png.data ? t('dialog.pngDone', { name: png.data }) : ''
  }
  const orientation = t(`dialog.orientations.${paper.orientation}`)
  return (
    <div className="report-actions">
      <Button
        type="primary"
        className="target"
        icon={<PrinterOutlined aria-hidden />}
        disabled={!isWhole}
        onClick={() => window.print()}
      >
        {t('dialog.print')}
      </Button>
      <Button
        className="target"
        icon={<FileImageOutlined aria-hidden />}
        disabled={!isWhole || png.isPending}
        onClick={() => png.mutate()}
      >
        {t('dialog.png')}
      </Button>
      <p className="secondary">{t('dialog.printHint', { paper: paper.size, orientation })}</p>
      <p role="status">{sentence()}</p>
    </div>
  )
}
