/** What the sites change for people: key figures, by part of the day, by phase, how evenly. */
import type { ReactNode } from 'react'
import type { SitingAnswer } from '../../../../data/siting-answer.ts'
import { durationText, gapText, numberText } from '../../../../data/wording.ts'
import { periodName } from '../../../../data/working-day.ts'
import { FigureTable } from '../../../form/figure-table.tsx'
import { useText } from '../../../i18n/text.ts'
import { shareInWords, signedText, wholeShareText } from '../result/figure-text.ts'
import { fairnessPriceText, phaseLossText } from './siting-answer.ts'
import { useAreaNames } from './use-area-names.ts'

/** Who is late leads; then the share in time with its band, and the county that fares worst. */
export const KeyFigures = ({ answer }: { answer: SitingAnswer }) => {
  const { t, language } = useText('planning', 'siting')
  const { countyNames } = useAreaNames()
  const { people, peopleInTimeBefore, peopleInTime, band, fairness, query } = answer
  const figure = (value: number): string => numberText(value, language)
  const worst = (side: 'before' | 'after') => fairness?.[side].worstCounty ?? null
  const [before, after] = [worst('before'), worst('after')]
  const nameOf = (code: string): string => countyNames.get(code) ?? code
  const ends = (side: 'before' | 'after') =>
    band && {
      slow: { people, peopleInTime: band.slow[side] },
      fast: { people, peopleInTime: band.fast[side] },
    }
  return (
    <dl className="site-figures" aria-label={t('figures.heading')}>
      <KeyFigure
        label={t('figures.late')}
        before={figure(people - peopleInTimeBefore)}
        after={figure(people - peopleInTime)}
        hint={t('figures.fewer', { people: figure(peopleInTime - peopleInTimeBefore) })}
      />
      <KeyFigure
        label={t('figures.share')}
        before={shareInWords({ people, peopleInTime: peopleInTimeBefore }, ends('before'))}
        after={shareInWords({ people, peopleInTime }, ends('after'))}
        hint={
          band &&
          query.band &&
          t('figures.band', {
            speed: query.band.speedPercent,
            turnout: query.band.turnoutSeconds,
          })
        }
      />
      {before && after && (
        <KeyFigure
          label={t('figures.worst')}
          before={wholeShareText({ people: 1, peopleInTime: before.share })}
          after={wholeShareText({ people: 1, peopleInTime: after.share })}
          hint={
            before.code === after.code
              ? nameOf(after.code)
              : t('figures.worstMoves', { before: nameOf(before.code), after: nameOf(after.code) })
          }
        />
      )}
    </dl>
  )
}

/** In people, where every county has its least share. */
export const FairnessPrice = ({ answer }: { answer: SitingAnswer }) => {
  const { t, language } = useText('planning')
  const { countyNames } = useAreaNames()
  const text = fairnessPriceText(answer, { t, language, countyNames })
  return text && <p>{text}</p>
}

interface KeyFigureProps {
  label: string
  before: string
  after: string
  hint: ReactNode
}

const KeyFigure = ({ label, before, after, hint }: KeyFigureProps) => (
  <div className="framed">
    <dt>{label}</dt>
    <dd>
      <span className="secondary">{before} → </span>
      <strong>{after}</strong>
    </dd>
    {hint && <dd className="secondary">{hint}</dd>}
  </div>
)

/** By part of the day, at the usual speeds. */
export const Periods = ({ answer }: { answer: SitingAnswer }) => {
  const { t, language } = useText('planning', 'siting')
  const { periods, people } = answer
  if (periods.length < 2) return null
  const figure = (value: number): string => numberText(value, language)
  return (
    <section>
      <h3>{t('periods.heading')}</h3>
      <FigureTable
        head={['', t('periods.weight'), t('periods.before'), t('periods.after'), t('won')]}
        rows={periods.map(({ name, at, weight, peopleInTimeBefore, peopleInTime }) => [
          periodName({ name, at }, language),
          figure(weight),
          `${figure(peopleInTimeBefore)} (${wholeShareText({ people, peopleInTime: peopleInTimeBefore })})`,
          `${figure(peopleInTime)} (${wholeShareText({ people, peopleInTime })})`,
          signedText(peopleInTime - peopleInTimeBefore, language),
        ])}
      />
    </section>
  )
}

/** What each phase wins, and what it costs not to build everything at once. */
export const Phases = ({ answer }: { answer: SitingAnswer }) => {
  const { t, language } = useText('planning', 'siting')
  const { t: ofPlanning } = useText('planning')
  const { phases, query } = answer
  const loss = phaseLossText(answer, { t: ofPlanning, language })
  if (phases.length === 0) return null
  const figure = (value: number): string => numberText(value, language)
  return (
    <section>
      <h3>{t('phaseTable.heading')}</h3>
      <FigureTable
        head={[
          t('phases.name'),
          t(query.budget ? 'phases.money' : 'phases.sites'),
          t('phaseTable.chosen'),
          t('won'),
          t('phaseTable.proof'),
        ]}
        rows={phases.map(({ name, most, sites, peopleWon, gapPercent, proved }) => [
          name,
          figure(most),
          figure(sites),
          figure(peopleWon),
          proved ? t('phaseTable.proved') : t('within', { gap: gapText(gapPercent) }),
        ])}
      />
      {loss && <p className="secondary">{loss}</p>}
    </section>
  )
}

const GINI_DECIMALS = 3

/** How evenly people are served: for whoever wants to know, with what the figures mean. */
export const Fairness = ({ answer: { fairness } }: { answer: SitingAnswer }) => {
  const { t, language } = useText('planning', 'siting')
  if (!fairness) return null
  const { before, after } = fairness
  const minutes = (seconds: number | null): string =>
    seconds === null ? t('fairness.unreached') : durationText(seconds, language)
  const gini = (value: number): string => value.toFixed(GINI_DECIMALS)
  return (
    <details className="fold">
      <summary className="target">{t('fairness.heading')}</summary>
      <FigureTable
        head={['', t('periods.before'), t('periods.after')]}
        rows={[
          [t('fairness.p90'), minutes(before.p90Seconds), minutes(after.p90Seconds)],
          [t('fairness.gini'), gini(before.gini), gini(after.gini)],
        ]}
      />
      <p className="secondary">{t('fairness.hint')}</p>
    </details>
  )
}
