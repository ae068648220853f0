import { type UseQueryResult, useQueryClient } from '@tanstack/react-query'
import { Skeleton } from 'antd'
import { useMemo } from 'react'
import { useShallow } from 'zustand/react/shallow'
import type { BusyAnswer } from '../../../../../data/busy.ts'
import { useBusy } from '../../../../api/coverage.ts'
import { reasonOf } from '../../../../api/problem.ts'
import { Action, LoadFailure, Message } from '../../../../form/pieces.tsx'
import { useDebounced } from '../../../../form/use-debounced.ts'
import { busy } from '../../../../i18n/busy.ts'
import { addTexts, useText } from '../../../../i18n/text.ts'
import { busyRequest, useBusyOptions } from '../../../../state/busy-options.ts'
import { useMomentRequest } from '../../../../state/coverage-answer.ts'
import { shareText } from '../figure-text.ts'
import { BusyFigures } from './busy-figures.tsx'
import { BusyViews } from './busy-views.tsx'
import { CallsForm } from './calls-form.tsx'
import './busy.css'

addTexts({ busy })

/** A number is asked for once it stands for a moment: an answer takes seconds. */
const SETTLING_MILLISECONDS = 700

export const BusyPart = () => {
  const { t } = useText('busy')
  // the same object until one of them is another, so that it can settle
  const options = useBusyOptions(useShallow(({ isOpen: _, ...asked }) => asked))
  const conditions = useMomentRequest()
  const settled = useDebounced(options, SETTLING_MILLISECONDS)
  const query = useBusy(useMemo(() => busyRequest(conditions, settled), [conditions, settled]))
  const { data, error, isPlaceholderData, refetch } = query
  const { language } = useText('busy')
  return (
    <div className="column busy-part">
      <p className="secondary">{t('intro')}</p>
      <CallsForm options={options} />
      {(conditions.filter?.due ?? 1) > 1 && <p className="secondary">{t('firstOnly')}</p>}
      {error && (
        <LoadFailure
          title={t('failed', { detail: reasonOf(error, language) })}
          onRetry={() => void refetch()}
        />
      )}
      <Progress query={query} />
      {data && <Answer answer={data} isStale={isPlaceholderData} />}
    </div>
  )
}

const Answer = ({ answer, isStale }: { answer: BusyAnswer; isStale: boolean }) => {
  const { t, language } = useText('busy')
  if (answer.now.people === 0) return <Message type="info" title={t('empty')} />
  return (
    <div className="column busy-answer" aria-busy={isStale}>
      {answer.stations.length === 0 && <Message type="warning" title={t('noStations')} />}
      <BusyFigures answer={answer} />
      <BusyViews answer={answer} />
      <details className="fold">
        <summary className="target">{t('assumptions')}</summary>
        <ul>
          {answer.assumptions.map((each) => (
            <li key={each.en}>{each[language]}</li>
          ))}
        </ul>
      </details>
    </div>
  )
}

const BUSY_QUERIES = { queryKey: ['coverage-busy'] } as const

/** That it is being computed, in words; it can be cancelled. */
const Progress = ({ query }: { query: UseQueryResult<BusyAnswer> }) => {
  const { t } = useText('busy')
  const client = useQueryClient()
  const { data, error, isFetching, isPending, isPlaceholderData: isStale, refetch } = query
  const isCancelled = !isFetching && !error && (isPending || isStale)
  const isSeen = isCancelled || (isFetching && (isPending || isStale))
  const sentence = (): string => {
    if (isCancelled) return t('cancelled')
    if (isPending) return error ? '' : t('loading')
    if (isStale || !data) return t('stale')
    return t('ready', { share: shareText(data.year.inTime?.share ?? 0, 1) })
  }
  return (
    <div className={isSeen ? 'row wrapped answer-progress' : 'visually-hidden'}>
      <p role="status">{sentence()}</p>
      {isSeen && isFetching && (
        <Action label={t('cancel')} onClick={() => void client.cancelQueries(BUSY_QUERIES)} />
      )}
      {isCancelled && <Action label={t('again')} onClick={() => void refetch()} />}
      {isPending && isFetching && <Skeleton active paragraph={{ rows: 5 }} />}
    </div>
  )
}
