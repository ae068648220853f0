import { PrinterOutlined } from '@ant-design/icons'
import { Skeleton } from 'antd'
import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { NearestAnswer } from '../../../data/nearest.ts'
import { PROVENANCE_OPTIONS } from '../../../data/provenance.ts'
import { nearestTableUrl } from '../../api/nearest.ts'
import { useWholePhones } from '../../api/personal.ts'
import { fetchCoordinateSystems } from '../../form/coordinate-copy.tsx'
import { DownloadMenu } from '../../form/download-menu.tsx'
import { lateCode } from '../../form/late-code.ts'
import { lazyPart } from '../../form/part-boundary.tsx'
import { Action } from '../../form/pieces.tsx'
import { dateTimeText } from '../../form/shanghai-time.ts'
import { type Translate, useText } from '../../i18n/text.ts'
import { changeState, type Place, useAppState } from '../../state/app-state.ts'
import { questionOf, useNearestRequest, useShownAnswer } from '../../state/nearest-answer.ts'
import { AnswerAge } from './answer-age.tsx'
import { useAnswerKeys } from './answer-keys.ts'
import { ArrivalCard } from './arrival-card.tsx'
import { isWhatIf } from './conditions-strip.tsx'
import { compose, dismissOutcome, fetchMessage, useCopyFlow } from './copy-flow.ts'
import { CopiedLine, CopyNotice } from './copy-notice.tsx'
import { PassedOverList } from './passed-over.tsx'
import { PlaceStatusNotice } from './place-status-notice.tsx'
import { PrintSheet, type PrintSheetProps } from './print-sheet.tsx'
import { SendNotice, SentStations } from './sent-marks.tsx'
import { useSteadyAnswer } from './steady-answer.ts'
import { usePrinting } from './use-printing.tsx'

interface AnswerViewProps {
  place: Place
  answer: NearestAnswer | null
  /** Milliseconds since 1970 UTC at which the answer came. */
  computedAt: number
  isLoading: boolean
  isBusy: boolean
  isLost: boolean
  onRefresh: () => void
}

/** The ranking with the resources passed over, or the sentence why there is none. */
export const AnswerView = (props: AnswerViewProps) => {
  const { place, answer, computedAt, isLoading, isBusy, isLost, onRefresh } = props
  const { t } = useText('panels')
  return (
    <section className="column answer" aria-label={t('nearest.answer.heading')}>
      <p role="status" className="visually-hidden">
        {statusSentence(props, t)}
      </p>
      {isLoading && <Skeleton active paragraph={{ rows: 6 }} />}
      {answer && (
        <>
          <Ranking place={place} answer={answer}>
            <AnswerAge {...{ computedAt, isLost, isBusy, onRefresh }} />
          </Ranking>
          <AnswerProvenance answer={answer} place={place} />
        </>
      )}
    </section>
  )
}

const statusSentence = ({ answer, isLoading }: AnswerViewProps, t: Translate<'panels'>): string => {
  if (isLoading) return t('nearest.answer.loading')
  const count = answer?.features.length
  if (count === undefined) return ''
  return count === 0 ? t('nearest.answer.countedNone') : t('nearest.answer.counted', { count })
}

/** How many there are; of another hour, or with those off duty, that it is a what-if. */
const AnswerHeading = ({ answer }: { answer: NearestAnswer }) => {
  const { t } = useText('panels', 'nearest.answer')
  const isSupposed = useAppState((state) => isWhatIf(state.nearest))
  const count = answer.features.length
  return (
    <h2>
      {isSupposed && <span className="what-if">{t('whatIf')}</span>}
      {count > 0 && t('first', { count })}
    </h2>
  )
}

/** As many have all their buttons above the fold of a small screen; the others have a line each. */
const FULL_ROWS = 3
/** As many telephones are kept whole for the time when the service is gone. */
const KEPT_PHONES = 5

/** Fetched with the first answer: at night the connection may go. */
const fetchMessageDialog = lateCode(
  async () => (await import('./message/message-dialog.tsx')).MessageDialog,
)
const MessageDialog = lazyPart(fetchMessageDialog, { Waiting: () => null })

/** The first picture goes before what has not been opened yet. */
const WAIT_MILLISECONDS = 3000

const useMessageEarly = (): void =>
  useEffect(() => {
    const timer = setTimeout(() => {
      // What fails now is fetched again when it is wanted.
      for (const fetchPart of [fetchMessage, fetchMessageDialog, fetchCoordinateSystems])
        fetchPart().catch(() => undefined)
    }, WAIT_MILLISECONDS)
    return () => clearTimeout(timer)
  }, [])

