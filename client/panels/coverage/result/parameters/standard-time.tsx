import { InputNumber } from 'antd'
import { type ReactNode, useState } from 'react'
import { AREA_CLASSES, type AreaClass, STANDARD_LIMITS } from '../../../../../data/standards.ts'
import { useText } from '../../../../i18n/text.ts'
import { changeCoverage, useAppState } from '../../../../state/app-state.ts'
import { minutesAndSeconds, standardSeconds } from './standard-choice.ts'

const MOST_MINUTES = Math.floor(STANDARD_LIMITS.mostSeconds / 60)
const MOST_SECONDS = 59
/** The arrows beside the seconds go by quarters of a minute. */
const SECONDS_STEP = 15

/** The time of one class of place, minutes and seconds. */
export const StandardTime = ({ areaClass }: { areaClass: AreaClass }) => {
  const { t, language } = useText('coverage')
  const standards = useAppState((state) => state.coverage.standards)
  const { minutes, seconds } = minutesAndSeconds(standards[areaClass])
  const name = AREA_CLASSES[areaClass].label[language]
  const change = (changedMinutes: number, changedSeconds: number): void =>
    changeCoverage({
      standards: { ...standards, [areaClass]: standardSeconds(changedMinutes, changedSeconds) },
    })
  return (
    <span className="standard-time">
      <span aria-hidden>{name}</span>
      <PartInput
        label={t('parameters.minutes', { areaClass: name })}
        unit={t('parameters.minuteUnit')}
        value={minutes}
        most={MOST_MINUTES}
        step={1}
        onChange={(value) => change(value, seconds)}
      />
      <PartInput
        label={t('parameters.seconds', { areaClass: name })}
        unit={t('parameters.secondUnit')}
        value={seconds}
        most={MOST_SECONDS}
        step={SECONDS_STEP}
        onChange={(value) => change(minutes, value)}
      />
    </span>
  )
}

interface PartInputProps {
  label: string
  unit: ReactNode
  value: number
  most: number
  step: number
  onChange: (value: number) => void
}

/** Typed figures count once they are finished: 1 on the way to 10 is not asked about. */
const PartInput = ({ label, unit, value, most, step, onChange }: PartInputProps) => {
  const [typed, setTyped] = useState<number | null>(null)
  const finish = (): void => {
    if (typed !== null && typed !== value) onChange(typed)
    setTyped(null)
  }
  return (
    <span className="query-field">
      <InputNumber
        className="standard-part target"
        aria-label={label}
        min={0}
        max={most}
        step={step}
        precision={0}
        value={typed ?? value}
        onChange={setTyped}
        onStep={(stepped) => {
          setTyped(null)
          onChange(Number(stepped))
        }}
        onBlur={finish}
        onPressEnter={finish}
      />
      <span aria-hidden>{unit}</span>
    </span>
  )
}
