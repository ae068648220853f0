/** The import that is open: being read, to be looked through, refused, or done. */
import { useEffect, useRef } from 'react'
import type { Import, ImportTarget } from '../../../data/imports.ts'
import { chooseFor, discardImport, isAtWork, readRowsAnew, useImport } from '../../api/imports.ts'
import { Action, Message, QueryStatus } from '../../form/pieces.tsx'
import { useAttempt } from '../../form/use-attempt.ts'
import { useText } from '../../i18n/text.ts'
import { openImport } from '../../state/intake.ts'
import { DoneView } from './done-view.tsx'
import { DiscardButton, NotDone, WorkProgress } from './intake-pieces.tsx'
import { StagedSteps } from './staged-steps.tsx'
import { TargetSelect } from './target-select.tsx'

const NOT_FOUND = 404

export const ImportView = ({ id }: { id: number }) => {
  const { t } = useText('intake')
  const query = useImport(id)
  const entry = query.data
  useRowsOf(entry)
  const isGone = query.error && 'status' in query.error && query.error.status === NOT_FOUND
  return (
    <>
      <div className="row block-head">
        <h2 className="intake-file">{entry?.fileName}</h2>
        <Action label={t('view.another')} onClick={() => openImport(null)} />
      </div>
      {isGone ? (
        <Message type="info" title={t('view.gone')} />
      ) : (
        <QueryStatus query={query} failed={(reason) => t('view.loadFailed', reason)} />
      )}
      {entry && <Opened entry={entry} />}
    </>
  )
}

/** Rows and points are asked for again where another reading has ended. */
const useRowsOf = (entry: Import | undefined): void => {
  const wasAtWork = useRef(false)
  useEffect(() => {
    if (!entry) return
    if (wasAtWork.current && !isAtWork(entry)) readRowsAnew(entry.id)
    wasAtWork.current = isAtWork(entry)
  }, [entry])
}

/** What stands while an import is read anew: what was found before. */
const useLastReport = ({ report }: Import): Import['report'] => {
  const last = useRef(report)
  if (report) last.current = report
  return last.current
}

const Opened = ({ entry }: { entry: Import }) => {
  const report = useLastReport(entry)
  switch (entry.state) {
    case 'refused':
    case 'failed':
      return <NotRead entry={entry} />
    case 'committed':
    case 'undone':
      return <DoneView entry={entry} />
    default:
      if (report) return <StagedSteps entry={entry} report={report} />
      return (
        <div className="stack">
          <WorkProgress entry={entry} />
          <StopButton entry={entry} />
        </div>
      )
  }
}

const StopButton = ({ entry }: { entry: Import }) => {
  const { t } = useText('intake')
  const { isBusy, problem, attempt } = useAttempt()
  const stop = (): Promise<void> => discardImport(entry.id, () => openImport(null))
  if (entry.state !== 'reading') return null
  return (
    <>
      <Action loading={isBusy} label={t('reading.cancel')} onClick={() => void attempt(stop)} />
      {problem && <NotDone problem={problem} />}
    </>
  )
}

/** Why a file was not taken, and what can be done about it. */
const NotRead = ({ entry }: { entry: Import }) => {
  const { t, language } = useText('intake')
  const { isBusy, problem, attempt } = useAttempt()
  const isRefused = entry.state === 'refused'
  const readAs = (collection: ImportTarget): void =>
    void attempt(() => chooseFor(entry.id, { collection, sheet: null, mapping: {} }))
  return (
    <div className="stack">
      <Message
        type="error"
        title={t(isRefused ? 'view.refused' : 'view.failed')}
        description={
          <>
            {entry.refusal && <p>{entry.refusal.sentence[language]}</p>}
            <p>{t(isRefused ? 'view.refusedHow' : 'view.failedHow')}</p>
          </>
        }
      />
      <TargetSelect label={t('start.what')} value={entry.choices.collection} onChange={readAs} />
      <div className="buttons">
        <Action type="primary" label={t('view.another')} onClick={() => openImport(null)} />
        <Action
          loading={isBusy}
          label={t('view.again')}
          onClick={() => readAs(entry.choices.collection)}
        />
        <DiscardButton entry={entry} />
      </div>
      {problem && <NotDone problem={problem} />}
    </div>
  )
}
