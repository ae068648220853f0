import { Skeleton } from 'antd'
import type { CoverageAnswer } from '../../../../data/coverage.ts'
import { type ApiProblem, asApiProblem } from '../../../api/problem.ts'
import { Action } from '../../../form/action.tsx'
import { Message } from '../../../form/message.tsx'
import { type Translate, useText } from '../../../i18n/text.ts'
import { useCoverageAnswer } from '../../../state/coverage-answer.ts'
import { Explanation } from './explanation.tsx'
import { shareText } from './figure-text.ts'
import { ParameterForm } from './parameter-form.tsx'
import { Summary } from './summary.tsx'
import { ResultTables } from './tables/result-tables.tsx'
import './result.css'
import './tables/tables.css'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { LoadFailure } from '../../../form/query-status.tsx'

/** Who is reached in time, under which conditions, and why: the answer of the coverage panel. */
export const ResultTab = () => {
  const { t } = useText('coverage')
  const { data, error, isFetching, isPlaceholderData, isPending, refetch } = useCoverageAnswer()
  const again = (): void => void refetch()
  const isCancelled = !isFetching && !error && (isPending || isPlaceholderData)
  return (
    <>
      <ParameterForm />
      {error && <AnswerFailure failure={asApiProblem(error)} onRetry={again} />}
      <AnswerProgress
        isLoading={isPending}
        isFetching={isFetching}
        isStale={isPlaceholderData}
        isCancelled={isCancelled}
        onAgain={again}
        ready={data ? readyText(data, t) : ''}
      />
      {data && <Answer answer={data} isStale={isPlaceholderData} />}
    </>
  )
}

const readyText = ({ summary }: CoverageAnswer, t: Translate<'coverage'>): string =>
  t('status.ready', { share: shareText(summary.peopleInTime, summary.people) })

const Answer = ({ answer, isStale }: { answer: CoverageAnswer; isStale: boolean }) => {
  const { t } = useText('coverage')
  const { people, stationsCounted } = answer.summary
  if (people === 0) return <Message type="info" title={t('status.empty')} />
  return (
    <div className="column coverage-answer" aria-busy={isStale}>
      {stationsCounted === 0 && <Message type="warning" title={t('status.nobody')} />}
      <Summary answer={answer} />
      <ResultTables answer={answer} />
      <Explanation answer={answer} />
    </div>
  )
}

interface AnswerProgressProps {
  /** There is nothing to show yet. */
  isLoading: boolean
  /** A newer answer is on its way. */
  isFetching: boolean
  /** What is shown answers the conditions before these. */
  isStale: boolean
  isCancelled: boolean
  onAgain: () => void
  /** Announced by screen readers once the answer is there. */
  ready: string
}

const COVERAGE_QUERIES = { queryKey: ['coverage', 'full'] } as const

/** Progress of the answer in words; a long one can be cancelled. */
const AnswerProgress = (props: AnswerProgressProps) => {
  const { isLoading, isFetching, isStale, isCancelled, onAgain, ready } = props
  const { t } = useText('coverage')
  const client = useQueryClient()
  const isSlow = useSlow(isFetching)
  const isSeen = isLoading || isStale || isCancelled || isSlow
  const sentence = (): string => {
    if (isCancelled) return t(isStale ? 'status.cancelledStale' : 'status.cancelled')
    if (isLoading) return t('status.loading')
    return isStale || isSlow ? t('status.stale') : ready
  }
  return (
    <div className={isSeen ? 'answer-progress' : 'visually-hidden'}>
      <p role="status">
        {sentence()} {isSlow && t('status.slow')}
      </p>
      {isSlow && (
        <Action
          label={t('status.cancel')}
          onClick={() => void client.cancelQueries(COVERAGE_QUERIES)}
        />
      )}
      {isCancelled && <Action label={t('status.again')} onClick={onAgain} />}
      {isLoading && !isCancelled && <Skeleton active paragraph={{ rows: 6 }} />}
    </div>
  )
}

/** Why there is no answer, in the language of the page, and a way to try again. */
const AnswerFailure = ({ failure, onRetry }: { failure: ApiProblem; onRetry: () => void }) => {
  const { t, language } = useText('coverage')
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
