/** The name of the answer in sight, whether it is kept, and what has become another since it was computed. */
import { Input } from 'antd'
import { type ReactNode, useMemo, useState } from 'react'
import type { SitingRequest } from '../../../../../data/siting.ts'
import type { SitingAnswer } from '../../../../../data/siting-answer.ts'
import { SITING_RUN_LIMITS } from '../../../../../data/siting-run.ts'
import { listText } from '../../../../../data/wording.ts'
import { useCollection } from '../../../../api/features.ts'
import { asApiProblem, reasonOf } from '../../../../api/problem.ts'
import {
  useKeepRun,
  useRenameRun,
  useSitingRun,
  useSitingRuns,
} from '../../../../api/siting-runs.ts'
import { Action, Message } from '../../../../form/pieces.tsx'
import { dateTimeText } from '../../../../form/shanghai-time.ts'
import { useText } from '../../../../i18n/text.ts'
import { changeCoverage, useAppState } from '../../../../state/app-state.ts'
import { changeTogether } from '../../../../state/scenario-draft.ts'
import { markKept, runSiting, useSitingInSight } from '../../../../state/siting-run.ts'
import { replaceOptions } from '../siting-options.ts'
import { proposedName } from './run-names.ts'
import {
  conditionsApart,
  isSameForm,
  optionsOf,
  type StationNames,
  stripOf,
} from './run-question.ts'

interface RunHeadProps {
  answer: SitingAnswer
  /** What strip and form would ask now. */
  request: SitingRequest
}

export const RunHead = ({ answer, request }: RunHeadProps) => {
  const { t } = useText('sitingRuns')
  const sequence = useSitingInSight((state) => state.sequence)
  const isGone = useSitingInSight((state) => state.isGone)
  return (
    <section className="column run-head" aria-label={t('heading')}>
      <NameField key={sequence} answer={answer} />
      {isGone && <Message type="warning" title={t('gone')} />}
      <ChangedSince request={request} />
      <Apart answer={answer} request={request} />
    </section>
  )
}

/** One press keeps it under the name that stands there. */
const NameField = ({ answer }: { answer: SitingAnswer }) => {
  const { t, language } = useText('sitingRuns')
  const kept = useSitingInSight((state) => state.kept)
  const { data: runs } = useSitingRuns()
  const [typed, setTyped] = useState<string | null>(null)
  const keep = useKeepRun()
  const rename = useRenameRun()
  const taken = (runs ?? []).map((run) => run.name)
  const name = typed ?? kept?.name ?? proposedName(answer, taken, language, t)
  const trimmed = name.trim()
  const isRunning = answer.state === 'running'
  const error = keep.error ?? rename.error
  const done = { onSuccess: markKept }
  const save = (): void => {
    keep.reset()
    rename.reset()
    if (kept) rename.mutate({ ...kept, name: trimmed }, done)
    else keep.mutate({ name: trimmed, answer }, done)
  }
  return (
    <form
      className="column"
      onSubmit={(event) => {
        event.preventDefault()
        save()
      }}
    >
      <div className="row run-name">
        <Input
          className="target"
          aria-label={t('name')}
          value={name}
          maxLength={SITING_RUN_LIMITS.mostNameCharacters}
          onChange={({ target }) => setTyped(target.value)}
        />
        <Action
          type={kept ? 'default' : 'primary'}
          htmlType="submit"
          loading={keep.isPending || rename.isPending}
          disabled={trimmed === '' || (kept ? trimmed === kept.name : isRunning)}
          title={!kept && isRunning ? t('keepLater') : undefined}
          label={t(kept ? 'rename' : 'keep')}
        />
      </div>
      <p role="status" className="secondary">
        {kept ? t('kept', { name: kept.name }) : t(isRunning ? 'keepLater' : 'unkept')}
      </p>
      {error && <p role="alert">{t('failed', { detail: reasonOf(error, language) })}</p>}
    </form>
  )
}

/** What of the data is another now, for an answer that is kept: it may have been found long ago. */
const ChangedSince = ({ request }: Pick<RunHeadProps, 'request'>) => {
  const { t, language } = useText('sitingRuns')
  const kept = useSitingInSight((state) => state.kept)
  const { data, error } = useSitingRun(kept?.id ?? null)
  if (kept && error && asApiProblem(error).kind === 'not-found') {
    return <Message type="warning" title={t('deleted')} action={<KeepAgain />} />
  }
  if (!kept || data?.id !== kept.id || data.changedSince.length === 0) return null
  const { changedSince, answer } = data
  const what = listText(
    changedSince.map((each) => t(`changed.${each}`)),
    language,
  )
  const time = dateTimeText(Date.parse(answer.timeStamp))
  const { revision } = answer
  return (
    <Message
      type="warning"
      title={t('changed.title', { what, time, revision })}
      action={<Action label={t('changed.again')} onClick={() => void runSiting(request)} />}
    />
  )
}

const KeepAgain = () => {
  const { t } = useText('sitingRuns')
  return <Action label={t('keep')} onClick={() => markKept(null)} />
}

/** Stations by id, as names of sites that are named by them. */
export const useStationNames = (): StationNames => {
  const { data } = useCollection('stations')
  return useMemo(
    () =>
      new Map(
        data?.features.map(({ id, properties: { name, nameEn } }) => [
          id,
          { name: String(name), nameEn: typeof nameEn === 'string' ? nameEn : null },
        ]),
      ),
    [data],
  )
}

/** Says where strip or form ask something else than was answered, and offers to put them back. */
const Apart = ({ answer, request }: RunHeadProps): ReactNode => {
  const { t, language } = useText('sitingRuns')
  const strip = useAppState((state) => state.coverage)
  const stations = useStationNames()
  const { query } = answer
  const [apart, isSame] = useMemo(
    () => [conditionsApart(query, request), isSameForm(query, request)],
    [query, request],
  )
  const takeOver = (): void => {
    changeCoverage(stripOf(query, strip))
    if (apart.includes('scenario')) changeTogether(() => query.scenario)
  }
  const cannot = apart.length === 1 && apart[0] === 'time' && !('part' in stripOf(query, strip))
  return (
    <>
      {apart.length > 0 && (
        <Message
          type="warning"
          title={t('apart.title', {
            what: listText(
              apart.map((each) => t(`apart.${each}`)),
              language,
            ),
          })}
          {...(cannot
            ? { description: t('apart.timeOnly') }
            : { action: <Action label={t('apart.take')} onClick={takeOver} /> })}
        />
      )}
      {!isSame && (
        <Message
          type="info"
          title={t('form.title')}
          action={
            <Action
              label={t('form.back')}
              onClick={() => replaceOptions(optionsOf(answer, stations))}
            />
          }
        />
      )}
    </>
  )
}
