import { loaded } from '../../api/features.ts'
import { useText } from '../../i18n/text.ts'
import { type Place, useAppState } from '../../state/app-state.ts'
import { useNearestAnswer } from '../../state/nearest-answer.ts'
import { AnswerView } from './answer-view.tsx'
import { HowToStart } from './how-to-start.tsx'
import { NearestFailure } from './nearest-failure.tsx'
import { PlaceLine } from './place-line.tsx'
import { PrintSheet } from './print-sheet.tsx'
import { QueryForm } from './query-form.tsx'
import './nearest.css'
import './print-sheet.css'

/** Who can be at a place first, by road: the place, the conditions, the ranking. */
export const NearestPanel = () => {
  const { t } = useText('panels')
  const place = useAppState((state) => state.place)
  return (
    <section className="nearest-panel" aria-label={t('nearest.title')}>
      {place === null ? (
        <>
          <HowToStart />
          <QueryForm />
        </>
      ) : (
        <PlaceAnswer place={place} />
      )}
    </section>
  )
}

const PlaceAnswer = ({ place }: { place: Place }) => {
  const { data: answer, isLoading, isRefreshing, failure, retry } = loaded(useNearestAnswer())
  return (
    <>
      <PlaceLine place={place} snap={failure ? null : (answer?.snap ?? null)} />
      <QueryForm />
      {failure ? (
        <NearestFailure place={place} failure={failure} onRetry={retry} />
      ) : (
        <AnswerView answer={answer} isLoading={isLoading} isRefreshing={isRefreshing} />
      )}
      {answer && !failure && <PrintSheet answer={answer} place={place} />}
    </>
  )
}
