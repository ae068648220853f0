import { Button } from 'antd'
import { useMemo } from 'react'
import { useText } from '../../../../i18n/text.ts'
import { changeCoverage, INITIAL_STATE, useAppState } from '../../../../state/app-state.ts'
import { TimeChoice } from '../../../nearest/time-choice.tsx'
import { conditionsLine } from './condition-texts.ts'
import { FilterConditions } from './filter-conditions.tsx'
import { StandardField } from './standard-field.tsx'
import { VehicleChoice } from './vehicle-choice.tsx'
import './parameters.css'

const resetConditions = (): void => {
  const { at, profile, standards, filter } = INITIAL_STATE.coverage
  changeCoverage({ at, profile, standards, filter })
}

/** The conditions of the analysis: one line while folded; every change asks again at once. */
export const ParameterForm = () => {
  const { t, language } = useText('coverage')
  const options = useAppState((state) => state.coverage)
  const { at } = options
  const conditions = useMemo(() => conditionsLine(options, language, t), [options, language, t])
  return (
    <details className="foldable parameters">
      <summary className="target">{t('parameters.line', { conditions })}</summary>
      <form
        className="parameter-form"
        aria-label={t('parameters.heading')}
        onSubmit={(event) => event.preventDefault()}
      >
        <TimeChoice at={at} onChange={(changed) => changeCoverage({ at: changed })} />
        <VehicleChoice />
        <StandardField />
        <FilterConditions />
        <Button className="target" onClick={resetConditions}>
          {t('parameters.reset')}
        </Button>
      </form>
    </details>
  )
}
