import { InputNumber } from 'antd'
import { useId } from 'react'

interface NumberFieldProps {
  label: string
  hint?: string | undefined
  value: number | null
  min: number
  max: number
  step?: number
  /** Decimals. */
  precision?: number
  disabled?: boolean
  /** May be left empty. */
  isOptional?: boolean
  onChange: (value: number | null) => void
}

/** A number under its name. */
export const NumberField = ({ label, hint, onChange, isOptional, ...input }: NumberFieldProps) => {
  const id = useId()
  return (
    <div className="column siting-number">
      <label htmlFor={id}>{label}</label>
      <InputNumber
        id={id}
        className="target"
        {...input}
        {...(hint !== undefined && { 'aria-describedby': `${id}-hint` })}
        onChange={(next) => (isOptional || next !== null) && onChange(next)}
      />
      {hint !== undefined && (
        <span id={`${id}-hint`} className="secondary">
          {hint}
        </span>
      )}
    </div>
  )
}

type NumberCellProps = Omit<NumberFieldProps, 'hint'>

/** A number in a table, whose headings say what it is. */
export const NumberCell = ({ label, onChange, isOptional, ...input }: NumberCellProps) => (
  <InputNumber
    className="target"
    aria-label={label}
    controls={false}
    {...input}
    onChange={(next) => (isOptional || next !== null) && onChange(next)}
  />
)
