import { Segmented, Select, Switch } from 'antd'
import { useId, useMemo } from 'react'
import { Action } from '../../../form/action.tsx'
import { TimeChoice } from '../../../form/time-choice.tsx'
import { changeCoverage, INITIAL_STATE, useAppState } from '../../../state/app-state.ts'
import { conditionsLine, dueChoice, GRADE_NAMES, type Grade, gradeText } from './condition-texts.ts'
import { StandardField } from './standard-field.tsx'
import './result.css'
import { COVERAGE_LIMITS, type CoverageFilter } from '../../../../data/coverage.ts'
import { PROFILE_IDS, PROFILES } from '../../../../data/profile.ts'
import { GearRows, GearSelect } from '../../../form/gear-picker.tsx'
import { useText } from '../../../i18n/text.ts'

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
        <Action label={t('parameters.reset')} onClick={resetConditions} />
      </form>
    </details>
  )
}

/** The vehicle whose driving times count. */
const VehicleChoice = () => {
  const { t, language } = useText('coverage')
  const profile = useAppState((state) => state.coverage.profile)
  return (
    <div className="parameter-field">
      <span aria-hidden>{t('parameters.vehicle')}</span>
      <Segmented
        className="target-group"
        aria-label={t('parameters.vehicle')}
        value={profile}
        options={PROFILE_IDS.map((id) => ({ value: id, label: PROFILES[id].label[language] }))}
        onChange={(id) => changeCoverage({ profile: id })}
      />
    </div>
  )
}

const ANY_GRADE = 'any'

const changeFilter = (changes: Partial<CoverageFilter>): void => {
  const { filter } = useAppState.getState().coverage
  changeCoverage({ filter: { ...filter, ...changes } })
}

/** Which stations count, and how many of them have to come. */
const FilterConditions = () => {
  const equipment = useAppState((state) => state.coverage.filter.equipment)
  const gear = {
    equipment: equipment as Readonly<Record<string, number>>,
    onChange: (changed: Readonly<Record<string, number>>) => changeFilter({ equipment: changed }),
  }
  return (
    <>
      <div className="query-row">
        <DutySwitch />
        <GradeChoice />
        <GearSelect {...gear} />
      </div>
      <GearRows {...gear} />
      <DueChoice />
    </>
  )
}

const DutySwitch = () => {
  const { t } = useText('coverage')
  const onDuty = useAppState((state) => state.coverage.filter.onDuty)
  const id = useId()
  return (
    <span className="query-field target">
      <Switch id={id} checked={onDuty} onChange={(checked) => changeFilter({ onDuty: checked })} />
      <label htmlFor={id}>{t('parameters.onDuty')}</label>
    </span>
  )
}

const GradeChoice = () => {
  const { t, language } = useText('coverage')
  const grade = useAppState((state) => state.coverage.filter.minimumGrade)
  const choices: (Grade | null)[] = [null, ...GRADE_NAMES]
  return (
    <Select<Grade | typeof ANY_GRADE>
      className="grade-select target"
      aria-label={t('parameters.grade')}
      value={grade ?? ANY_GRADE}
      options={choices.map((value) => ({
        value: value ?? ANY_GRADE,
        label: gradeText(value, language, t),
      }))}
      onChange={(value) => changeFilter({ minimumGrade: value === ANY_GRADE ? null : value })}
    />
  )
}

const DueChoice = () => {
  const { t } = useText('coverage')
  const due = useAppState((state) => state.coverage.filter.due)
  const counts = Array.from({ length: COVERAGE_LIMITS.mostDue }, (_, index) => index + 1)
  return (
    <div className="parameter-field">
      <span aria-hidden>{t('parameters.due')}</span>
      <Segmented
        className="target-group"
        aria-label={t('parameters.due')}
        value={due}
        options={counts.map((value) => ({
          value,
          label: t(`parameters.dueChoices.${dueChoice(value)}`),
        }))}
        onChange={(value) => changeFilter({ due: value })}
      />
    </div>
  )
}
