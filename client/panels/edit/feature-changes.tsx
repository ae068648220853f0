/** What can be changed about the feature whose drawer is open, and what has been. */
import { CopyOutlined, EditOutlined } from '@ant-design/icons'
import { Collapse } from 'antd'
import { useEffect, useState } from 'react'
import { type Change, UNNAMED } from '../../../data/change.ts'
import type { ResourceId } from '../../../data/collections.ts'
import { listText, localisedName } from '../../../data/wording.ts'
import { readForEditing, readVersion, useHistory } from '../../api/changes.ts'
import type { ApiFeature } from '../../api/features.ts'
import { Action, EmptyNote, Message, MoreButton, QueryStatus } from '../../form/pieces.tsx'
import { RemoveButton } from '../../form/remove-button.tsx'
import { useAttempt } from '../../form/use-attempt.ts'
import { writerText } from '../../form/written-words.ts'
import '../../i18n/edit-texts.ts'
import { useText } from '../../i18n/text.ts'
import { compareShapes } from '../../state/compared-shapes.ts'
import { ChangeCard, type PutBack } from './change-card.tsx'
import { useFieldWords } from './field-words.tsx'
import { type ChangedFirst, putBack, removeFeature, startEditing } from './save.ts'
import { startAdding } from './start.ts'
import '../../form/blocks.css'
import './edit.css'

interface FeatureChangesProps {
  collection: ResourceId
  feature: ApiFeature
}

export const FeatureChanges = ({ collection, feature }: FeatureChangesProps) => {
  const { t, language } = useText('edit')
  const { isBusy, problem, attempt } = useAttempt()
  const { id, properties } = feature
  const { labelOf } = useFieldWords(collection)
  const name = localisedName(properties, language)
  const copy = async (): Promise<void> => {
    const { feature: whole } = await readForEditing(collection, id)
    startAdding(collection, {
      ...whole.properties,
      name: t('copyOf', { name: String(whole.properties.name ?? '') }),
      code: null,
    })
  }
  const [changed, setChanged] = useState<ChangedFirst | null>(null)
  const remove = (shown: ApiFeature): void =>
    void attempt(async () => setChanged(await removeFeature(collection, shown)))
  return (
    <>
      <div className="card-actions">
        <Action
          icon={EditOutlined}
          label={t('edit')}
          loading={isBusy}
          onClick={() => void attempt(() => startEditing(collection, id))}
        />
        <Action icon={CopyOutlined} label={t('copy')} onClick={() => void attempt(copy)} />
        <RemoveButton
          label={t('remove')}
          question={t('removeAsk', { name })}
          yes={t('removeYes')}
          no={t('form.leave')}
          onRemove={() => remove(feature)}
        />
      </div>
      {problem && (
        <Message type="error" title={t('failed', { detail: problem.sentence[language] })} />
      )}
      {changed && (
        <Message
          type="warning"
          title={t('changedFirst', {
            who: writerText(changed.who ?? UNNAMED, language),
            fields: listText(changed.fields.map(labelOf), language),
          })}
          description={
            <Action danger label={t('removeAnyway')} onClick={() => remove(changed.feature)} />
          }
        />
      )}
      <Collapse
        className="drawer-collapse"
        size="small"
        items={[
          {
            key: 'history',
            label: t('history.title'),
            children: <FeatureHistory collection={collection} id={id} />,
          },
        ]}
      />
    </>
  )
}

/** Everything that has become of a feature, newest first; each step can be put back. */
const FeatureHistory = ({ collection, id }: { collection: ResourceId; id: string }) => {
  const { t, language } = useText('edit', 'history')
  const query = useHistory({ collection, id })
  const { problem, attempt } = useAttempt()
  const changes = query.data?.pages.flatMap((page) => page.changes) ?? []
  useEffect(() => () => compareShapes(null), [])
  const back: PutBack = (change: Change, fields, to) =>
    void attempt(async () => {
      const { version } = await readVersion(collection, id)
      await putBack({ collection, id, version }, change.sequence, fields, to)
    })
  return (
    <div className="column stack">
      <QueryStatus query={query} failed={(reason) => t('failed', reason)} loading={t('loading')} />
      {problem && <Message type="error" title={problem.sentence[language]} />}
      {query.data && changes.length === 0 && <EmptyNote text={t('empty')} />}
      <ol className="plain-list">
        {changes.map((change, index) => (
          <ChangeCard
            key={change.sequence}
            change={change}
            isLatest={index === 0}
            onPutBack={change.kind === 'replace' ? undefined : back}
          />
        ))}
      </ol>
      <MoreButton label={t('more')} query={query} />
    </div>
  )
}
