import { Button } from 'antd'
import { COLLECTIONS, type CollectionId } from '../../../data/collections.ts'
import { REGION_BBOX } from '../../../data/geometry.ts'
import { useText } from '../../i18n/text.ts'
import { flyTo, useAppState } from '../../state/app-state.ts'
import { sentenceTitle } from './sentence-title.ts'
import type { LayerEntries } from './use-layer-entries.ts'

interface EmptyListProps {
  collection: CollectionId
  entries: LayerEntries
  text: string
  onClearText: () => void
}

const clearFilter = (collection: CollectionId): void =>
  useAppState.setState(({ filters }) => ({ filters: { ...filters, [collection]: {} } }))

/** Why nothing is listed, with one button for each cause that can be removed. */
export const EmptyList = ({ collection, entries, text, onClearText }: EmptyListProps) => {
  const { t, language } = useText('panels')
  const title = sentenceTitle(COLLECTIONS[collection], language)
  if (entries.all.length === 0) return <p role="status">{t('list.emptyAll', { title })}</p>
  const hasText = text.trim() !== ''
  return (
    <div className="list-empty">
      <div role="status">
        {hasText && <p>{t('list.emptyText', { title, text })}</p>}
        {entries.isFiltered && <p>{t('list.emptyFilter', { title })}</p>}
        {entries.isLimitedByView && <p>{t('list.emptyView', { title })}</p>}
      </div>
      <div className="card-actions">
        {hasText && (
          <Button className="target" onClick={onClearText}>
            {t('list.clearText')}
          </Button>
        )}
        {entries.isFiltered && (
          <Button className="target" onClick={() => clearFilter(collection)}>
            {t('list.clearFilter')}
          </Button>
        )}
        {entries.isLimitedByView && (
          <Button className="target" onClick={() => flyTo(REGION_BBOX)}>
            {t('list.showRegion')}
          </Button>
        )}
      </div>
    </div>
  )
}
