import { Spin } from 'antd'
import { asApiProblem } from '../../../api/problem.ts'
import { Action } from '../../../form/action.tsx'
import { Message } from '../../../form/message.tsx'
import { useText } from '../../../i18n/text.ts'
import { NoMapError } from '../../../map/coverage/report-map.ts'
import type { Report } from './use-report.ts'

interface ReportStatusProps {
  report: Report
  /** Why there are no figures; null where there are, or will be. */
  error: Error | null
  onAgain: () => void
  onWithoutMap: () => void
}

/** What is still being made, or what went wrong and what can be done about it. */
export const ReportStatus = ({ report, error, onAgain, onWithoutMap }: ReportStatusProps) => {
  const { t, language } = useText('report')
  const { context, state } = report
  if (error) {
    return (
      <Message
        type="error"
        title={t('dialog.noAnswer')}
        description={asApiProblem(error).sentence[language]}
      />
    )
  }
  if (state.kind === 'failed') {
    return <MapFailure error={state.error} onAgain={onAgain} onWithoutMap={onWithoutMap} />
  }
  const isBusy = context === null || state.kind === 'drawing'
  const sentence = t(context === null ? 'dialog.waiting' : 'dialog.drawing')
  return (
    <div role="status" className="report-progress">
      {isBusy && <Spin size="small" aria-hidden />}
      {isBusy ? sentence : t('dialog.ready')}
    </div>
  )
}

const MapFailure = ({
  error,
  onAgain,
  onWithoutMap,
}: Pick<ReportStatusProps, 'onAgain' | 'onWithoutMap'> & { error: unknown }) => {
  const { t } = useText('report')
  const isTimeout = error instanceof DOMException && error.name === 'TimeoutError'
  const detail = isTimeout
    ? t('dialog.slow')
    : String(error instanceof Error ? error.message : error)
  return (
    <Message
      type="warning"
      title={error instanceof NoMapError ? t('dialog.noMap') : t('dialog.mapFailed', { detail })}
      description={
        <div className="report-remedies">
          <Action label={t('dialog.without')} onClick={onWithoutMap} />
          <Action label={t('dialog.again')} onClick={onAgain} />
        </div>
      }
    />
  )
}
