import { useQueryClient } from '@tanstack/react-query'
import { Button, Skeleton } from 'antd'
import type { ApiProblem } from '../../../api/problem.ts'
import { LoadFailure } from '../../../form/query-status.tsx'
import { useText } from '../../../i18n/text.ts'
import { useSlow } from './use-slow.ts'

interface AnswerProgressProps {
  /** There is nothing to show yet. */
  isLoading: boolean
  /** A newer answer is on its way. */
  isFetching: boolean
  /** What is shown answers the conditions before these. */
  isStale: boolean
  isCancelled: boolean
  onAgain: () => void
  /** What a screen reader is told once the answer is there. */
  ready: string
}

const COVERAGE_QUERIES = { queryKey: ['coverage', 'full'] } as const

/** What is going on with the answer, in words; whoever waits long may cancel. */
export const AnswerProgress = (props: AnswerProgressProps) => {
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
        <Button className="target" onClick={() => void client.cancelQueries(COVERAGE_QUERIES)}>
          {t('status.cancel')}
        </Button>
      )}
      {isCancelled && (
        <Button className="target" onClick={onAgain}>
          {t('status.again')}
        </Button>
      )}
      {isLoading && !isCancelled && <Skeleton active paragraph={{ rows: 6 }} />}
    </div>
  )
}

/** Why there is no answer, in the language of the page, and a way to try again. */
export const AnswerFailure = ({
  failure,
  onRetry,
}: {
  failure: ApiProblem
  onRetry: () => void
}) => {
  const { t, language } = useText('coverage')
  if (failure.kind === 'no-network') {
    const detail = t('failure.noNetworkDetail')
    return <LoadFailure title={t('failure.noNetwork')} detail={detail} onRetry={onRetry} />
  }
  const isInvalid = failure.kind === 'invalid-body' || failure.kind === 'invalid-parameter'
  const title = t(isInvalid ? 'failure.invalidTitle' : 'failure.title')
  return <LoadFailure title={title} detail={failure.sentence[language]} onRetry={onRetry} />
}
