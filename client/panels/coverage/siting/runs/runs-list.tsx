/** Everything that has been kept: open it, or delete it. A link may name one, too. */
import { Button } from 'antd'
import { useEffect } from 'react'
import type { SitingRun, SitingRunEntry } from '../../../../../data/siting-run.ts'
import { gapText, numberText } from '../../../../../data/wording.ts'
import { reasonOf } from '../../../../api/problem.ts'
import {
  fetchSitingRun,
  useDeleteRun,
  useSitingRun,
  useSitingRuns,
} from '../../../../api/siting-runs.ts'
import { Action, LoadFailure, Message } from '../../../../form/pieces.tsx'
import { dateTimeText } from '../../../../form/shanghai-time.ts'
import { useAttempt } from '../../../../form/use-attempt.ts'
import { useText } from '../../../../i18n/text.ts'
import { changeCoverage, useAppState } from '../../../../state/app-state.ts'
import { isUnkept, markKept, showRun, useSitingInSight } from '../../../../state/siting-run.ts'
import { DemandWords } from '../../demand-words.tsx'
import { Asked } from '../../scenario/saved-part.tsx'
import { replaceOptions } from '../siting-options.ts'
import { useStationNames } from './run-head.tsx'
import { problemName } from './run-names.ts'
import { optionsOf } from './run-question.ts'

/** Shows a run, with its parameters in the form: changed and run again they become a new one. */
const useShow = (): ((run: SitingRun) => void) => {
  const stations = useStationNames()
  return (run) => {
    showRun(run)
    replaceOptions(optionsOf(run.answer, stations))
  }
}

export const RunsList = () => {
  const { t, language } = useText('sitingRuns')
  const { data, error, refetch } = useSitingRuns()
  return (
    <>
      <LinkedRun />
      <details className="fold saved-list">
        <summary className="target">{t('list.heading', { count: data?.length ?? 0 })}</summary>
        {error && (
          <LoadFailure
            title={t('list.failed')}
            detail={reasonOf(error, language)}
            onRetry={() => void refetch()}
          />
        )}
        {data?.length === 0 && <p>{t('list.none')}</p>}
        <ul className="unmarked column change-list">
          {data?.map((entry) => (
            <DemandWords key={entry.id} demand={entry.demand ?? undefined}>
              <Entry entry={entry} />
            </DemandWords>
          ))}
        </ul>
      </details>
    </>
  )
}

const Entry = ({ entry }: { entry: SitingRunEntry }) => {
  const { t, language } = useText('sitingRuns')
  const { t: ofSiting } = useText('planning', 'siting')
  const { id, name, siteCount, peopleInTime, peopleInTimeBefore, proved, gapPercent } = entry
  const remove = useDeleteRun()
  const forget = (): void => {
    // What is in sight stays there, not kept: nothing of it is lost with the one on the server.
    if (useSitingInSight.getState().kept?.id === id) markKept(null)
    if (useAppState.getState().coverage.runId === id) changeCoverage({ runId: null })
  }
  const proof = proved ? ofSiting('proved') : ofSiting('within', { gap: gapText(gapPercent) })
  const told = t('list.entry', {
    sites: siteCount,
    won: numberText(peopleInTime - peopleInTimeBefore, language),
    proof,
    time: dateTimeText(Date.parse(entry.timeStamp)),
  })
  return (
    <li>
      <OpenButton id={id} name={name} />
      <span className="secondary">
        {problemName(entry.problem, language)} · {told}
        {entry.changedSince.length > 0 && ` · ${t('list.changed')}`}
      </span>
      <span className="change-actions">
        <Asked
          title={t('list.removeAsk', { name })}
          onConfirm={() => remove.mutate(id, { onSuccess: forget })}
        >
          <Button
            size="small"
            className="target"
            loading={remove.isPending}
            aria-label={t('list.removeOf', { name })}
          >
            {t('list.remove')}
          </Button>
        </Asked>
      </span>
      {remove.error && <span role="alert">{reasonOf(remove.error, language)}</span>}
    </li>
  )
}

const OpenButton = ({ id, name }: { id: string; name: string }) => {
  const { t, language } = useText('sitingRuns')
  const show = useShow()
  const { problem, attempt } = useAttempt()
  const isAsked = useSitingInSight(isUnkept)
  const open = (): void => void attempt(async () => show(await fetchSitingRun(id)))
  const button = (
    <button
      type="button"
      className="bare text-button target"
      aria-label={t('openOf', { name })}
      {...(!isAsked && { onClick: open })}
    >
      {name}
    </button>
  )
  return (
    <>
      {isAsked ? (
        <Asked title={t('list.replaceAsk')} onConfirm={open}>
          {button}
        </Asked>
      ) : (
        button
      )}
      {problem && <span role="alert">{problem.sentence[language]}</span>}
    </>
  )
}

/** The run that the address names, unless another answer is in sight that would be lost. */
const LinkedRun = () => {
  const { t, language } = useText('sitingRuns')
  const runId = useAppState((state) => state.coverage.runId)
  const kept = useSitingInSight((state) => state.kept)
  const isLosing = useSitingInSight(isUnkept)
  const isWanted = runId !== null && runId !== kept?.id
  const { data, error } = useSitingRun(isWanted ? runId : null)
  const show = useShow()
  const isReady = isWanted && data !== undefined
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each run that is read
  useEffect(() => {
    if (isReady && !isLosing) show(data)
  }, [data, isReady, isLosing])
  if (error && isWanted) {
    return <Message type="error" title={t('missing', { detail: reasonOf(error, language) })} />
  }
  if (!isReady || !isLosing) return null
  return (
    <Message
      type="info"
      title={t('waiting', { name: data.name })}
      action={<Action label={t('open')} onClick={() => show(data)} />}
    />
  )
}
