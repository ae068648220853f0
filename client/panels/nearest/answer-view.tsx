import { PrinterOutlined } from '@ant-design/icons'
import { Button, Skeleton } from 'antd'
import type { NearestAnswer } from '../../../data/nearest.ts'
import { PROVENANCE_OPTIONS } from '../../../data/provenance.ts'
import { dateTimeText } from '../../form/shanghai-time.ts'
import { type Translate, useText } from '../../i18n/text.ts'
import { ArrivalCard } from './arrival-card.tsx'
import { PassedOverList } from './passed-over-list.tsx'
import { PlaceStatusNotice } from './place-status.tsx'

interface AnswerViewProps {
  answer: NearestAnswer | null
  isLoading: boolean
  /** The answer shown is of the conditions before the last change. */
  isRefreshing: boolean
}

/** The ranking with the resources passed over, or the sentence why there is none. */
export const AnswerView = ({ answer, isLoading, isRefreshing }: AnswerViewProps) => {
  const { t } = useText('panels')
  return (
    <section className="answer" aria-label={t('nearest.answer.heading')} aria-busy={isRefreshing}>
      <p role="status" className={isRefreshing ? 'secondary' : 'visually-hidden'}>
        {statusSentence({ answer, isLoading, isRefreshing }, t)}
      </p>
      {isLoading && <Skeleton active paragraph={{ rows: 6 }} />}
      {answer && (
        <>
          <PlaceStatusNotice answer={answer} />
          {answer.features.length > 0 && (
            <ol className="arrival-cards" aria-label={t('nearest.answer.heading')}>
              {answer.features.map((feature) => (
                <ArrivalCard key={feature.id} answer={answer} feature={feature} />
              ))}
            </ol>
          )}
          <PassedOver answer={answer} />
          <AnswerProvenance answer={answer} />
        </>
      )}
    </section>
  )
}

const statusSentence = (
  { answer, isLoading, isRefreshing }: AnswerViewProps,
  t: Translate<'panels'>,
): string => {
  if (isLoading) return t('nearest.answer.loading')
  if (isRefreshing) return t('nearest.answer.stale')
  return answer ? t('nearest.answer.counted', { count: answer.features.length }) : ''
}

/** Nothing can be passed over where the place itself could not be used. */
const PassedOver = ({ answer }: { answer: NearestAnswer }) =>
  answer.place.status === 'answered' || answer.passedOver.length > 0 ? (
    <PassedOverList answer={answer} />
  ) : null

/** What the answer was computed from, so that it can be repeated and argued about. */
const AnswerProvenance = ({ answer }: { answer: NearestAnswer }) => {
  const { t, language } = useText('panels')
  const { network, revision, query } = answer
  const provenance = PROVENANCE_OPTIONS[network.provenance].label[language]
  return (
    <footer className="answer-provenance">
      <p className="secondary">
        {[
          t('nearest.answer.computed', { time: dateTimeText(Date.parse(query.at)) }),
          t('nearest.answer.revision', { revision }),
          t('nearest.answer.network', { provenance, id: network.id }),
        ].join(' · ')}
      </p>
      {answer.features.length > 0 && (
        <Button
          className="target"
          icon={<PrinterOutlined aria-hidden />}
          onClick={() => window.print()}
        >
          {t('nearest.answer.print')}
        </Button>
      )}
    </footer>
  )
}
