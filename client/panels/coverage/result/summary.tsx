import type { CoverageAnswer } from '../../../../data/coverage.ts'
import { demandText } from '../../../../data/demand-words.ts'
import { PROVENANCE_OPTIONS } from '../../../../data/provenance.ts'
import { AREA_CLASS_NAMES, AREA_CLASSES, type AreaClass } from '../../../../data/standards.ts'
import { durationText, numberText } from '../../../../data/wording.ts'
import { dateTimeText } from '../../../form/shanghai-time.ts'
import { useText } from '../../../i18n/text.ts'
import { useCoverageBand, useLiveAnswer, useLiveChanges } from '../../../state/coverage-answer.ts'
import { hasChanges, useScenarioDraft } from '../../../state/scenario-draft.ts'
import { bandText, shareInWords, wholeShareText } from './figure-text.ts'
import { ShareBar } from './share-bar.tsx'

/**
 * How many people are reached in time; of a scenario it follows a station under the hand. Totals come
 * sooner than everything else: they are shown as soon as they are there.
 */
export const Summary = ({ answer }: { answer: CoverageAnswer }) => {
  const isChanged = hasChanges(useLiveChanges())
  const { data: live } = useLiveAnswer()
  const isHeld = useScenarioDraft(({ dragged }) => dragged !== null)
  const { band } = useCoverageBand()
  const told = isChanged && live ? { ...live, gaps: isHeld ? [] : answer.gaps } : answer
  // the band is that of the settled changes
  return <Figures answer={{ ...told, band: isChanged && isHeld ? null : band }} />
}

/** How many altogether, by class of place, and who is not. */
const Figures = ({ answer }: { answer: CoverageAnswer }) => {
  const { t } = useText('coverage')
  return (
    <section className="column coverage-summary" aria-label={t('summary.heading')}>
      <Headline answer={answer} />
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
  const { demand } = answer.query
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
      {demand !== 'residents' && (
        <p className="secondary">
          {t('summary.demand', { demand: demandText(demand, answer.demandRecord, language) })}
        </p>
      )}
    </div>
  )
}

const Counts = ({ answer }: { answer: CoverageAnswer }) => {
  const { t, language } = useText('coverage', 'summary')
  const { summary, closedSegments, day, gaps } = answer
  const count = numberText(summary.gapCount, language)
  const people = numberText(
    gaps.reduce((sum, gap) => sum + gap.people, 0),
    language,
  )
  const counts: [label: string, figure: string][] = [
    [t('gaps'), gaps.length > 0 ? t('gapPeople', { people, count }) : t('gapUnit', { count })],
    [t('unreachable'), t('people', { people: numberText(summary.peopleUnreachable, language) })],
  ]
  // the strip has them by period
  if (day === null) {
    const { stationsCounted: counted, stationsInAll: all } = summary
    counts.push([t('stations'), t('stationsOf', { counted, all })])
  }
  if (closedSegments > 0) {
    counts.push([t('closed'), t('closedUnit', { count: numberText(closedSegments, language) })])
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
