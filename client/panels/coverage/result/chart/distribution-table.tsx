import { numberText } from '../../../../form/number-text.ts'
import { useText } from '../../../../i18n/text.ts'
import { Share } from '../share-bar.tsx'
import type { MinuteOfArrival } from './distribution.ts'

interface DistributionTableProps {
  minutes: readonly MinuteOfArrival[]
  /** Everybody, reached or not. */
  people: number
}

/** The same figures as the chart, to be read. */
export const DistributionTable = ({ minutes, people }: DistributionTableProps) => {
  const { t, language } = useText('coverage')
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard
    <section className="table-scroller" tabIndex={0} aria-label={t('tables.kinds.distribution')}>
      <table className="result-table">
        <caption className="visually-hidden">{t('chart.label')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('tables.columns.minutes')}</th>
            <th scope="col" className="figure">
              {t('chart.people')}
            </th>
            <th scope="col" className="figure">
              {t('chart.cumulative')}
            </th>
            <th scope="col" className="figure">
              {t('tables.columns.share')}
            </th>
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
