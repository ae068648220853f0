import { useEffect, useId, useRef } from 'react'
import { useText } from '../i18n/text.ts'
import { Action } from './pieces.tsx'
import { instantOf, nextClock, tomorrowAt, wallClockAt } from './shanghai-time.ts'

/** The hours at which duty differs most from the office day. */
const DEAD_OF_NIGHT = '03:00'
const START_OF_SHIFT = '08:00'

interface TimeChoiceProps {
  /** Local wall-clock `YYYY-MM-DDTHH:MM` in Asia/Shanghai, null for now. */
  at: string | null
  onChange: (at: string | null) => void
}

/** Now, a quick choice, or any date and time in Beijing time. */
export const TimeChoice = ({ at, onChange }: TimeChoiceProps) => {
  const { t } = useText('panels')
  const now = Date.now()
  const tonight = nextClock(DEAD_OF_NIGHT, now)
  const tomorrow = tomorrowAt(START_OF_SHIFT, now)
  const buttonOf = (label: string, value: string | null) => (
    <TimeButton key={label} {...{ label, value, onChange }} isPressed={at === value} />
  )
  return (
    <fieldset className="query-row time-choice">
      <legend className="visually-hidden">{t('nearest.form.time')}</legend>
      {buttonOf(t('nearest.form.now'), null)}
      {buttonOf(t('nearest.form.tonight', { time: DEAD_OF_NIGHT }), tonight)}
      {buttonOf(t('nearest.form.tomorrow', { time: START_OF_SHIFT }), tomorrow)}
      {at === null ? (
        buttonOf(t('nearest.form.other'), wallClockAt(now))
      ) : (
        <TimeInput at={at} onChange={onChange} />
      )}
    </fieldset>
  )
}

interface TimeButtonProps {
  label: string
  value: string | null
  isPressed: boolean
  onChange: (at: string | null) => void
}

const TimeButton = ({ label, value, isPressed, onChange }: TimeButtonProps) => (
  <Action
    type={isPressed ? 'primary' : 'default'}
    aria-pressed={isPressed}
    label={label}
    onClick={() => onChange(value)}
  />
)

/** Earlier years are what a browser reports while a year is still being typed. */
const FIRST_YEAR = '2000'

const isComplete = (wallClock: string): boolean =>
  wallClock >= FIRST_YEAR && instantOf(wallClock) !== null

/**
 * The browser's own control: keyboard, touch and screen reader know it. Left to itself while the
 * user types, because half a date must neither be asked about nor be taken away.
 */
const TimeInput = ({ at, onChange }: { at: string; onChange: (at: string) => void }) => {
  const { t } = useText('panels')
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (input.current && input.current.value !== at) input.current.value = at
  }, [at])
  return (
    <span className="time-input">
      <label htmlFor={id} className="visually-hidden">
        {t('nearest.form.timeInput')}
      </label>
      <input
        id={id}
        ref={input}
        type="datetime-local"
        className="native-input target"
        defaultValue={at}
        onChange={({ target }) => isComplete(target.value) && onChange(target.value)}
      />
    </span>
  )
}
