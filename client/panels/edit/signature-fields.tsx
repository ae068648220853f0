/** Who changes something, kept on this desk, and why. */
import { CHANGE_LIMITS } from '../../../data/change.ts'
import { TextField } from '../../form/pieces.tsx'
import { useText } from '../../i18n/text.ts'
import { useDeskName } from '../../state/remembered-name.ts'

interface SignatureFieldsProps {
  reason: string
  setReason: (reason: string) => void
}

export const SignatureFields = ({ reason, setReason }: SignatureFieldsProps) => {
  const { t } = useText('edit', 'form')
  const by = useDeskName((state) => state.name)
  return (
    <div className="edit-signature">
      <TextField
        label={t('who')}
        placeholder={t('whoHint')}
        maxLength={CHANGE_LIMITS.mostNameCharacters}
        value={by}
        onChange={(name) => useDeskName.setState({ name })}
      />
      <TextField
        label={t('why')}
        placeholder={t('whyHint')}
        maxLength={CHANGE_LIMITS.mostReasonCharacters}
        value={reason}
        onChange={setReason}
      />
    </div>
  )
}
