import { Alert } from 'antd'
import type { CoverageAnswer } from '../../../../data/coverage.ts'
import { asApiProblem } from '../../../api/problem.ts'
import { type Translate, useText } from '../../../i18n/text.ts'
import { useCoverageAnswer } from '../../../state/coverage-answer.ts'
import { AnswerFailure, AnswerProgress } from './answer-status.tsx'
import { Explanation } from './explain/explanation.tsx'
import { shareText } from './figure-text.ts'
import { ParameterForm } from './parameters/parameter-form.tsx'
import { Summary } from './summary/summary.tsx'
import { ResultTables } from './tables/result-tables.tsx'
import './summary/summary.css'
import './tables/tables.css'

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
  if (people === 0) return <Alert type="info" showIcon title={t('status.empty')} />
  return (
    <div className="coverage-answer" aria-busy={isStale}>
      {stationsCounted === 0 && <Alert type="warning" showIcon title={t('status.nobody')} />}
      <Summary answer={answer} />
      <ResultTables answer={answer} />
      <Explanation answer={answer} />
    </div>
  )
}
