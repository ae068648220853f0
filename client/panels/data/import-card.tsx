/** An import in a list: its name, what became of it, by whom; opened, gone on with, or undone. */
import type { Bilingual } from '../../../data/bilingual.ts'
import type { Import } from '../../../data/imports.ts'
import { undoImport } from '../../api/imports.ts'
import { Action, Message } from '../../form/pieces.tsx'
import { RemoveButton } from '../../form/remove-button.tsx'
import { dateTimeText } from '../../form/shanghai-time.ts'
import { useAttempt } from '../../form/use-attempt.ts'
import { writerText } from '../../form/written-words.ts'
import { useText } from '../../i18n/text.ts'
import { useDeskName } from '../../state/remembered-name.ts'
import { CountList, DiscardButton, NotDone, StateTag } from './intake-pieces.tsx'

interface ImportCardProps {
  entry: Import
  /** Left out where it is open. */
  onOpen?: (id: number) => void
}

const OPEN_STATES: readonly Import['state'][] = ['reading', 'staged', 'committing']

export const ImportCard = ({ entry, onOpen }: ImportCardProps) => {
  const { t, language } = useText('intake')
  const { id, name, fileName, state, by, at, committed, undone, report } = entry
  const signed = committed ?? { by, at }
  const wordsOf = (signature: { readonly by: string; readonly at: string }) => ({
    by: writerText(signature.by, language),
    time: dateTimeText(Date.parse(signature.at)),
  })
  const isUnfinished = OPEN_STATES.includes(state)
  return (
    <article className="block">
      <div className="row block-head">
        <h4>{name}</h4>
        <StateTag state={state} />
      </div>
      <p className="secondary">
        {t('list.by', wordsOf(signed))}
        {fileName !== name && ` · ${fileName}`}
      </p>
      {undone && <p className="secondary">{t('list.undoneBy', wordsOf(undone))}</p>}
      {onOpen && state === 'committed' && report && <CountList counts={report.counts} />}
      <div className="buttons">
        {onOpen && (
          <Action
            type={isUnfinished ? 'primary' : 'default'}
            label={t(isUnfinished ? 'list.go' : 'list.open')}
            onClick={() => onOpen(id)}
          />
        )}
        {state === 'committed' && <UndoButton entry={entry} />}
        {onOpen && (state === 'staged' || state === 'refused' || state === 'failed') && (
          <DiscardButton entry={entry} />
        )}
      </div>
    </article>
  )
}

/** Undoes a committed import as a whole; where something stands on it, says what. */
const UndoButton = ({ entry }: { entry: Import }) => {
  const { t, language } = useText('intake')
  const { problem, attempt } = useAttempt()
  const standing = (problem?.document.standing ?? []) as readonly Bilingual[]
  const undo = async (): Promise<void> => {
    await undoImport(entry.id, useDeskName.getState().name.trim() || entry.by)
  }
  return (
    <>
      <RemoveButton
        label={t('list.undo')}
        question={t('list.undoAsk', { name: entry.name })}
        yes={t('list.undoYes')}
        no={t('steps.cancel')}
        onRemove={() => void attempt(undo)}
      />
      {problem && standing.length === 0 && <NotDone problem={problem} />}
      {standing.length > 0 && (
        <Message
          type="warning"
          title={t('list.standing')}
          description={
            <>
              <ul>
                {standing.map((each) => (
                  <li key={each.en}>{each[language]}</li>
                ))}
              </ul>
              <p>{t('list.standingHow')}</p>
            </>
          }
        />
      )}
    </>
  )
}
