import { type UseQueryResult, useQueryClient } from '@tanstack/react-query'
import { Skeleton } from 'antd'
import { useEffect, useState } from 'react'
import type { CoverageAnswer } from '../../../../data/coverage.ts'
import { PROVENANCE_OPTIONS } from '../../../../data/provenance.ts'
import { asApiProblem } from '../../../api/problem.ts'
import { CopyButton } from '../../../form/copy-button.tsx'
import { Action, LoadFailure, Message } from '../../../form/pieces.tsx'
import { dateTimeText } from '../../../form/shanghai-time.ts'
import { useText } from '../../../i18n/text.ts'
import { useCoverageAnswer } from '../../../state/coverage-answer.ts'
import { BusySection } from './busy/busy-section.tsx'
import { chainLines } from './condition-texts.ts'
import { shareInWords } from './figure-text.ts'
import { Summary } from './summary.tsx'
import { ResultTables } from './tables/result-tables.tsx'
import './result.css'
import './tables/tables.css'

/** Who is reached in time, under which conditions, and why: of the present state, or of the scenario where that is tried out. */
export const ResultTab = () => {
  const query = useCoverageAnswer()
  const { data, isPlaceholderData } = query
  return (
    <>
      <AnswerFailure query={query} />
      <AnswerProgress query={query} />
      {data && <Answer answer={data} isStale={isPlaceholderData} />}
    </>
  )
}

const Answer = ({ answer, isStale }: { answer: CoverageAnswer; isStale: boolean }) => {
  const { t } = useText('coverage')
  const { people, stationsCounted } = answer.summary
  if (people === 0) return <Message type="info" title={t('status.empty')} />
  return (
    <div className="column coverage-answer" aria-busy={isStale}>
      {stationsCounted === 0 && <Message type="warning" title={t('status.nobody')} />}
      <Summary answer={answer} />
      <ResultTables answer={answer} />
      <BusySection />
      <Explanation answer={answer} />
    </div>
  )
}

const COVERAGE_QUERIES = { queryKey: ['coverage', 'full'] } as const

/** Progress of the answer in words; a long one can be cancelled. */
const AnswerProgress = ({ query }: { query: UseQueryResult<CoverageAnswer> }) => {
  // stale: what is shown answers the conditions before these
  const { data, error, isPending, isFetching, isPlaceholderData: isStale, refetch } = query
  const { t } = useText('coverage', 'status')
  const client = useQueryClient()
  const isSlow = useSlow(isFetching)
  const isCancelled = !isFetching && !error && (isPending || isStale)
  const isSeen = isPending || isStale || isCancelled || isSlow
  const sentence = (): string => {
    if (isCancelled) return t(isStale ? 'cancelledStale' : 'cancelled')
    if (isPending) return t('loading')
    if (isStale || isSlow) return t('stale')
    if (!data) return ''
    return t('ready', { share: shareInWords(data.summary, null) })
  }
  return (
    <div className={isSeen ? 'row wrapped answer-progress' : 'visually-hidden'}>
      <p role="status">
        {sentence()} {isSlow && t('slow')}
      </p>
      {isSlow && (
        <Action label={t('cancel')} onClick={() => void client.cancelQueries(COVERAGE_QUERIES)} />
      )}
      {isCancelled && <Action label={t('again')} onClick={() => void refetch()} />}
      {isPending && !isCancelled && <Skeleton active paragraph={{ rows: 6 }} />}
    </div>
  )
}

/** Why there is no answer, in the language of the page, and a way to try again. */
const AnswerFailure = ({ query }: { query: UseQueryResult<CoverageAnswer> }) => {
  const { error, refetch } = query
  const { t, language } = useText('coverage')
  if (!error) return null
  const failure = asApiProblem(error)
  const onRetry = (): void => void refetch()
  if (failure.kind === 'no-network') {
    const detail = t('failure.noNetworkDetail')
    return <LoadFailure title={t('failure.noNetwork')} detail={detail} onRetry={onRetry} />
  }
  const isInvalid = failure.kind === 'invalid-body' || failure.kind === 'invalid-parameter'
  const title = t(isInvalid ? 'failure.invalidTitle' : 'failure.title')
  return <LoadFailure title={title} detail={failure.sentence[language]} onRetry={onRetry} />
}

/** A wait up to this long needs no message. */
const PATIENCE_MILLISECONDS = 2000

/** Whether something has been going on for longer than that. */
const useSlow = (isGoingOn: boolean): boolean => {
  const [isSlow, setIsSlow] = useState(false)
  useEffect(() => {
    if (!isGoingOn) return
    const timer = setTimeout(() => setIsSlow(true), PATIENCE_MILLISECONDS)
    return () => {
      clearTimeout(timer)
      setIsSlow(false)
    }
  }, [isGoingOn])
  return isGoingOn && isSlow
}

const INDENT = 2

/** How the figures were computed, and what to send to compute them again. */
const Explanation = ({ answer }: { answer: CoverageAnswer }) => {
  const { t, language } = useText('coverage')
  const { query } = answer
  return (
    <details className="fold explanation">
      <summary className="target">{t('explain.heading')}</summary>
      <ul>
        {chainLines(answer, language, t).map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <h2>{t('explain.assumptions')}</h2>
      <ul>
        <li>{t('explain.assumed.walk')}</li>
        <li>{t('explain.assumed.turnout')}</li>
      </ul>
      <Basis answer={answer} />
      <Repeat query={query} />
    </details>
  )
}

const Basis = ({ answer }: { answer: CoverageAnswer }) => {
  const { t, language } = useText('coverage')
  const { network, notice, revision, timeStamp } = answer
  return (
    <>
      <h2>{t('explain.basis')}</h2>
      <p>
        {t('explain.basisLine', {
          revision,
          id: network.id,
          provenance: PROVENANCE_OPTIONS[network.provenance].label[language],
          time: dateTimeText(Date.parse(timeStamp)),
        })}
      </p>
      {notice && <p>{notice[language]}</p>}
    </>
  )
}

const Repeat = ({ query }: { query: CoverageAnswer['query'] }) => {
  const { t } = useText('coverage')
  const json = JSON.stringify(query, null, INDENT)
  return (
    <>
      <h2>{t('explain.repeat')}</h2>
      <p>{t('explain.repeatLine')}</p>
      <CopyButton text={json}>{t('explain.copyQuery')}</CopyButton>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard */}
      <pre className="query-json" tabIndex={0}>
        {json}
      </pre>
    </>
  )
}
