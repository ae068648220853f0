import { useMemo, useState } from 'react'
import type { CoverageAnswer } from '../../../../data/coverage.ts'
import { AREA_CLASS_NAMES, AREA_CLASSES } from '../../../../data/standards.ts'
import { durationText, numberText } from '../../../../data/wording.ts'
import { Choice } from '../../../form/pieces.tsx'
import { useText } from '../../../i18n/text.ts'
import { Chart, useChartLook } from './chart.tsx'
import {
  distributionOption,
  type MinuteOfArrival,
  minutesOfArrival,
  peopleBeyond,
} from './distribution.ts'
import { shareText } from './figure-text.ts'
import { Share } from './share-bar.tsx'

const SHAPES = ['chart', 'table'] as const
type Shape = (typeof SHAPES)[number]

/** How many people are reached within how many minutes, as a chart or as a table. */
export const DistributionView = ({ answer }: { answer: CoverageAnswer }) => {
  const { t, language } = useText('coverage')
  const [shape, setShape] = useState<Shape>('chart')
  const { distribution, summary } = answer
  const minutes = useMemo(() => minutesOfArrival(distribution), [distribution])
  const beyond = peopleBeyond(distribution, summary.people)
  if (minutes.length === 0) return <p role="status">{t('tables.none.distribution')}</p>
  return (
    <>
      <Choice
        className="shape-choice"
        label={t('chart.shape')}
        value={shape}
        values={SHAPES}
        textOf={(each) => t(each === 'chart' ? 'chart.asChart' : 'chart.asTable')}
        onChange={setShape}
      />
      {shape === 'chart' ? (
        <DistributionChart answer={answer} />
      ) : (
        <DistributionTable minutes={minutes} people={summary.people} />
      )}
      <p className="secondary">
        {t('chart.beyond', {
          minutes: beyond.minutes,
          people: numberText(beyond.people, language),
        })}
      </p>
    </>
  )
}

const DistributionChart = ({ answer }: { answer: CoverageAnswer }) => {
  const { t, language } = useText('coverage')
  const look = useChartLook()
  const { distribution, query, summary } = answer
  const option = useMemo(() => {
    const standards = AREA_CLASS_NAMES.map((areaClass) => ({
      seconds: query.standards[areaClass],
      label: t('chart.standard', {
        areaClass: AREA_CLASSES[areaClass].label[language],
        time: durationText(query.standards[areaClass], language),
      }),
    }))
    return distributionOption({
      minutes: minutesOfArrival(distribution),
      standards,
      language,
      look,
      texts: {
        perMinute: t('chart.people'),
        cumulative: t('chart.cumulative'),
        minutes: t('chart.minutes'),
        tooltip: ({ minutes, people, cumulative }) =>
          [
            t('chart.upTo', { minutes }),
            `${t('chart.cumulative')}: ${numberText(cumulative, language)} (${shareText(cumulative, summary.people)})`,
            `${t('chart.people')}: ${numberText(people, language)}`,
          ].join('<br>'),
      },
    })
  }, [distribution, query.standards, summary.people, look, language, t])
  return <Chart option={option} label={t('chart.label')} />
}

interface DistributionTableProps {
  minutes: readonly MinuteOfArrival[]
  /** Everybody, reached or not. */
  people: number
}

/** The same figures as the chart, to be read. */
const DistributionTable = ({ minutes, people }: DistributionTableProps) => {
  const { t, language } = useText('coverage')
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard
    <section className="table-scroller" tabIndex={0} aria-label={t('tables.kinds.distribution')}>
      <table className="result-table">
        <caption className="visually-hidden">{t('chart.label')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('tables.columns.minutes')}</th>
            {[t('chart.people'), t('chart.cumulative'), t('tables.columns.share')].map((label) => (
              <th key={label} scope="col" className="figure">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {minutes.map((minute) => (
            <tr key={minute.minutes}>
              <th scope="row">{t('chart.upTo', { minutes: minute.minutes })}</th>
              <td className="figure">{numberText(minute.people, language)}</td>
              <td className="figure">{numberText(minute.cumulative, language)}</td>
              <td className="figure">
                <Share part={minute.cumulative} all={people} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
