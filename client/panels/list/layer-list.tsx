import { Input, Skeleton } from 'antd'
import { useMemo, useState } from 'react'
import { COLLECTIONS, type CollectionId } from '../../../data/collections.ts'
import { LoadFailure } from '../../form/query-status.tsx'
import { useDebounced } from '../../form/use-debounced.ts'
import { useText } from '../../i18n/text.ts'
import { Downloads } from './downloads.tsx'
import { EmptyList } from './empty-list.tsx'
import { type SortOrder, sortEntries } from './list-rows.ts'
import { SortChoice } from './sort-choice.tsx'
import { useLayerEntries } from './use-layer-entries.ts'
import { VirtualRows } from './virtual-rows.tsx'

const TYPING_MILLISECONDS = 120
const BY_NAME: SortOrder = { field: 'name', descending: false }

/** The features of one layer: filter by text, sort, go through them, download them. */
export const LayerList = ({ collection }: { collection: CollectionId }) => {
  const { t, language } = useText('panels')
  const [text, setText] = useState('')
  const [order, setOrder] = useState(BY_NAME)
  const settledText = useDebounced(text, TYPING_MILLISECONDS)
  const entries = useLayerEntries(collection, settledText)
  const resource = COLLECTIONS[collection]
  const title = resource.title[language]
  const rows = useMemo(
    () => sortEntries(entries.shown, resource, order, language),
    [entries.shown, resource, order, language],
  )
  if (entries.failure) {
    const detail = entries.failure.sentence[language]
    return <LoadFailure title={t('list.error', { title, detail })} onRetry={entries.retry} />
  }
  if (entries.isLoading) return <ListLoading title={title} />
  return (
    <>
      <div className="list-tools">
        <Input
          className="target"
          allowClear
          value={text}
          aria-label={t('list.search')}
          placeholder={t('list.placeholder')}
          onChange={({ target }) => setText(target.value)}
        />
        <SortChoice resource={resource} order={order} onChange={setOrder} />
      </div>
      {rows.length > 0 ? (
        <VirtualRows collection={collection} entries={rows} />
      ) : (
        <EmptyList
          collection={collection}
          entries={entries}
          text={settledText}
          onClearText={() => setText('')}
        />
      )}
      <Downloads collection={collection} all={entries.all} listed={rows} />
    </>
  )
}

const ListLoading = ({ title }: { title: string }) => {
  const { t } = useText('panels')
  return (
    <div role="status">
      <span className="visually-hidden">{t('list.loading', { title })}</span>
      <Skeleton active paragraph={{ rows: 6 }} />
    </div>
  )
}
