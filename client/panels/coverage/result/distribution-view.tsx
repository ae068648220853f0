import { useMemo, useState } from 'react'
import type { CoverageAnswer } from '../../../../data/coverage.ts'
import { AREA_CLASS_NAMES, AREA_CLASSES } from '../../../../data/standards.ts'
import { durationText, numberText } from '../../../../data/wording.ts'
import { Choice } from '../../../form/pieces.tsx'
import { useText } from '../../../i18n/text.ts'
import { Chart, useChartLook } from './chart.tsx'
import { distributionOption, peopleBeyond } from './distribution.ts'
import { shareText } from './figure-text.ts'

const SHAPES = ['chart', 'table'] as const
type Shape = (typeof SHAPES)[number]

/** How many people are reached within how many minutes, as a chart or as a table. */
export const DistributionView = ({ answer }: { answer: CoverageAnswer }) => {
  const { t, language } = useText('coverage')
  const [shape, setShape] = useState<Shape>('chart')
  const { distribution, summary } = answer
  const beyond = peopleBeyond(distribution, summary.people)
  if (distribution.length === 0) return <p role="status">{t('tables.none.distribution')}</p>
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
        <DistributionTable answer={answer} />
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
    const nameOf = (areaClass: (typeof AREA_CLASS_NAMES)[number]): string =>
      AREA_CLASSES[areaClass].label[language]
    return distributionOption({
      minutes: distribution,
      curves: AREA_CLASS_NAMES.map((areaClass) => ({
        areaClass,
        people: summary.byClass[areaClass].people,
        limitSeconds: query.standards[areaClass],
        name: nameOf(areaClass),
        limitName: t('chart.standard', {
          areaClass: nameOf(areaClass),
          time: durationText(query.standards[areaClass], language),
        }),
      })),
      look,
      texts: {
        minutes: t('chart.minutes'),
        tooltip: ({ minutes, byClass }) =>
          [
            t('chart.upTo', { minutes }),
            ...AREA_CLASS_NAMES.map((areaClass) =>
              t('chart.ofClass', {
                areaClass: nameOf(areaClass),
                people: numberText(byClass[areaClass], language),
                share: shareText(byClass[areaClass], summary.byClass[areaClass].people),
              }),
            ),
          ].join('<br>'),
      },
    })
  }, [distribution, query.standards, summary.byClass, look, language, t])
  return <Chart option={option} label={t('chart.label')} />
}

/** The same figures as the chart, to be read, with those of both classes together. */
const DistributionTable = ({ answer }: { answer: CoverageAnswer }) => {
  const { t, language } = useText('coverage')
  const { distribution, summary } = answer
  const columns = [
    ...AREA_CLASS_NAMES.map((areaClass) => ({
      label: AREA_CLASSES[areaClass].label[language],
      all: summary.byClass[areaClass].people,
      peopleOf: ({ byClass }: (typeof distribution)[number]) => byClass[areaClass],
    })),
    {
      label: t('tables.total'),
      all: summary.people,
      peopleOf: ({ people }: (typeof distribution)[number]) => people,
    },
  ]
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard
    <section className="table-scroller" tabIndex={0} aria-label={t('tables.kinds.distribution')}>
      <table className="result-table">
        <caption className="visually-hidden">{t('chart.label')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('tables.columns.minutes')}</th>
            {columns.map(({ label }) => (
              <th key={label} scope="colgroup" colSpan={2} className="figure">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {distribution.map((minute) => (
            <tr key={minute.minutes}>
              <th scope="row">{t('chart.upTo', { minutes: minute.minutes })}</th>
              {columns.flatMap(({ label, all, peopleOf }) => [
                <td key={label} className="figure">
                  {numberText(peopleOf(minute), language)}
                </td>,
                <td key={`${label} share`} className="figure">
                  {shareText(peopleOf(minute), all)}
                </td>,
              ])}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
