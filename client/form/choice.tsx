import { Segmented, Switch } from 'antd'
import { useId } from 'react'

interface ChoiceProps<Value extends string | number> {
  label?: string
  /** Class of a box that shows the label; without it, only a screen reader says it. */
  box?: string
  value: Value
  values: readonly Value[]
  textOf: (value: Value) => string
  /** As broad as its part of the page. */
  block?: boolean
  className?: string
  onChange: (value: Value) => void
}

/** One of a few that stand side by side. */
export const Choice = <Value extends string | number>(props: ChoiceProps<Value>) => {
  const { label, box, values, textOf, className = '', ...choice } = props
  const segmented = (
    <Segmented<Value>
      className={`target-group ${className}`}
      aria-label={label}
      options={values.map((value) => ({ value, label: textOf(value) }))}
      {...choice}
    />
  )
  if (!box) return segmented
  return (
    <div className={box}>
      <span aria-hidden>{label}</span>
      {segmented}
    </div>
  )
}

interface SwitchFieldProps {
  label: string
  checked: boolean
  onChange: (checked: boolean) => void
}

/** Yes or no. */
export const SwitchField = ({ label, ...choice }: SwitchFieldProps) => {
  const id = useId()
  return (
    <span className="query-field target">
      <Switch id={id} {...choice} />
      <label htmlFor={id}>{label}</label>
    </span>
  )
}
