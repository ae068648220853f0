/** The last screen: what will happen, under which name, by whom. */
import { useState } from 'react'
import { IMPORT_LIMITS } from '../../../data/imports.ts'
import { commitImport } from '../../api/imports.ts'
import { Action, Message, TextField } from '../../form/pieces.tsx'
import { useAttempt } from '../../form/use-attempt.ts'
import { useText } from '../../i18n/text.ts'
import { filterRows } from '../../state/intake.ts'
import { useDeskName } from '../../state/remembered-name.ts'
import { CountList, NotDone } from './intake-pieces.tsx'
import type { StepProps } from './staged-steps.tsx'

const CONFLICT = 'conflict'

export const CommitStep = ({ entry, report, apply }: StepProps) => {
  const { t, language } = useText('intake')
  const [name, setName] = useState(() => entry.name.replace(/\.\w{2,7}$/, ''))
  const desk = useDeskName((state) => state.name)
  const { isBusy, problem, attempt } = useAttempt()
  const { add = 0, update = 0, unplaced = 0 } = report.counts
  const isEmpty = add + update + unplaced === 0
  const hasChanged = problem?.kind === CONFLICT
  const commit = async (): Promise<void> => {
    await commitImport(entry.id, name.trim(), desk.trim())
    // What came in is looked at now, no longer what stayed out.
    filterRows('all')
  }
  return (
    <>
      <div className="block">
        <p>{t('commit.will')}</p>
        <CountList counts={report.counts} />
      </div>
      {isEmpty && <Message type="info" title={t('commit.nothing')} />}
      <TextField
        label={t('commit.name')}
        value={name}
        maxLength={IMPORT_LIMITS.mostNameCharacters}
        onChange={setName}
      />
      <TextField
        label={t('start.desk')}
        value={desk}
        maxLength={100}
        onChange={(entered) => useDeskName.setState({ name: entered })}
      />
      <Action
        type="primary"
        loading={isBusy}
        disabled={isEmpty || name.trim() === '' || desk.trim() === ''}
        label={t('commit.submit')}
        onClick={() => void attempt(commit)}
      />
      <p className="secondary">
        {desk.trim() === '' ? t('commit.deskWanted') : t('commit.undoable')}
      </p>
      {problem && hasChanged && (
        <Message
          type="warning"
          title={t('commit.changed', { detail: problem.sentence[language] })}
          action={<Action label={t('commit.again')} onClick={() => apply({})} />}
        />
      )}
      {problem && !hasChanged && <NotDone problem={problem} />}
    </>
  )
}
