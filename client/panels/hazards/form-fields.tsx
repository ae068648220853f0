/** What the forms of closures and warnings share: fields, times, who and why, buttons. */
import { CHANGE_LIMITS } from '../../../data/change.ts'
import type { Signed } from '../../api/hazards.ts'
import { Action, TextField } from '../../form/pieces.tsx'
import { wallClockAt } from '../../form/shanghai-time.ts'
import { useText } from '../../i18n/text.ts'
import { useDeskName } from '../../state/remembered-name.ts'

const instantOf = (wallClock: string): string => `${wallClock}:00+08:00`
const wallClockOf = (instant: string): string => wallClockAt(Date.parse(instant))

/**
 * What the clocks of a form say as instants; where a clock was not touched it stays the same to the second.
 * @param before instants that the form began with.
 */
export const timesOf = (
  { from, until }: { from: string; until: string },
  before?: { readonly from: string; readonly until: string | null },
) => ({
  from: before && wallClockOf(before.from) === from ? before.from : instantOf(from),
  until:
    until === ''
      ? null
      : before?.until && wallClockOf(before.until) === until
        ? before.until
        : instantOf(until),
})

/** Who this desk says it is, and why it does something. */
export const signedWith = (reason = ''): Signed => ({
  by: useDeskName.getState().name.trim(),
  reason: reason.trim(),
})

type FieldName = 'name' | 'from' | 'until' | 'note' | 'text'

interface FieldsProps<Name extends FieldName> {
  names: readonly Name[]
  values: Readonly<Record<Name, string>>
  maxLength: number
  usualName?: string
  onChange: (name: Name, value: string) => void
}

export const Fields = <Name extends FieldName>(props: FieldsProps<Name>) => {
  const { t } = useText('hazards')
  const { names, values, maxLength, usualName = '', onChange } = props
  return names.map((name) => (
    <TextField
      key={name}
      label={t(name)}
      type={name === 'from' || name === 'until' ? 'datetime-local' : 'text'}
      maxLength={maxLength}
      placeholder={name === 'name' ? usualName : ''}
      value={values[name]}
      onChange={(value) => onChange(name, value)}
    />
  ))
}

interface SaveButtonsProps {
  label: string
  isSaving: boolean
  isDisabled: boolean
  onSave: () => void
  onLeave: () => void
}

export const SaveButtons = ({ label, isSaving, isDisabled, onSave, onLeave }: SaveButtonsProps) => {
  const { t } = useText('hazards')
  return (
    <div className="buttons">
      <Action
        type="primary"
        disabled={isDisabled}
        loading={isSaving}
        label={isSaving ? t('saving') : label}
        onClick={onSave}
      />
      <Action label={t('leave')} onClick={onLeave} />
    </div>
  )
}

interface SignatureProps {
  reason: string
  onReason: (reason: string) => void
}

/** Who does it, remembered on this desk, and why. */
export const Signature = ({ reason, onReason }: SignatureProps) => {
  const { t } = useText('hazards')
  const name = useDeskName((state) => state.name)
  return (
    <>
      <TextField
        label={t('who')}
        maxLength={CHANGE_LIMITS.mostNameCharacters}
        value={name}
        onChange={(who) => useDeskName.setState({ name: who })}
      />
      <TextField
        label={t('why')}
        maxLength={CHANGE_LIMITS.mostReasonCharacters}
        value={reason}
        onChange={onReason}
      />
    </>
  )
}
