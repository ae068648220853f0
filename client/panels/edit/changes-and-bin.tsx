/** What was changed lately in all collections, and what was deleted: for a panel about the data. */
import type { BinEntry } from '../../../data/change.ts'
import { COLLECTIONS } from '../../../data/collections.ts'
import { localisedName } from '../../../data/wording.ts'
import { emptyBin, restoreFeature, useBin, useRecentChanges } from '../../api/changes.ts'
import { Action, EmptyNote, Message, MoreButton, QueryStatus } from '../../form/pieces.tsx'
import { RemoveButton } from '../../form/remove-button.tsx'
import { dateTimeText } from '../../form/shanghai-time.ts'
import { useAttempt } from '../../form/use-attempt.ts'
import { reasonText, writerText } from '../../form/written-words.ts'
import '../../i18n/edit-texts.ts'
import { useText } from '../../i18n/text.ts'
import { changeState } from '../../state/app-state.ts'
import { tellDone } from '../../state/edit-note.ts'
import { ChangeCard } from './change-card.tsx'
import { signature } from './save.ts'
import '../../form/blocks.css'
import './edit.css'

export const RecentChanges = () => {
  const { t } = useText('edit')
  const query = useRecentChanges()
  const changes = query.data?.pages.flatMap((page) => page.changes) ?? []
  return (
    <section className="column stack" aria-label={t('recent.title')}>
      <QueryStatus query={query} failed={(reason) => t('history.failed', reason)} />
      {query.data && changes.length === 0 && <EmptyNote text={t('recent.empty')} />}
      <ol className="plain-list">
        {changes.map((change) => (
          <ChangeCard key={change.sequence} change={change} isNamed />
        ))}
      </ol>
      <MoreButton label={t('history.more')} query={query} />
    </section>
  )
}

export const BinList = () => {
  const { t, language } = useText('edit', 'bin')
  const query = useBin()
  const { problem, attempt } = useAttempt()
  const entries = query.data?.pages.flatMap((page) => page.entries) ?? []
  /** Null is all that the bin holds. */
  const remove = (entry: BinEntry | null): void =>
    void attempt(async () => {
      await emptyBin(entry?.sequence ?? null, signature())
      if (entry) tellDone('purged', localisedName(entry, language))
      else tellDone('emptied', '')
    })
  return (
    <section className="column stack" aria-label={t('title')}>
      <QueryStatus query={query} failed={(reason) => t('failed', reason)} loading={t('loading')} />
      {problem && <Message type="error" title={problem.sentence[language]} />}
      {query.data && entries.length === 0 && <EmptyNote text={t('empty')} />}
      <ul className="plain-list">
        {entries.map((entry) => (
          <BinCard
            key={entry.sequence}
            entry={entry}
            onRestore={() => void attempt(() => restore(entry))}
            onPurge={() => remove(entry)}
          />
        ))}
      </ul>
      <MoreButton label={t('loading')} query={query} />
      {entries.length > 0 && (
        <div className="buttons">
          <RemoveButton
            label={t('emptyAll')}
            question={t('emptyAsk', { count: entries.length })}
            yes={t('emptyYes')}
            no={t('leave')}
            onRemove={() => remove(null)}
          />
        </div>
      )}
    </section>
  )
}

const restore = async ({ collection, sequence, featureId, name }: BinEntry): Promise<void> => {
  await restoreFeature(collection, sequence, signature())
  changeState({ selection: { collection, id: featureId } })
  tellDone('restored', name)
}

interface BinCardProps {
  entry: BinEntry
  onRestore: () => void
  onPurge: () => void
}

const BinCard = ({ entry, onRestore, onPurge }: BinCardProps) => {
  const { t, language } = useText('edit', 'bin')
  const name = localisedName(entry, language)
  const at = dateTimeText(Date.parse(entry.at))
  return (
    <li className="column block">
      <div className="row wrapped block-head">
        <h3>{name}</h3>
        <span className="secondary">{COLLECTIONS[entry.collection].title[language]}</span>
      </div>
      <p className="secondary">{t('deletedBy', { who: writerText(entry.who, language), at })}</p>
      {entry.reason && <p>{reasonText(entry.reason, language)}</p>}
      <div className="buttons">
        <Action type="primary" label={t('restore')} onClick={onRestore} />
        <RemoveButton
          label={t('purge')}
          question={t('purgeAsk', { name })}
          yes={t('purge')}
          no={t('leave')}
          onRemove={onPurge}
        />
      </div>
    </li>
  )
}
