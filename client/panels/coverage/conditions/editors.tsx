/** What each part of the strip is changed by. */
import { Input, Select } from 'antd'
import { useId } from 'react'
import { COUNTED, type Counted } from '../../../../data/counted.ts'
import { COVERAGE_LIMITS, type CoverageFilter } from '../../../../data/coverage.ts'
import {
  dueText,
  GRADE_NAMES,
  type Grade,
  gradeText,
} from '../../../../data/coverage-conditions.ts'
import { PROFILE_IDS, PROFILES } from '../../../../data/profile.ts'
import {
  DAY_PART_NAMES,
  DAY_PARTS,
  planningDay,
  WEIGHTINGS,
  weightOf,
} from '../../../../data/working-day.ts'
import { GearRows, GearSelect } from '../../../form/gear-picker.tsx'
import { Action, Choice, SwitchField } from '../../../form/pieces.tsx'
import { TimeChoice } from '../../../form/time-choice.tsx'
import { useText } from '../../../i18n/text.ts'
import { changeCoverage, useAppState } from '../../../state/app-state.ts'
import { useConditionsAnswer } from '../../../state/coverage-answer.ts'

/** A working day in periods, or any moment. */
export const TimeEditor = () => {
  const { t, language } = useText('coverage', 'strip')
  const { part, weighting, at } = useAppState((state) => state.coverage)
  const isDay = part !== 'moment'
  return (
    <>
      <Action
        type={isDay ? 'primary' : 'default'}
        aria-pressed={isDay}
        label={t('day')}
        onClick={() => changeCoverage({ part: isDay ? part : 'day', at: null })}
      />
      <TimeChoice
        at={isDay ? '' : at}
        onChange={(moment) => changeCoverage({ part: 'moment', at: moment })}
      />
      {isDay && (
        <Choice
          label={t('weighting')}
          box="row wrapped parameter-field"
          value={weighting}
          values={WEIGHTINGS}
          textOf={(by) => t(`weightings.${by}`)}
          onChange={(by) => changeCoverage({ weighting: by })}
        />
      )}
      {isDay && (
        <ul className="secondary">
          <li>{t('dayHint', { day: planningDay(new Date()) })}</li>
          {weighting === 'calls' && <li>{t('callsHint')}</li>}
          {DAY_PART_NAMES.map((name) => {
            const { label, from, until, at: moment } = DAY_PARTS[name]
            const weight = weightOf(name, weighting)
            return (
              <li key={name}>
                {t('periodLine', { name: label[language], from, until, at: moment, weight })}
              </li>
            )
          })}
        </ul>
      )}
    </>
  )
}

export const VehicleEditor = () => {
  const { t, language } = useText('coverage')
  const profile = useAppState((state) => state.coverage.profile)
  return (
    <Choice
      label={t('parameters.vehicle')}
      value={profile}
      values={PROFILE_IDS}
      textOf={(id) => PROFILES[id].label[language]}
      onChange={(chosen) => changeCoverage({ profile: chosen })}
    />
  )
}

/** Closures in force at the moments asked about, and whether they are obeyed. */
export const ClosuresEditor = () => {
  const { t } = useText('coverage', 'strip')
  const obeyClosures = useAppState((state) => state.coverage.obeyClosures)
  const { data } = useConditionsAnswer()
  const obeyed = data?.obeyed ?? []
  return (
    <>
      <SwitchField
        label={t('obey')}
        checked={obeyClosures}
        onChange={(isObeying) => changeCoverage({ obeyClosures: isObeying })}
      />
      {obeyClosures && obeyed.length === 0 && <p className="secondary">{t('noneInForce')}</p>}
      <ul>
        {obeyed.map(({ id, name }) => (
          <li key={id}>{name}</li>
        ))}
      </ul>
    </>
  )
}

const ANY_GRADE = 'any'
const DUE_COUNTS = Array.from({ length: COVERAGE_LIMITS.mostDue }, (_, index) => index + 1)

/** Which stations count, and how many of them have to come. */
export const StationsEditor = () => {
  const { t, language } = useText('coverage')
  const filter = useAppState((state) => state.coverage.filter)
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
          options={[
            { value: ANY_GRADE, label: t('parameters.anyGrade') },
            ...GRADE_NAMES.map((grade) => ({ value: grade, label: gradeText(grade, language) })),
          ]}
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
        textOf={(count) => dueText(count, language)}
        onChange={(due) => change({ due })}
      />
    </>
  )
}

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
    </div>
  )
}
