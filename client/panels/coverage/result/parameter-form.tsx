import { Input, Select } from 'antd'
import { useId, useMemo } from 'react'
import { COUNTED, type Counted } from '../../../../data/counted.ts'
import { COVERAGE_LIMITS, type CoverageFilter } from '../../../../data/coverage.ts'
import { PROFILE_IDS, PROFILES } from '../../../../data/profile.ts'
import { GearRows, GearSelect } from '../../../form/gear-picker.tsx'
import { Action, Choice } from '../../../form/pieces.tsx'
import { TimeChoice } from '../../../form/time-choice.tsx'
import { useText } from '../../../i18n/text.ts'
import { changeCoverage, INITIAL_STATE, useAppState } from '../../../state/app-state.ts'
import {
  conditionsLine,
  dueChoice,
  GRADE_NAMES,
  type Grade,
  gradeText,
  isByDay,
} from './condition-texts.ts'
import { StandardField } from './standard-field.tsx'
import './result.css'

const resetConditions = (): void => {
  const { at, profile, standards, filter } = INITIAL_STATE.coverage
  changeCoverage({ at, profile, standards, filter })
}

/** The conditions of the analysis: one line while folded; every change asks again at once. */
export const ParameterForm = () => {
  const { t, language } = useText('coverage')
  const options = useAppState((state) => state.coverage)
  const conditions = useMemo(() => conditionsLine(options, language, t), [options, language, t])
  return (
    <details className="framed fold parameters">
      <summary className="target">{t('parameters.line', { conditions })}</summary>
      <form
        className="parameter-form"
        aria-label={t('parameters.heading')}
        onSubmit={(event) => event.preventDefault()}
      >
        <TimeChoice at={options.at} onChange={(at) => changeCoverage({ at })} />
        <Choice
          box="row wrapped parameter-field"
          label={t('parameters.vehicle')}
          value={options.profile}
          values={PROFILE_IDS}
          textOf={(id) => PROFILES[id].label[language]}
          onChange={(profile) => changeCoverage({ profile })}
        />
        <StandardField />
        <FilterConditions filter={options.filter} />
        <Action label={t('parameters.reset')} onClick={resetConditions} />
      </form>
    </details>
  )
}

const ANY_GRADE = 'any'
const GRADE_CHOICES: readonly (Grade | null)[] = [null, ...GRADE_NAMES]
const DUE_COUNTS = Array.from({ length: COVERAGE_LIMITS.mostDue }, (_, index) => index + 1)

interface CountedFieldProps {
  filter: CoverageFilter
  onChange: (changes: Partial<CoverageFilter>) => void
}

/** On duty or not, in operation or not yet, and until when those are to open. */
const CountedField = ({ filter: { counted, by }, onChange }: CountedFieldProps) => {
  const { t, language } = useText('coverage')
  const id = useId()
  return (
    <div className="column parameter-field">
      <Select<Counted>
        className="target"
        aria-label={t('parameters.counted')}
        value={counted}
        options={(Object.keys(COUNTED) as Counted[]).map((value) => ({
          value,
          label: COUNTED[value][language],
        }))}
        onChange={(value) => onChange({ counted: value })}
      />
      {isByDay(counted) && (
        <div className="query-row">
          <label htmlFor={id}>{t('parameters.by')}</label>
          <Input
            id={id}
            type="date"
            className="target opening-day"
            value={by ?? ''}
            onChange={({ target }) => onChange({ by: target.value || null })}
          />
        </div>
      )}
    </div>
  )
}

/** Which stations count, and how many of them have to come. */
const FilterConditions = ({ filter }: { filter: CoverageFilter }) => {
  const { t, language } = useText('coverage')
  const change = (changes: Partial<CoverageFilter>): void =>
    changeCoverage({ filter: { ...filter, ...changes } })
  const gear = {
    equipment: filter.equipment as Readonly<Record<string, number>>,
    onChange: (equipment: Readonly<Record<string, number>>) => change({ equipment }),
  }
  return (
    <>
      <CountedField filter={filter} onChange={change} />
      <div className="query-row">
        <Select<Grade | typeof ANY_GRADE>
          className="grade-select target"
          aria-label={t('parameters.grade')}
          value={filter.minimumGrade ?? ANY_GRADE}
          options={GRADE_CHOICES.map((grade) => ({
            value: grade ?? ANY_GRADE,
            label: gradeText(grade, language, t),
          }))}
          onChange={(grade) => change({ minimumGrade: grade === ANY_GRADE ? null : grade })}
        />
        <GearSelect {...gear} />
      </div>
      <GearRows {...gear} />
      <Choice
        box="row wrapped parameter-field"
        label={t('parameters.due')}
        value={filter.due}
        values={DUE_COUNTS}
        textOf={(count) => t(`parameters.dueChoices.${dueChoice(count)}`)}
        onChange={(due) => change({ due })}
      />
    </>
  )
}
