import { DAY_PART_NAMES, DAY_PARTS, weightOf } from '../../../../data/working-day.ts'
import { useText } from '../../../i18n/text.ts'
import { changeCoverage, useAppState } from '../../../state/app-state.ts'

/** The day's periods as broad as what they count; the one that is chosen is what map and gaps show. */
export const PeriodBar = () => {
  const { t, language } = useText('coverage')
  const looked = useAppState((state) => state.coverage.part)
  const weighting = useAppState((state) => state.coverage.weighting)
  if (looked === 'moment') return null
  return (
    <fieldset className="period-bar">
      <legend className="visually-hidden">{t('strip.lookedAt')}</legend>
      {DAY_PART_NAMES.map((part) => {
        const { label, hours, from, until, at } = DAY_PARTS[part]
        return (
          <button
            key={part}
            type="button"
            className="bare period"
            data-period={part}
            style={{ flexGrow: weightOf(part, weighting) }}
            aria-pressed={part === looked}
            title={t('strip.periodHint', { from, until, at })}
            onClick={() => changeCoverage({ part })}
          >
            {t('strip.period', { name: label[language], hours })}
          </button>
        )
      })}
    </fieldset>
  )
}
