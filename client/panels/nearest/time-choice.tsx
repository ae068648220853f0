import { Button } from 'antd'
import { useEffect, useId, useRef } from 'react'
import { instantOf, nextClock, tomorrowAt, wallClockAt } from '../../form/shanghai-time.ts'
import { usePanelText } from '../../form/use-panel-text.ts'
import { changeNearest, useAppState } from '../../state/app-state.ts'

/** The hours at which duty differs most from the office day. */
const DEAD_OF_NIGHT = '03:00'
const START_OF_SHIFT = '08:00'

/** Now, a quick choice, or any date and time in Beijing time. */
export const TimeChoice = () => {
  const { t } = usePanelText()
  const at = useAppState((state) => state.nearest.at)
  const now = Date.now()
  const tonight = nextClock(DEAD_OF_NIGHT, now)
  const tomorrow = tomorrowAt(START_OF_SHIFT, now)
  return (
    <fieldset className="query-row time-choice">
      <legend className="visually-hidden">{t('nearest.form.time')}</legend>
      <TimeButton label={t('nearest.form.now')} value={null} />
      <TimeButton label={t('nearest.form.tonight', { time: DEAD_OF_NIGHT })} value={tonight} />
      <TimeButton label={t('nearest.form.tomorrow', { time: START_OF_SHIFT })} value={tomorrow} />
      {at === null ? (
        <TimeButton label={t('nearest.form.other')} value={wallClockAt(now)} />
      ) : (
        <TimeInput at={at} />
      )}
    </fieldset>
  )
}

const TimeButton = ({ label, value }: { label: string; value: string | null }) => {
  const pressed = useAppState((state) => state.nearest.at === value)
  return (
    <Button
      className="target"
      autoInsertSpace={false}
      type={pressed ? 'primary' : 'default'}
      aria-pressed={pressed}
      onClick={() => changeNearest({ at: value })}
    >
      {label}
    </Button>
  )
}

/** Earlier years are what a browser reports while a year is still being typed. */
const FIRST_YEAR = '2000'

const isComplete = (wallClock: string): boolean =>
  wallClock >= FIRST_YEAR && instantOf(wallClock) !== null

/**
 * The browser's own control: keyboard, touch and screen reader know it. Left to itself while the
 * user types, because half a date must neither be asked about nor be taken away.
 */
const TimeInput = ({ at }: { at: string }) => {
  const { t } = usePanelText()
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
        onChange={({ target }) => isComplete(target.value) && changeNearest({ at: target.value })}
      />
    </span>
  )
}
