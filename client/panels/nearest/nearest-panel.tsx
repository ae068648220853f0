import type { UseQueryResult } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { exampleIn } from '../../../data/feature-place.ts'
import type { NearestAnswer } from '../../../data/nearest.ts'
import { coordinateText, localisedName } from '../../../data/wording.ts'
import { loaded, useFeatures } from '../../api/features.ts'
import type { ApiProblem } from '../../api/problem.ts'
import { useRegion } from '../../api/region.ts'
import { MixedRows } from '../../form/mixed-rows.tsx'
import { Action, LoadFailure } from '../../form/pieces.tsx'
import { clockText, dateTimeText } from '../../form/shanghai-time.ts'
import { useText } from '../../i18n/text.ts'
import {
  type AppState,
  changeState,
  type Place,
  placeName,
  useAppState,
} from '../../state/app-state.ts'
import {
  questionOf,
  useAnswerAge,
  useNearestRequest,
  useNewestAnswer,
} from '../../state/nearest-answer.ts'
import { AnswerView } from './answer-view.tsx'
import { ConditionsStrip } from './conditions-strip.tsx'
import { PlaceCard } from './place-card.tsx'
import { QueryForm } from './query-form.tsx'
import { type Failure, standingFailure } from './standing-failure.ts'
import { LostNotice, StraightLineList } from './straight-line-list.tsx'
import './nearest.css'

/** Who can be at a place first, by road: the place, the conditions, the ranking. */
export const NearestPanel = () => {
  const { t } = useText('panels')
  const place = useAppState((state) => state.place)
  const area = useAppState((state) => state.areaAsked)
  const collection = useAppState((state) => state.nearest.collection)
  return (
    <section className="column nearest-panel" aria-label={t('nearest.title')}>
      {area && <AreaAsked area={area} />}
      {place === null && (
        <>
          <HowToStart />
          <QueryForm />
        </>
      )}
      {place && (area ? <FoldedAnswer place={place} /> : <PlaceAnswer place={place} />)}
      {place && <MixedRows of={[collection]} />}
    </section>
  )
}

const PlaceAnswer = ({ place }: { place: Place }) => {
  const query = useNewestAnswer()
  const { data: answer, isLoading } = loaded(query)
  // what is under way is not begun anew: a slow service would never answer
  const retry = () => void query.refetch({ cancelRefetch: false })
  const failure = useStandingFailure(query)
  // fetched while there is a service: without it they are ranked by straight line
  useFeatures(useAppState((state) => state.nearest.collection))
  const { isStale } = useAnswerAge()
  const isGone = failure?.kind === 'offline'
  const isBack = useReturn(isGone, retry)
  const { t } = useText('panels', 'nearest.failure')
  return (
    <>
      <PlaceCard place={place} answer={answer} />
      <ConditionsStrip />
      <div id="answer" tabIndex={-1} className="column answer-place">
        {failure && <NearestFailure {...{ place, answer, failure }} onRetry={retry} />}
        {isBack && (
          <p role="status" className="back-again">
            {t('back')}
          </p>
        )}
        {(answer || !failure) && (
          <AnswerView
            place={place}
            answer={answer}
            computedAt={query.dataUpdatedAt}
            isLoading={isLoading}
            isBusy={query.isFetching}
            isLost={isStale || isGone}
            onRefresh={retry}
          />
        )}
      </div>
    </>
  )
}

/**
 * Why there is no answer, until there is one: while it is asked again, and of another place as well
 * where the service is gone.
 */
const useStandingFailure = (query: UseQueryResult<NearestAnswer>): ApiProblem | null => {
  const question = questionOf(useNearestRequest())
  const [last, setLast] = useState<Failure | null>(null)
  const standing = standingFailure(last, question, query)
  if (standing !== last) setLast(standing)
  return standing?.problem ?? null
}

/** So often a service that is gone is asked again. */
const RETRY_MILLISECONDS = 5000
/** So long it is said that it is back. */
const BACK_MILLISECONDS = 10_000

/** Asks again by itself while the service is gone. @returns whether it came back a moment ago. */
const useReturn = (isLost: boolean, retry: () => void): boolean => {
  const [isBack, setIsBack] = useState(false)
  const [wasLost, setWasLost] = useState(isLost)
  if (wasLost !== isLost) {
    setWasLost(isLost)
    setIsBack(wasLost)
  }
  const again = useRef(retry)
  useEffect(() => {
    again.current = retry
  })
  useEffect(() => {
    if (!isLost) return
    const timer = setInterval(() => again.current(), RETRY_MILLISECONDS)
    return () => clearInterval(timer)
  }, [isLost])
  useEffect(() => {
    if (!isBack) return
    const timer = setTimeout(() => setIsBack(false), BACK_MILLISECONDS)
    return () => clearTimeout(timer)
  }, [isBack])
  return isBack
}

/** That something was searched for which is too large for a place. */
const AreaAsked = ({ area }: { area: NonNullable<AppState['areaAsked']> }) => {
  const { t, language } = useText('panels', 'nearest.asked')
  return (
    <p role="status" className="area-asked">
      {t(area.kind, { name: localisedName(area, language) })}
    </p>
  )
}

/** What was asked before: not under a sentence about something else, where it would pass for its answer. */
const FoldedAnswer = ({ place }: { place: Place }) => {
  const { t, language } = useText('panels', 'nearest.asked')
  return (
    <p className="row wrapped secondary">
      {t('folded', { name: placeName(place, language) ?? coordinateText(place.position) })}
      <Action type="link" label={t('unfold')} onClick={() => changeState({ areaAsked: null })} />
      <Action type="link" label={t('clear')} onClick={() => changeState({ place: null })} />
    </p>
  )
}

/** What to do first, while no place has been marked. */
const HowToStart = () => {
  const { t } = useText('panels')
  const { bbox } = useRegion()
  return (
    <section className="column how-to-start">
      <h2>{t('nearest.start.title')}</h2>
      <ul>
        <li>{t('nearest.start.map')}</li>
        <li>{t('nearest.start.search')}</li>
        <li>{t('nearest.start.paste', { example: exampleIn(bbox).join(', ') })}</li>
      </ul>
      <p className="secondary">{t('nearest.start.result')}</p>
    </section>
  )
}

interface NearestFailureProps {
  place: Place
  /** The last that there was to this question; null where there was none. */
  answer: NearestAnswer | null
  failure: ApiProblem
  onRetry: () => void
}

/** Why there is no answer; without a road network, what is known all the same. */
const NearestFailure = ({ place, answer, failure, onRetry }: NearestFailureProps) => {
  const { t, language } = useText('panels', 'nearest.failure')
  if (failure.kind === 'no-network')
    return <StraightLineList place={place} title={t('noNetwork')} />
  if (failure.kind === 'offline' && answer === null) {
    const retry = <Action label={t('retry')} onClick={onRetry} />
    return <StraightLineList place={place} title={t('offline')} action={retry} />
  }
  if (failure.kind === 'offline' && answer !== null) {
    const asked = Date.parse(answer.query.at)
    return (
      <LostNotice
        title={t('lost', { time: clockText(asked, Date.now(), language) })}
        action={<Action label={t('retry')} onClick={onRetry} />}
      />
    )
  }
  const time = answer && dateTimeText(Date.parse(answer.query.at))
  const kind = failure.kind === 'invalid-parameter' ? 'invalidTitle' : 'title'
  const title = time ? t('kept', { time }) : t(kind)
  return <LoadFailure title={title} detail={failure.sentence[language]} onRetry={onRetry} />
}
