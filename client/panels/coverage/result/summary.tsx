import type { ReactNode } from 'react'
import type { CoverageAnswer } from '../../../../data/coverage.ts'
import { PROVENANCE_OPTIONS } from '../../../../data/provenance.ts'
import { AREA_CLASS_NAMES, AREA_CLASSES, type AreaClass } from '../../../../data/standards.ts'
import { durationText, numberText } from '../../../../data/wording.ts'
import { reasonOf } from '../../../api/problem.ts'
import { dateTimeText } from '../../../form/shanghai-time.ts'
import { useText } from '../../../i18n/text.ts'
import { changeCoverage } from '../../../state/app-state.ts'
import { useCoverageBand, useLiveAnswer } from '../../../state/coverage-answer.ts'
import { hasChanges, useScenarioDraft } from '../../../state/scenario-draft.ts'
import { bandText, changeText, shareInWords, wholeShareText } from './figure-text.ts'
import { ShareBar } from './share-bar.tsx'

/** How many people are reached in time; follows a station under the hand. */
export const Summary = ({ answer }: { answer: CoverageAnswer }) => {
  const isChanged = useScenarioDraft(
    ({ changes, dragged }) => hasChanges(changes) || dragged !== null,
  )
  const { band } = useCoverageBand()
  const told = { ...answer, band }
  return isChanged ? <LiveSummary answer={told} /> : <Figures answer={told} />
}

/** Totals come sooner than everything else: they are shown as soon as they are there. */
const LiveSummary = ({ answer }: { answer: CoverageAnswer }) => {
  const live = useLiveAnswer()
  const isHeld = useScenarioDraft(({ dragged }) => dragged !== null)
  // the band is that of the settled changes
  const band = isHeld ? null : answer.band
  return (
    <Figures answer={{ ...(live.data ?? answer), band }}>
      <ChangeLine changes={live.data?.changes ?? null} error={live.error} />
    </Figures>
  )
}

/** How many altogether, by class of place, and who is not. */
const Figures = ({ answer, children }: { answer: CoverageAnswer; children?: ReactNode }) => {
  const { t } = useText('coverage')
  return (
    <section className="column coverage-summary" aria-label={t('summary.heading')}>
      <Headline answer={answer} />
      {children}
      <ul className="unmarked column class-lines">
        {AREA_CLASS_NAMES.map((areaClass) => (
          <ClassLine key={areaClass} areaClass={areaClass} answer={answer} />
        ))}
      </ul>
      <Counts answer={answer} />
      <ProvenanceNote answer={answer} />
    </section>
  )
}

const Headline = ({ answer }: { answer: CoverageAnswer }) => {
  const { t, language } = useText('coverage')
  const { summary, band } = answer
  const { people, peopleInTime } = summary
  return (
    <div className="headline">
      <p className="headline-figure">
        <strong>{numberText(people - peopleInTime, language)}</strong> {t('summary.late')}
      </p>
      <p className="headline-share">
        <strong>{shareInWords(summary, band)}</strong> {t('summary.inTime')}
      </p>
      <ShareBar part={peopleInTime} all={people} />
      {band && (
        <p className="secondary">
          {t('summary.band', {
            share: wholeShareText(summary),
            band: bandText(band),
            speed: band.speedPercent,
            turnout: band.turnoutSeconds,
          })}
        </p>
      )}
      <p>
        {t('summary.ofAll', {
          inTime: numberText(peopleInTime, language),
          all: numberText(people, language),
        })}
      </p>
    </div>
  )
}

const Counts = ({ answer }: { answer: CoverageAnswer }) => {
  const { t, language } = useText('coverage', 'summary')
  const { summary, closedSegments, day } = answer
  const counts: [label: string, figure: string][] = [
    [t('gaps'), t('gapUnit', { count: numberText(summary.gapCount, language) })],
    [t('unreachable'), t('people', { people: numberText(summary.peopleUnreachable, language) })],
  ]
  // the strip has them by period
  if (day === null) {
    const { stationsCounted: counted, stationsInAll: all } = summary
    counts.push([t('stations'), t('stationsOf', { counted, all })])
  }
  if (closedSegments > 0) {
    const count = numberText(closedSegments, language)
    counts.push([t('closed'), t('closedUnit', { count })])
  }
  return (
    <dl className="summary-counts">
      {counts.map(([label, figure]) => (
        <div key={label} className="framed">
          <dt>{label}</dt>
          <dd>{figure}</dd>
        </div>
      ))}
    </dl>
  )
}

interface ChangeLineProps {
  /** Null until it has been computed. */
  changes: CoverageAnswer['changes']
  error: Error | null
}

/** What the changes of the scenario win or lose. */
const ChangeLine = ({ changes, error }: ChangeLineProps) => {
  const { t, language } = useText('coverage')
  return (
    <div className="change-line">
      <p role="status">
        <span className="secondary">{t('summary.live')} </span>
        {changes && <strong>{changeText(changes, language, t)}</strong>}
        {!changes && !error && t('summary.changeWait')}
        {!changes && error && t('summary.changeFailed', { detail: reasonOf(error, language) })}
      </p>
      <p className="secondary">
        {t('summary.withScenario')}{' '}
        <button
          type="button"
          className="bare text-button target"
          onClick={() => changeCoverage({ tab: 'scenario' })}
        >
          {t('summary.toScenario')}
        </button>
      </p>
    </div>
  )
}

/** People in time of one class of place, by the standard of that class. */
const ClassLine = ({ areaClass, answer }: { areaClass: AreaClass; answer: CoverageAnswer }) => {
  const { t, language } = useText('coverage')
  const { people, peopleInTime } = answer.summary.byClass[areaClass]
  const { band } = answer
  const ends = band && { slow: band.slow.byClass[areaClass], fast: band.fast.byClass[areaClass] }
  return (
    <li className="class-line">
      <span className="class-name">
        {t('summary.standardOf', {
          areaClass: AREA_CLASSES[areaClass].label[language],
          time: durationText(answer.query.standards[areaClass], language),
        })}
      </span>
      <strong>{shareInWords({ people, peopleInTime }, ends)}</strong>
      <ShareBar part={peopleInTime} all={people} />
      <span className="secondary class-people">
        {t('summary.classOf', {
          inTime: numberText(peopleInTime, language),
          all: numberText(people, language),
        })}
      </span>
    </li>
  )
}

/** What the figures were computed from, and that the data is made up where it is. */
const ProvenanceNote = ({ answer }: { answer: CoverageAnswer }) => {
  const { t, language } = useText('coverage')
  const { network, revision, query, notice, day } = answer
  const time = dateTimeText(Date.parse(query.at))
  const provenance = PROVENANCE_OPTIONS[network.provenance].label[language]
  return (
    <div className="provenance-note">
      {notice && (
        <details className="fold notice-note">
          <summary className="target">{t('summary.notice')}</summary>
          <p>{notice[language]}</p>
        </details>
      )}
      <p className="secondary">
        {[
          day
            ? t('summary.computedDay', { count: day.periods.length, time })
            : t('summary.computed', { time }),
          t('summary.revision', { revision }),
          t('summary.network', { provenance, id: network.id }),
        ].join(' · ')}
      </p>
    </div>
  )
}
