/** A value in a table that becomes an input when it is pressed. */
import { useRef, useState } from 'react'
import type { Field } from '../../../data/field.ts'
import { fieldText } from '../../../data/field-text.ts'
import { localisedName } from '../../../data/wording.ts'
import { useText } from '../../i18n/text.ts'
import type { Values } from '../../state/edit-draft.ts'
import type { TableFeature } from './changed-cells.ts'
import { BareInput } from './field-input.tsx'

interface TableCellProps {
  field: Field
  row: TableFeature
  name: string
  changes: Values | undefined
  problemOf: (name: string, value: unknown) => string | null
  onChange: (value: unknown) => void
}

export const TableCell = ({ field, row, name, changes, problemOf, onChange }: TableCellProps) => {
  const { language } = useText('edit')
  const [isOpen, setIsOpen] = useState(false)
  /** What stood here when it was opened; after that the focus comes back to the value. */
  const opened = useRef<{ value: unknown } | null>(null)
  const isChanged = changes !== undefined && Object.hasOwn(changes, name)
  const value = isChanged ? changes[name] : row.properties[name]
  const label = `${localisedName(row.properties, language)} · ${field.label[language]}`
  const problem = isChanged ? problemOf(name, value) : null
  if (!isOpen && problem === null) {
    const text = fieldText(field, value, language) || '—'
    return (
      <button
        ref={(element) => {
          if (!element || !opened.current) return
          element.focus()
          opened.current = null
        }}
        type="button"
        className="bare table-cell"
        data-changed={isChanged}
        aria-label={`${label}: ${text}`}
        onClick={() => {
          opened.current = { value }
          setIsOpen(true)
        }}
      >
        {text}
      </button>
    )
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: hears where the focus of its input goes
    <div
      className="table-cell-open"
      ref={(element) => {
        if (isOpen && !element?.contains(document.activeElement)) {
          element?.querySelector<HTMLElement>('input, textarea')?.focus()
        }
      }}
      onBlur={({ currentTarget, relatedTarget }) => {
        if (currentTarget.contains(relatedTarget)) return
        opened.current = null
        setIsOpen(false)
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && field.kind !== 'choice') setIsOpen(false)
        if (event.key !== 'Escape') return
        // the table around it would close
        event.stopPropagation()
        if (opened.current) onChange(opened.current.value)
        setIsOpen(false)
      }}
    >
      <BareInput
        id={`cell-${row.id}-${name}`}
        aria-label={label}
        aria-invalid={problem !== null}
        field={field}
        value={value}
        onChange={onChange}
      />
      {problem !== null && <span className="edit-problem">{problem}</span>}
    </div>
  )
}
