import { Input } from 'antd'
import { useId } from 'react'
import { LEDGER_LIMITS } from '../../../../data/ledger.ts'
import { useText } from '../../../i18n/text.ts'

export type WrittenField = 'actor' | 'reason' | 'document'

const MOST_CHARACTERS = {
  actor: LEDGER_LIMITS.mostTextCharacters,
  reason: LEDGER_LIMITS.mostReasonCharacters,
  document: LEDGER_LIMITS.mostTextCharacters,
} as const satisfies Record<WrittenField, number>

interface WrittenFieldsProps<Name extends WrittenField> {
  names: readonly Name[]
  values: Readonly<Record<Name, string>>
  onChange: (name: Name, value: string) => void
}

/** Who enters it, why, and by which paper. */
export const WrittenFields = <Name extends WrittenField>({
  names,
  values,
  onChange,
}: WrittenFieldsProps<Name>) => {
  const { t } = useText('ledger')
  const id = useId()
  return names.map((name) => (
    <div key={name}>
      <label htmlFor={`${id}-${name}`}>{t(name)}</label>
      <Input
        id={`${id}-${name}`}
        className="target"
        maxLength={MOST_CHARACTERS[name]}
        value={values[name]}
        onChange={({ target }) => onChange(name, target.value)}
      />
    </div>
  ))
}
