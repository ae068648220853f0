/** The dialog that a report is made in: its window, its preview, how far it has come. */
import { Modal, Spin } from 'antd'
import { type ReactNode, useState } from 'react'
import { Action, Message } from '../../../form/pieces.tsx'
import { useText } from '../../../i18n/text.ts'
import { NoMapError } from '../../../map/map-picture.ts'
import { sheetSize } from '../../../print/paper.ts'
import { paperStyle } from '../../../print/print-document.tsx'
import type { ReportSettings } from './report-source.ts'
import './report.css'

export const ReportModal = ({
  onClose,
  children,
}: {
  onClose: () => void
  children: ReactNode
}) => {
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
      {children}
    </Modal>
  )
}

interface PreviewProps {
  settings: Pick<ReportSettings, 'paper'>
  title: string
  children: ReactNode
}

/** What is previewed is what is printed. */
export const Preview = ({ settings: { paper }, title, children }: PreviewProps) => {
  const { t } = useText('report')
  const label = t('dialog.preview', {
    paper: paper.size,
    orientation: t(`dialog.orientations.${paper.orientation}`),
    title,
  })
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section className="report-preview" aria-label={label} tabIndex={0}>
      <div
        className="print-preview"
        data-paper={`${paper.size} ${paper.orientation}`}
        style={{ ...paperStyle(paper), inlineSize: `${sheetSize(paper).widthMm}mm` }}
      >
        {children}
      </div>
    </section>
  )
}

export const Progress = ({ isBusy, children }: { isBusy: boolean; children: ReactNode }) => (
  <div role="status" className="row report-progress">
    {isBusy && <Spin size="small" aria-hidden />}
    {children}
  </div>
)

interface MapFailureProps {
  error: unknown
  onAgain: () => void
  onWithoutMap: () => void
}

export const MapFailure = ({ error, onAgain, onWithoutMap }: MapFailureProps) => {
  const { t } = useText('report', 'dialog')
  const isTimeout = error instanceof DOMException && error.name === 'TimeoutError'
  const detail = isTimeout ? t('slow') : String(error instanceof Error ? error.message : error)
  return (
    <Message
      type="warning"
      title={error instanceof NoMapError ? t('noMap') : t('mapFailed', { detail })}
      description={
        <div className="report-remedies">
          <Action label={t('without')} onClick={onWithoutMap} />
          <Action label={t('again')} onClick={onAgain} />
        </div>
      }
    />
  )
}
