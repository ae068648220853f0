/** What is assumed of calls, or known: how many, for how long, where and at which hours they come. */
import { Input, InputNumber, Select } from 'antd'
import { useId, useState } from 'react'
import { ASSUMED_CALLS, BUSY_LIMITS } from '../../../../../data/busy.ts'
import { DEMAND_NAMES, DEMANDS, type Demand } from '../../../../../data/demand.ts'
import { Action } from '../../../../form/pieces.tsx'
import { useText } from '../../../../i18n/text.ts'
import {
  type BusyOptions,
  INITIAL_BUSY_OPTIONS,
  useBusyOptions,
} from '../../../../state/busy-options.ts'
import { callsByHour } from './busy-texts.ts'

interface NumberFieldProps {
  label: string
  value: number
  min: number
  max: number
  onChange: (value: number) => void
}

const NumberField = ({ label, onChange, ...input }: NumberFieldProps) => {
  const id = useId()
  return (
    <div className="column busy-number">
      <label htmlFor={id}>{label}</label>
      <InputNumber<number>
        id={id}
        className="target"
        {...input}
        onChange={(next) => next !== null && onChange(next)}
      />
    </div>
  )
}

/** What no register has, to be put right by who knows it. */
export const CallsForm = ({ options }: { options: BusyOptions }) => {
  const { t } = useText('busy')
  const [edition, setEdition] = useState(0)
  const reset = (): void => {
    useBusyOptions.setState(INITIAL_BUSY_OPTIONS)
    setEdition(edition + 1)
  }
  const { mostCallsPer10000, mostMinutesOnScene, mostYears } = BUSY_LIMITS
  return (
    <form
      className="column busy-form"
      aria-label={t('form')}
      onSubmit={(event) => event.preventDefault()}
    >
      <div className="busy-numbers">
        <NumberField
          label={t('per10000')}
          min={1}
          max={mostCallsPer10000}
          value={options.per10000 ?? ASSUMED_CALLS.per10000}
          onChange={(per10000) => useBusyOptions.setState({ per10000 })}
        />
        <NumberField
          label={t('minutesOnScene')}
          min={1}
          max={mostMinutesOnScene}
          value={options.minutesOnScene ?? ASSUMED_CALLS.minutesOnScene}
          onChange={(minutesOnScene) => useBusyOptions.setState({ minutesOnScene })}
        />
        <NumberField
          label={t('years')}
          min={1}
          max={mostYears}
          value={options.years}
          onChange={(years) => useBusyOptions.setState({ years: Math.round(years) })}
        />
      </div>
      <PlacesField places={options.places} />
      <HoursField key={edition} byHour={options.byHour} />
      <div className="row">
        <Action label={t('reset')} onClick={reset} />
      </div>
    </form>
  )
}

const PlacesField = ({ places }: Pick<BusyOptions, 'places'>) => {
  const { t, language } = useText('busy')
  const id = useId()
  return (
    <div className="column busy-number">
      <label htmlFor={id}>{t('places')}</label>
      <Select<Demand>
        id={id}
        className="target"
        aria-describedby={`${id}-hint`}
        value={places}
        options={DEMAND_NAMES.map((value) => ({ value, label: DEMANDS[value][language] }))}
        onChange={(value) => useBusyOptions.setState({ places: value })}
      />
      <span id={`${id}-hint`} className="secondary">
        {t('placesHint')}
      </span>
    </div>
  )
}

/** A row or a column of 24 numbers, as a spreadsheet copies them. */
const HoursField = ({ byHour }: Pick<BusyOptions, 'byHour'>) => {
  const { t } = useText('busy')
  const id = useId()
  const [text, setText] = useState(byHour?.join(' ') ?? '')
  const isBad = text.trim() !== '' && callsByHour(text) === null
  const take = (): void => {
    if (!isBad) useBusyOptions.setState({ byHour: callsByHour(text) })
  }
  return (
    <div className="column busy-number">
      <label htmlFor={id}>{t('hours')}</label>
      <Input
        id={id}
        className="target"
        aria-describedby={`${id}-hint`}
        aria-invalid={isBad}
        placeholder={ASSUMED_CALLS.byHour.join(' ')}
        value={text}
        onChange={({ target }) => setText(target.value)}
        onBlur={take}
        onPressEnter={take}
      />
      <span id={`${id}-hint`} className={isBad ? 'bad-news' : 'secondary'}>
        {t(isBad ? 'hoursBad' : 'hoursHint')}
      </span>
    </div>
  )
}
