import { Select } from 'antd'
import { DEMAND_NAMES, DEMANDS, type Demand, isOnRecord } from '../../../../data/demand.ts'
import { demandText, NOT_ON_RECORD } from '../../../../data/demand-words.ts'
import { useText } from '../../../i18n/text.ts'
import { changeCoverage, useAppState } from '../../../state/app-state.ts'
import { useConditionsAnswer } from '../../../state/coverage-answer.ts'

/** Residents, people by the hour, or calls; what no table has is said, with what to import. */
export const DemandEditor = () => {
  const { t, language } = useText('coverage', 'strip')
  const demand = useAppState((state) => state.coverage.demand)
  const { data } = useConditionsAnswer()
  const record = data?.demandRecord ?? null
  const isThere = (name: Demand): boolean => record === null || isOnRecord(name, record)
  return (
    <>
      <Select<Demand>
        className="target demand-select"
        aria-label={t('demandLabel')}
        value={demand}
        options={DEMAND_NAMES.map((value) => ({
          value,
          label: DEMANDS[value][language],
          disabled: !isThere(value),
        }))}
        onChange={(chosen) => changeCoverage({ demand: chosen })}
      />
      <ul className="secondary">
        {DEMAND_NAMES.map((name) => {
          if (name === 'residents') return null
          const label = DEMANDS[name][language]
          return (
            <li key={name}>
              {isThere(name)
                ? demandText(name, record, language)
                : t('notOnRecord', { label, why: NOT_ON_RECORD[name][language] })}
            </li>
          )
        })}
      </ul>
    </>
  )
}
