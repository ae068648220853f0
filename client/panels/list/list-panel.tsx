import { SortAscendingOutlined, SortDescendingOutlined } from '@ant-design/icons'
import { Input, Select, Skeleton } from 'antd'
import { type KeyboardEvent, useId, useMemo, useState } from 'react'
import { COLLECTIONS, type CollectionId, isUnionId, LAYER_IDS } from '../../../data/collections.ts'
import { listedFields } from '../../../data/field-text.ts'
import type { ResourceDeclaration } from '../../../data/resource.ts'
import { useRegion } from '../../api/region.ts'
import { lateCode } from '../../form/late-code.ts'
import { MixedRows } from '../../form/mixed-rows.tsx'
import { lazyPart } from '../../form/part-boundary.tsx'
import { Action, LoadFailure } from '../../form/pieces.tsx'
import { useDebounced } from '../../form/use-debounced.ts'
import { useText } from '../../i18n/text.ts'
import { changeState, clearFilter, flyTo, useVisibleLayers } from '../../state/app-state.ts'
import { useAsOf } from '../../state/as-of.ts'
import { Downloads } from './downloads.tsx'
import {
  type LayerEntries,
  rovingIndex,
  type SortOrder,
  sentenceTitle,
  sortEntries,
  useLayerEntries,
} from './list-rows.ts'
import { VirtualRows } from './virtual-rows.tsx'
import './list.css'

/** New features, and several at once: they come after the list itself. */
export const fetchListChanges = lateCode(
  async () => (await import('../edit/list-changes.tsx')).ListChanges,
)
const ListChanges = lazyPart(fetchListChanges, { Waiting: () => null })

/** What the map shows, as a list: one tab per visible layer. */
export const ListPanel = () => {
  const { t } = useText('panels')
  const visibleLayers = useVisibleLayers()
  const [wanted, setWanted] = useState<CollectionId | null>(null)
  const id = useId()
  const layers = LAYER_IDS.filter((layer) => visibleLayers.includes(layer))
  const shown = layers.find((layer) => layer === wanted) ?? layers[0]
  if (shown === undefined) return <NoLayers />
  return (
    <section className="column list-panel" aria-label={t('list.title')}>
      <LayerTabs id={id} layers={layers} shown={shown} onShow={setWanted} />
      <div
        role="tabpanel"
        id={`${id}-panel`}
        aria-labelledby={`${id}-${shown}`}
        className="column list-tabpanel"
      >
        <MixedRows of={[shown]} />
        <LayerList key={shown} collection={shown} />
      </div>
    </section>
  )
}

const NoLayers = () => {
  const { t } = useText('panels')
  return (
    <section className="column list-empty" aria-label={t('list.title')}>
      <p role="status">{t('list.noLayers')}</p>
      <Action
        type="primary"
        label={t('list.showLayers')}
        onClick={() => changeState({ visibleLayers: null })}
      />
    </section>
  )
}

interface LayerTabsProps {
  /** Prefix of the tabs' ids; the panel's is `{id}-panel`. */
  id: string
  layers: readonly CollectionId[]
  shown: CollectionId
  onShow: (layer: CollectionId) => void
}

/** One tab per visible layer, with how much of it the map shows. */
const LayerTabs = ({ id, layers, shown, onShow }: LayerTabsProps) => {
  const { t } = useText('panels')
  const move = (event: KeyboardEvent<HTMLDivElement>): void => {
    const index = rovingIndex(event.key, layers.indexOf(shown), layers.length)
    const layer = index === null ? undefined : layers[index]
    if (layer === undefined) return
    event.preventDefault()
    onShow(layer)
    document.getElementById(`${id}-${layer}`)?.focus()
  }
  return (
    <div role="tablist" className="layer-tabs" aria-label={t('list.layers')} onKeyDown={move}>
      {layers.map((layer) => (
        <LayerTab key={layer} id={id} layer={layer} isShown={layer === shown} onShow={onShow} />
      ))}
    </div>
  )
}

interface LayerTabProps {
  id: string
  layer: CollectionId
  isShown: boolean
  onShow: (layer: CollectionId) => void
}

const LayerTab = ({ id, layer, isShown, onShow }: LayerTabProps) => {
  const { t, language } = useText('panels')
  const { all, shown, isLimitedByView, isFiltered } = useLayerEntries(layer, '')
  const counts = { shown: shown.length, total: all.length }
  const resource = COLLECTIONS[layer]
  return (
    <button
      type="button"
      role="tab"
      id={`${id}-${layer}`}
      className="framed bare column layer-tab target"
      aria-selected={isShown}
      aria-controls={`${id}-panel`}
      tabIndex={isShown ? 0 : -1}
      onClick={() => onShow(layer)}
    >
      <span className="layer-name">
        <span className="swatch" style={{ background: resource.symbol.colour }} aria-hidden />
        {resource.title[language]}
      </span>
      <span className="secondary">
        {t(isLimitedByView ? 'list.inView' : isFiltered ? 'list.matching' : 'list.all', counts)}
      </span>
    </button>
  )
}

const TYPING_MILLISECONDS = 120
const BY_NAME: SortOrder = { field: 'name', descending: false }

/** The features of one layer: filter by text, sort, go through them, download them. */
const LayerList = ({ collection }: { collection: CollectionId }) => {
  const { t, language } = useText('panels')
  const [text, setText] = useState('')
  const [order, setOrder] = useState(BY_NAME)
  const settledText = useDebounced(text, TYPING_MILLISECONDS)
  const entries = useLayerEntries(collection, settledText)
  const isNow = useAsOf((state) => state.at === null)
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
        {isNow && !isUnionId(collection) && <ListChanges collection={collection} rows={rows} />}
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

interface EmptyListProps {
  collection: CollectionId
  entries: LayerEntries
  text: string
  onClearText: () => void
}

/** Why nothing is listed, with one button for each cause that can be removed. */
const EmptyList = ({ collection, entries, text, onClearText }: EmptyListProps) => {
  const { t, language } = useText('panels')
  const { bbox } = useRegion()
  const title = sentenceTitle(COLLECTIONS[collection], language)
  if (entries.all.length === 0) return <p role="status">{t('list.emptyAll', { title })}</p>
  const hasText = text.trim() !== ''
  return (
    <div className="column list-empty">
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
        {entries.isLimitedByView && bbox && (
          <Action label={t('list.showRegion')} onClick={() => flyTo(bbox)} />
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
const SortChoice = ({ resource, order, onChange }: SortChoiceProps) => {
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
