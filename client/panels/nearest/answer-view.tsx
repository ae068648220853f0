import { PrinterOutlined } from '@ant-design/icons'
import { Skeleton } from 'antd'
import { type ReactNode, useEffect, useState } from 'react'
import { flushSync } from 'react-dom'
import { REGION_BBOX } from '../../../data/geometry.ts'
import { type NearestAnswer, type PassedOver, PLACE_STATUSES } from '../../../data/nearest.ts'
import { PROVENANCE_OPTIONS } from '../../../data/provenance.ts'
import { durationText, localisedName } from '../../../data/wording.ts'
import { wholePhones } from '../../api/personal.ts'
import { lateCode } from '../../form/late-code.ts'
import { Action, Message } from '../../form/pieces.tsx'
import { dateTimeText } from '../../form/shanghai-time.ts'
import { type Translate, useText } from '../../i18n/text.ts'
import { changeNearest, changeState, flyTo, type Place } from '../../state/app-state.ts'
import { ArrivalCard } from './arrival-card.tsx'
import { PrintSheet, type PrintSheetProps } from './print-sheet.tsx'

interface AnswerViewProps {
  place: Place
  answer: NearestAnswer | null
  isLoading: boolean
  /** The answer shown is of the conditions before the last change. */
  isRefreshing: boolean
}

/** The ranking with the resources passed over, or the sentence why there is none. */
export const AnswerView = ({ place, answer, isLoading, isRefreshing }: AnswerViewProps) => {
  const { t } = useText('panels')
  return (
    <section
      className="column answer"
      aria-label={t('nearest.answer.heading')}
      aria-busy={isRefreshing}
    >
      <p role="status" className={isRefreshing ? 'secondary' : 'visually-hidden'}>
        {statusSentence({ answer, isLoading, isRefreshing }, t)}
      </p>
      {isLoading && <Skeleton active paragraph={{ rows: 6 }} />}
      {answer && (
        <>
          <PlaceStatusNotice answer={answer} />
          {answer.features.length > 0 && (
            <ol className="unmarked arrival-cards" aria-label={t('nearest.answer.heading')}>
              {answer.features.map((feature) => (
                <ArrivalCard key={feature.id} answer={answer} feature={feature} />
              ))}
            </ol>
          )}
          {(answer.place.status === 'answered' || answer.passedOver.length > 0) && (
            <PassedOverList answer={answer} />
          )}
          <AnswerProvenance answer={answer} place={place} />
        </>
      )}
    </section>
  )
}

const statusSentence = (
  { answer, isLoading, isRefreshing }: Omit<AnswerViewProps, 'place'>,
  t: Translate<'panels'>,
): string => {
  if (isLoading) return t('nearest.answer.loading')
  if (isRefreshing) return t('nearest.answer.stale')
  return answer ? t('nearest.answer.counted', { count: answer.features.length }) : ''
}

/** What the answer was computed from, so that it can be repeated and argued about. */
const AnswerProvenance = ({ answer, place }: PrintSheetProps) => {
  const { t, language } = useText('panels', 'nearest.answer')
  const { drawn, isDrawing, print } = usePrinting(answer, place)
  const { network, revision, query } = answer
  const provenance = PROVENANCE_OPTIONS[network.provenance].label[language]
  return (
    <footer className="column answer-provenance">
      <p className="secondary">
        {[
          t('computed', { time: dateTimeText(Date.parse(query.at)) }),
          t('revision', { revision }),
          t('network', { provenance, id: network.id }),
        ].join(' · ')}
      </p>
      {answer.features.length > 0 && (
        <Action
          icon={PrinterOutlined}
          label={t(isDrawing ? 'drawing' : 'print')}
          loading={isDrawing}
          onClick={() => void print()}
        />
      )}
      <PrintSheet answer={drawn?.of ?? answer} place={place} map={drawn?.map} />
    </footer>
  )
}

const fetchWaysFigure = lateCode(() => import('./ways-figure.tsx'))

interface Drawn {
  /** With whole telephone numbers. */
  of: NearestAnswer
  map: ReactNode
}

const withPhones = (answer: NearestAnswer, phones: ReadonlyMap<string, string>): NearestAnswer => ({
  ...answer,
  features: answer.features.map((feature) => {
    const phone = phones.get(feature.id)
    return phone ? { ...feature, properties: { ...feature.properties, phone } } : feature
  }),
})

