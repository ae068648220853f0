import { Button, Input } from 'antd'
import { useState } from 'react'
import { STANDARD_LIMITS } from '../../../../../data/standards.ts'
import { asApiProblem } from '../../../../api/problem.ts'
import { useText } from '../../../../i18n/text.ts'
import { useAppState } from '../../../../state/app-state.ts'
import { useSaveStandard } from './saved-standards.ts'

/** Keeps the present times under a name; `onSaved` is told the identifier. */
export const StandardSave = ({ onSaved }: { onSaved: (id: string) => void }) => {
  const { t, language } = useText('coverage')
  const standards = useAppState((state) => state.coverage.standards)
  const [name, setName] = useState('')
  const save = useSaveStandard()
  const trimmed = name.trim()
  const submit = (): void => {
    if (trimmed === '') return
    save.mutate({ name: trimmed, standards }, { onSuccess: ({ id }) => onSaved(id) })
  }
  return (
    <div className="query-row">
      <Input
        className="standard-name target"
        aria-label={t('parameters.saveName')}
        placeholder={t('parameters.saveName')}
        value={name}
        maxLength={STANDARD_LIMITS.mostNameCharacters}
        onChange={({ target }) => setName(target.value)}
        onPressEnter={submit}
      />
      <Button
        className="target"
        disabled={trimmed === ''}
        loading={save.isPending}
        onClick={submit}
      >
        {t('parameters.save')}
      </Button>
      {save.error && (
        <span role="alert">
          {t('parameters.saveFailed', { detail: asApiProblem(save.error).sentence[language] })}
        </span>
      )}
    </div>
  )
}
