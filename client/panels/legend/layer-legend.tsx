import { useId, useMemo } from 'react'
import { COLLECTIONS, type CollectionId } from '../../../data/collections.ts'
import { type ApiFeature, useCollection } from '../../api/features.ts'
import { changeState, type LayerFilter, toggleLayer, useAppState } from '../../state/app-state.ts'
import { FilterField } from './filter-field.tsx'
import { LEGEND_TEXTS } from './legend-texts.ts'
import { countShown, filterFields } from './option-counts.ts'
import { SymbolMark } from './symbol-mark.tsx'

const NO_FILTER: LayerFilter = {}

/** One layer: its symbol, switch, count, and the filters by its fields. */
export const LayerLegend = ({ collection }: { collection: CollectionId }) => {
  const language = useAppState((state) => state.language)
  const isVisible = useAppState((state) => state.visibleLayers.includes(collection))
  const filter = useAppState((state) => state.filters[collection]) ?? NO_FILTER
  const { data, isError, refetch } = useCollection(collection)
  const id = useId()
  const { title, symbol } = COLLECTIONS[collection]
  return (
    <li className="legend-layer" data-visible={isVisible}>
      <div className="legend-row target">
        <input
          type="checkbox"
          id={id}
          checked={isVisible}
          onChange={() => toggleLayer(collection)}
        />
        <label htmlFor={id}>
          <SymbolMark icon={symbol.icon} colour={symbol.colour} />
          <span>{title[language]}</span>
        </label>
        <LayerCount features={data?.features} filter={filter} isError={isError} />
      </div>
      {isError && (
        <button type="button" className="legend-button target" onClick={() => void refetch()}>
          {LEGEND_TEXTS.retry[language]}
        </button>
      )}
      {isVisible && data && (
        <LayerFilters collection={collection} features={data.features} filter={filter} />
      )}
    </li>
  )
}

interface LayerCountProps {
  features: readonly ApiFeature[] | undefined
  filter: LayerFilter
  isError: boolean
}

const LayerCount = ({ features, filter, isError }: LayerCountProps) => {
  const language = useAppState((state) => state.language)
  const shown = useMemo(() => features && countShown(features, filter), [features, filter])
  if (isError) return <span className="legend-count">{LEGEND_TEXTS.failed[language]}</span>
  if (features === undefined || shown === undefined) {
    return <span className="legend-count">{LEGEND_TEXTS.loading[language]}</span>
  }
  return (
    <span className="legend-count">
      {shown === features.length ? features.length : `${shown} / ${features.length}`}
    </span>
  )
}

interface LayerFiltersProps {
  collection: CollectionId
  features: readonly ApiFeature[]
  filter: LayerFilter
}

const clearFilter = (collection: CollectionId): void => {
  const { [collection]: _cleared, ...filters } = useAppState.getState().filters
  changeState({ filters })
}

const LayerFilters = ({ collection, features, filter }: LayerFiltersProps) => {
  const language = useAppState((state) => state.language)
  const isFiltered = Object.keys(filter).length > 0
  return (
    <details className="legend-filters" open={isFiltered || collection === 'stations'}>
      <summary className="target">
        {isFiltered ? LEGEND_TEXTS.filtered[language] : LEGEND_TEXTS.filter[language]}
      </summary>
      {filterFields(COLLECTIONS[collection]).map((entry) => (
        <FilterField
          key={entry[0]}
          collection={collection}
          entry={entry}
          features={features}
          filter={filter}
        />
      ))}
      {isFiltered ? (
        <button
          type="button"
          className="legend-button target"
          onClick={() => clearFilter(collection)}
        >
          {LEGEND_TEXTS.clear[language]}
        </button>
      ) : (
        <p className="legend-hint">{LEGEND_TEXTS.hint[language]}</p>
      )}
    </details>
  )
}
