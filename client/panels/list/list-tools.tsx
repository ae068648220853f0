import { SortAscendingOutlined, SortDescendingOutlined } from '@ant-design/icons'
import { Select } from 'antd'
import { COLLECTIONS, type CollectionId } from '../../../data/collections.ts'
import { REGION_BBOX } from '../../../data/geometry.ts'
import type { ResourceDeclaration } from '../../../data/resource.ts'
import { Action } from '../../form/action.tsx'
import { listedFields } from '../../form/field-text.ts'
import { useText } from '../../i18n/text.ts'
import { clearFilter, flyTo } from '../../state/app-state.ts'
import { type LayerEntries, type SortOrder, sentenceTitle } from './list-rows.ts'

interface EmptyListProps {
  collection: CollectionId
  entries: LayerEntries
  text: string
  onClearText: () => void
}

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
        {hasText && <Action label={t('list.clearText')} onClick={onClearText} />}
        {entries.isFiltered && (
          <Action label={t('list.clearFilter')} onClick={() => clearFilter(collection)} />
        )}
        {entries.isLimitedByView && (
          <Action label={t('list.showRegion')} onClick={() => flyTo(REGION_BBOX)} />
        )}
      </div>
    </div>
  )
}

interface SortChoiceProps {
  resource: ResourceDeclaration
  order: SortOrder
  onChange: (order: SortOrder) => void
}

/** By which column the list is sorted, and which way. */
export const SortChoice = ({ resource, order, onChange }: SortChoiceProps) => {
  const { t, language } = useText('panels')
  const { name } = resource.fields
  const columns = [...(name ? [['name', name] as const] : []), ...listedFields(resource)]
  const direction = t(order.descending ? 'list.descending' : 'list.ascending')
  return (
    <>
      <Select
        className="sort-select target"
        aria-label={t('list.sort')}
        value={order.field}
        options={columns.map(([value, { label }]) => ({ value, label: label[language] }))}
        onChange={(field) => onChange({ ...order, field })}
      />
      <Action
        icon={order.descending ? SortDescendingOutlined : SortAscendingOutlined}
        aria-label={`${t('list.sort')}: ${direction}`}
        onClick={() => onChange({ ...order, descending: !order.descending })}
      />
    </>
  )
}