/**
 * Whether a pointer is on the rows. Browsers say nothing of its leaving when the button under it has
 * gone just before: then it is elsewhere, and what it pointed at is pointed at no more.
 */
const usePointedAt = () => {
  const rows = useRef<HTMLOListElement>(null)
  const [isPointedAt, setIsPointedAt] = useState(false)
  useEffect(() => {
    if (!isPointedAt) return
    const look = ({ target }: PointerEvent): void => {
      if (rows.current?.contains(target as Node)) return
      setIsPointedAt(false)
      changeState({ pointedId: null })
    }
    document.addEventListener('pointerover', look, true)
    return () => document.removeEventListener('pointerover', look, true)
  }, [isPointedAt])
  return { rows, isPointedAt, setIsPointedAt }
}

interface RankingProps {
  place: Place
  answer: NearestAnswer
  /** How old it is. */
  children: ReactNode
}

/** Lets the map know which answer is in sight, for as long as it is; what was begun on it ends with it. */
const useInSight = (question: string, answer: NearestAnswer): void => {
  useLayoutEffect(() => useShownAnswer.setState({ question, answer }), [question, answer])
  // biome-ignore lint/correctness/useExhaustiveDependencies: of each question anew
  useLayoutEffect(
    () => () => {
      useShownAnswer.setState({ question: '', answer: null })
      dismissOutcome()
      compose(null)
    },
    [question],
  )
}

/** Who arrives in which order; no row moves while one is pointed at. */
const Ranking = ({ place, answer: newest, children }: RankingProps) => {
  const { t } = useText('panels', 'nearest.answer')
  const question = questionOf(useNearestRequest())
  const { rows, isPointedAt, setIsPointedAt } = usePointedAt()
  // a question about the rows in sight may scroll them away from under the pointer
  const isAskedAbout = useCopyFlow(({ outcome }) => outcome.kind === 'changed')
  const isHeld = isPointedAt || isAskedAbout
  const steady = useSteadyAnswer({ question, answer: newest, isHeld })
  const answer = steady.shown ?? newest
  useInSight(question, answer)
  const { collection } = answer.query
  useWholePhones(collection, answer.features.slice(0, KEPT_PHONES))
  useAnswerKeys(answer)
  useMessageEarly()
  const addressee = useCopyFlow(({ composing }) => composing)
  return (
    <>
      {/* what comes and goes above the rows has its place there: it moves none of them */}
      <div className="row answer-head">
        {steady.isWaiting ? (
          <div role="status" className="row order-news">
            <span>{t('orderChanged')}</span>
            <Action type="link" label={t('showOrder')} onClick={() => setIsPointedAt(false)} />
          </div>
        ) : (
          <>
            <CopiedLine>
              <AnswerHeading answer={answer} />
            </CopiedLine>
            {children}
          </>
        )}
      </div>
      <PlaceStatusNotice answer={answer} />
      <SentStations place={place} isHeld={isHeld} />
      {answer.features.length > 0 && (
        <ol
          ref={rows}
          className="unmarked arrival-cards"
          aria-label={t('heading')}
          onPointerEnter={() => setIsPointedAt(true)}
          // rows that came under a pointer at rest were never entered
          onPointerMove={() => setIsPointedAt(true)}
          onPointerLeave={() => setIsPointedAt(false)}
        >
          {answer.features.map((feature, row) => (
            <ArrivalCard
              key={feature.id}
              answer={answer}
              feature={feature}
              isFull={row < FULL_ROWS}
              hasMoved={steady.moved.includes(feature.id)}
            />
          ))}
        </ol>
      )}
      {/* under the rows: what comes and goes moves none of them */}
      <div className="column answer-questions">
        <CopyNotice />
        <SendNotice answer={answer} />
      </div>
      <PassedOverList answer={answer} />
      {addressee && <MessageDialog answer={answer} addressee={addressee} />}
    </>
  )
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
      {answer.features.length > 0 && (
        <DownloadMenu
          isFiled
          label={t('download')}
          sources={{
            ranking: { label: t('heading'), hrefOf: (file) => nearestTableUrl(query, file) },
          }}
        />
      )}
      <PrintSheet
        answer={drawn?.of ?? answer}
        place={place}
        map={drawn?.map}
        told={drawn?.told ?? null}
      />
    </footer>
  )
}
