import type { ReactNode } from 'react'
import type { CoverageAnswer } from '../../../../../data/coverage.ts'
import { AREA_CLASS_NAMES } from '../../../../../data/standards.ts'
import { numberText } from '../../../../form/number-text.ts'
import { useText } from '../../../../i18n/text.ts'
import { useLiveAnswer } from '../../../../state/coverage-answer.ts'
import { hasChanges, useScenarioDraft } from '../../../../state/scenario-draft.ts'
import { shareText } from '../figure-text.ts'
import { ShareBar } from '../share-bar.tsx'
import { ChangeLine } from './change-line.tsx'
import { ClassLine } from './class-line.tsx'
import { ProvenanceNote } from './provenance-note.tsx'

/** How many people are reached in time; follows a station under the hand. */
export const Summary = ({ answer }: { answer: CoverageAnswer }) => {
  const isChanged = useScenarioDraft(
    ({ changes, dragged }) => hasChanges(changes) || dragged !== null,
  )
  return isChanged ? <LiveSummary answer={answer} /> : <Figures answer={answer} />
}

/** Totals come sooner than everything else: they are shown as soon as they are there. */
const LiveSummary = ({ answer }: { answer: CoverageAnswer }) => {
  const live = useLiveAnswer()
  return (
    <Figures answer={live.data ?? answer}>
      <ChangeLine changes={live.data?.changes ?? null} error={live.error} />
    </Figures>
  )
}

interface FiguresProps {
  answer: CoverageAnswer
  children?: ReactNode
}

/** How many altogether, by class of place, and who is not. */
const Figures = ({ answer, children }: FiguresProps) => {
  const { t } = useText('coverage')
  return (
    <section className="coverage-summary" aria-label={t('summary.heading')}>
      <Headline answer={answer} />
      {children}
      <ul className="class-lines">
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
  const { people, peopleInTime } = answer.summary
  return (
    <div className="headline">
      <p className="headline-figure">
        <strong>{shareText(peopleInTime, people)}</strong> {t('summary.inTime')}
      </p>
      <ShareBar part={peopleInTime} all={people} />
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
  const { t, language } = useText('coverage')
  const { summary, closedSegments } = answer
  const counts: [label: string, figure: string][] = [
    [t('summary.gaps'), t('summary.gapUnit', { count: numberText(summary.gapCount, language) })],
    [
      t('summary.unreachable'),
      t('summary.people', { people: numberText(summary.peopleUnreachable, language) }),
    ],
    [
      t('summary.stations'),
      t('summary.stationsOf', { counted: summary.stationsCounted, all: summary.stationsInAll }),
    ],
  ]
  if (closedSegments > 0) {
    const count = numberText(closedSegments, language)
    counts.push([t('summary.closed'), t('summary.closedUnit', { count })])
  }
  return (
    <dl className="summary-counts">
      {counts.map(([label, figure]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{figure}</dd>
        </div>
      ))}
    </dl>
  )
}
