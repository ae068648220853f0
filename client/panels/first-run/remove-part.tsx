import { Checkbox } from 'antd'
import { useState } from 'react'
import { COLLECTIONS, type ResourceId } from '../../../data/collections.ts'
import type { Removal } from '../../../data/first-run.ts'
import { numberText } from '../../../data/wording.ts'
import { removeDemonstration } from '../../api/first-run.ts'
import { Action, Message, TextField } from '../../form/pieces.tsx'
import { useAttempt } from '../../form/use-attempt.ts'
import { useText } from '../../i18n/text.ts'
import { useDeskName } from '../../state/remembered-name.ts'

interface RemoveProps {
  /** Those that have any. */
  collections: readonly ResourceId[]
  count: number
  /** In the books of the demonstration's stockpiles, where these are among them. */
  movements: number
}

/** Removes the demonstration's rows, after it was said once more what that means. */
export const RemovePart = ({ collections, count, movements }: RemoveProps) => {
  const { t, language } = useText('firstRun', 'remove')
  const [isAsking, setIsAsking] = useState(false)
  const [removal, setRemoval] = useState<Removal | null>(null)
  if (removal) {
    const removed = Object.values(removal.removed).reduce((sum, each) => sum + each, 0)
    const told = { count: numberText(removed, language), backup: removal.backup }
    return <Message type="success" title={t('done', told)} />
  }
  if (count === 0) return null
  if (isAsking) {
    return (
      <Confirmation
        collections={collections}
        movements={movements}
        onDone={setRemoval}
        onKeep={() => setIsAsking(false)}
      />
    )
  }
  const label = t(collections.length > 1 ? 'all' : 'button', { count: numberText(count, language) })
  return <Action danger label={label} onClick={() => setIsAsking(true)} />
}

interface ConfirmationProps extends Omit<RemoveProps, 'count'> {
  onDone: (removal: Removal) => void
  onKeep: () => void
}

const Confirmation = ({ collections, movements, onDone, onKeep }: ConfirmationProps) => {
  const { t, language } = useText('firstRun', 'remove')
  const [by, setBy] = useState(useDeskName.getState().name)
  const [chosen, setChosen] = useState(collections)
  const [withBooks, setWithBooks] = useState(false)
  const hasBooks = movements > 0 && chosen.includes('stockpiles')
  const { isBusy, problem, attempt } = useAttempt()
  const remove = async (): Promise<void> => {
    useDeskName.setState({ name: by.trim() })
    onDone(await removeDemonstration(chosen, hasBooks && withBooks, by.trim()))
  }
  const titles = collections.map((each) => COLLECTIONS[each].title[language])
  const options = collections.map((value, index) => ({ value, label: titles[index] }))
  return (
    <div className="stack first-removal">
      <p>{t(collections.length > 1 ? 'which' : 'what', { what: titles[0] })}</p>
      {collections.length > 1 && (
        <Checkbox.Group<ResourceId> value={[...chosen]} options={options} onChange={setChosen} />
      )}
      {hasBooks && (
        <Checkbox checked={withBooks} onChange={({ target }) => setWithBooks(target.checked)}>
          {t('books', { count: numberText(movements, language) })}
        </Checkbox>
      )}
      <TextField label={t('by')} value={by} onChange={setBy} />
      {problem && <Message type="error" title={problem.sentence[language]} />}
      <div className="buttons">
        <Action
          danger
          type="primary"
          label={t('yes')}
          loading={isBusy}
          disabled={by.trim() === '' || chosen.length === 0}
          onClick={() => void attempt(remove)}
        />
        <Action label={t('no')} disabled={isBusy} onClick={onKeep} />
      </div>
    </div>
  )
}
