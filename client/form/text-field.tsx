import { Input } from 'antd'
import { type HTMLAttributes, useId } from 'react'

interface TextFieldProps {
  label: string
  value: string
  onChange: (value: string) => void
  maxLength?: number
  type?: 'text' | 'date' | 'datetime-local'
  inputMode?: HTMLAttributes<HTMLInputElement>['inputMode']
  placeholder?: string
  autoFocus?: boolean
}

/** A line of text, a day or a time, under its name. */
export const TextField = ({ label, onChange, ...input }: TextFieldProps) => {
  const id = useId()
  return (
    <div>
      <label htmlFor={id}>{label}</label>
      <Input
        id={id}
        className="target"
        {...input}
        onChange={({ target }) => onChange(target.value)}
      />
    </div>
  )
}
