/** The dialog that a report is made in: its window, its settings, how far it has come, its preview. */
import { Modal, Spin } from 'antd'
import { type ReactNode, useState } from 'react'
import { reasonOf } from '../../../api/problem.ts'
import { Action, Message } from '../../../form/pieces.tsx'
import { useText } from '../../../i18n/text.ts'
import { NoMapError } from '../../../map/map-picture.ts'
import { type Paper, sheetSize } from '../../../print/paper.ts'
import { PrintDocument, paperStyle } from '../../../print/print-document.tsx'
import type { PicturesState } from './use-map-pictures.ts'
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
  paper: Paper
  title: string
  children: ReactNode
}

const Preview = ({ paper, title, children }: PreviewProps) => {
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

interface MapFailureProps {
  error: unknown
  onAgain: () => void
  onWithoutMap: () => void
}

const MapFailure = ({ error, onAgain, onWithoutMap }: MapFailureProps) => {
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

interface StatusProps extends Omit<MapFailureProps, 'error'> {
  /** Why there are no figures; null where there are, or will be. */
  error: Error | null
  state: PicturesState
  /** What is still being made; null where everything is. */
  making: string | null
}

/** What is still being made, or what went wrong and what can be done about it. */
const Status = ({ error, state, making, ...remedies }: StatusProps) => {
  const { t, language } = useText('report', 'dialog')
  if (error) {
    return <Message type="error" title={t('noAnswer')} description={reasonOf(error, language)} />
  }
  if (state.kind === 'failed') return <MapFailure error={state.error} {...remedies} />
  return (
    <div role="status" className="row report-progress">
      {making !== null && <Spin size="small" aria-hidden />}
      {making ?? t('ready')}
    </div>
  )
}

interface WorkshopProps extends StatusProps {
  /** Fields of the settings. */
  fields: ReactNode
  /** Buttons, once there is something to print. */
  actions: ReactNode
  /** Of the preview, which follows the settings at its own pace. */
  paper: Paper
  title: string
  /** Of the printed file; null where there is nothing to print yet. */
  fileName: string | null
  children: ReactNode
}

/** Settings with what has become of them beside a preview: what is previewed is what is printed. */
export const Workshop = ({
  fields,
  actions,
  paper,
  title,
  fileName,
  children,
  ...status
}: WorkshopProps) => {
  const { t } = useText('report')
  return (
    <div className="report-workshop">
      <section className="column report-settings" aria-label={t('dialog.settings')}>
        <div className="column report-fields">{fields}</div>
        <Status {...status} />
        {actions}
      </section>
      <Preview paper={paper} title={title}>
        {children}
      </Preview>
      {fileName !== null && (
        <PrintDocument fileName={fileName} paper={paper}>
          {children}
        </PrintDocument>
      )}
    </div>
  )
}
