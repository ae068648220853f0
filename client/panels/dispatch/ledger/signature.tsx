/** Who enters something into the ledger, why, and by which paper. */
import { LEDGER_LIMITS } from '../../../../data/ledger.ts'
import { TextField } from '../../../form/text-field.tsx'
import { useText } from '../../../i18n/text.ts'

const MOST_CHARACTERS = {
  actor: LEDGER_LIMITS.mostTextCharacters,
  reason: LEDGER_LIMITS.mostReasonCharacters,
  document: LEDGER_LIMITS.mostTextCharacters,
} as const

type Part = keyof typeof MOST_CHARACTERS

/** Nothing is entered unsigned. */
export const isSigned = (signature: Readonly<Partial<Record<Part, string>>>): boolean =>
  Object.values(signature).every((text) => text.trim() !== '')

interface SignatureFieldsProps<Name extends Part> {
  names: readonly Name[]
  values: Readonly<Record<Name, string>>
  onChange: (name: Name, value: string) => void
}

export const SignatureFields = <Name extends Part>(props: SignatureFieldsProps<Name>) => {
  const { t } = useText('ledger')
  return props.names.map((name) => (
    <TextField
      key={name}
      label={t(name)}
      maxLength={MOST_CHARACTERS[name]}
      value={props.values[name]}
      onChange={(value) => props.onChange(name, value)}
    />
  ))
}