/** Asked for by its button, the answer of that moment is printed with a map of its ways. */
const usePrinting = (answer: NearestAnswer, { position }: Place) => {
  const [drawn, setDrawn] = useState<Drawn | null>(null)
  const [isDrawing, setIsDrawing] = useState(false)
  useEffect(() => {
    const forget = (): void => setDrawn(null)
    window.addEventListener('afterprint', forget)
    return () => window.removeEventListener('afterprint', forget)
  }, [])
  const print = async (): Promise<void> => {
    setIsDrawing(true)
    const phones = wholePhones(answer.query.collection, answer.features)
    let map: ReactNode = null
    try {
      const { drawWays, WaysFigure } = await fetchWaysFigure()
      const picture = await drawWays(answer, position)
      map = <WaysFigure {...{ answer, position, picture }} />
    } catch {
      // A browser that draws no map prints the ranking without one.
    }
    const of = withPhones(answer, await phones)
    flushSync(() => setDrawn({ of, map }))
    setIsDrawing(false)
    await document.fonts.ready
    window.print()
  }
  return { drawn, isDrawing, print }
}

/** Why there is no ranking, in a sentence, and what can be done about it. */
const PlaceStatusNotice = ({ answer }: { answer: NearestAnswer }) => {
  const { t, language } = useText('panels')
  const { status, detail, detailZh } = answer.place
  if (status === 'answered') return null
  return (
    <Message
      type="warning"
      title={PLACE_STATUSES[status][language]}
      description={
        <>
          <p>{language === 'zh' ? detailZh : detail}</p>
          <p>{t(`nearest.status.${status}`)}</p>
          {status === 'outside-region' && (
            <Action label={t('nearest.status.region')} onClick={() => flyTo(REGION_BBOX)} />
          )}
          {status === 'none-in-reach' && <Relaxations answer={answer} />}
        </>
      }
    />
  )
}

/** One button per condition that is set, to drop it. */
const Relaxations = ({ answer: { query } }: { answer: NearestAnswer }) => {
  const { t } = useText('panels', 'nearest.status')
  return (
    <div className="card-actions">
      {query.onDuty && (
        <Action label={t('relaxDuty')} onClick={() => changeNearest({ onDuty: false })} />
      )}
      {Object.keys(query.equipment).length > 0 && (
        <Action label={t('relaxGear')} onClick={() => changeNearest({ equipment: {} })} />
      )}
      {query.item !== null && (
        <Action
          label={t('relaxGoods')}
          onClick={() => changeNearest({ item: null, quantity: null })}
        />
      )}
    </div>
  )
}

/** As many as fit without pushing the ranking out of sight; more are folded away. */
const OPEN_UP_TO = 3

/** Nearer resources that were not taken, each with its reasons. */
const PassedOverList = ({ answer }: { answer: NearestAnswer }) => {
  const { t } = useText('panels', 'nearest.passedOver')
  const { passedOver } = answer
  if (passedOver.length === 0) return <p className="secondary">{t('none')}</p>
  return (
    <details className="fold passed-over" open={passedOver.length <= OPEN_UP_TO}>
      <summary className="target">{t('heading', { count: passedOver.length })}</summary>
      <p className="secondary">{t('explanation')}</p>
      <ul className="unmarked">
        {passedOver.map((each) => (
          <PassedOverRow key={each.id} answer={answer} passedOver={each} />
        ))}
      </ul>
    </details>
  )
}

interface PassedOverRowProps {
  answer: NearestAnswer
  passedOver: PassedOver
}

const PassedOverRow = ({ answer, passedOver }: PassedOverRowProps) => {
  const { t, language } = useText('panels')
  const { id, arrivalSeconds, reasons } = passedOver
  const { collection } = answer.query
  return (
    <li>
      <button
        type="button"
        className="bare text-button target"
        onClick={() => changeState({ selection: { collection, id } })}
      >
        {localisedName(passedOver, language)}
      </button>
      <span className="secondary">
        {t('nearest.passedOver.wouldArrive', { duration: durationText(arrivalSeconds, language) })}
      </span>
      <ul className="unmarked reasons">
        {reasons.map(({ code, detail, detailZh }) => (
          <li key={code}>{language === 'zh' ? detailZh : detail}</li>
        ))}
      </ul>
    </li>
  )
}
