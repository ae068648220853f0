import { useId, useMemo } from 'react'
import {
  COLLECTIONS,
  type CollectionId,
  LAYER_GROUPS,
  LAYER_IDS,
  partsOf,
} from '../../../data/collections.ts'
import { DEMONSTRATION_NOTICE, PROVENANCE_OPTIONS } from '../../../data/provenance.ts'
import { halfIn } from '../../../data/wording.ts'
import { useBaseMap } from '../../api/base-map.ts'
import { type ApiFeature, useCollection, useHealth } from '../../api/features.ts'
import { lateCode } from '../../form/late-code.ts'
import { MixedRows } from '../../form/mixed-rows.tsx'
import { lazyPart } from '../../form/part-boundary.tsx'
import { ATTRIBUTION } from '../../map/map-texts.ts'
import {
  changeState,
  clearFilter,
  type LayerFilter,
  layersOf,
  setFilter,
  toggleLayer,
  useAppState,
} from '../../state/app-state.ts'
import { LEGEND_TEXTS, MapKey, SymbolMark } from './map-key.tsx'
import { type ChoiceEntry, countOptions, countShown, filterFields } from './option-counts.ts'
import './legend.css'

/** The map as it was: seldom asked for, and comes when the legend is looked at. */
const AsOfChoice = lazyPart(
  lateCode(async () => (await import('../edit/as-of-choice.tsx')).AsOfChoice),
  { Waiting: () => null },
)

/** Legend, layer switch and filter in one. */
export const LegendPanel = () => {
  const language = useAppState((state) => state.language)
  return (
    <section className="legend-panel" aria-label={LEGEND_TEXTS.title[language]}>
      <h2>{LEGEND_TEXTS.layers[language]}</h2>
      <ul className="unmarked legend-layers">
        {LAYER_GROUPS.map((group) => (
          <LayerGroup key={group} group={group} />
        ))}
      </ul>
      <MapSwitches />
      <AsOfChoice />
      <MapKey />
      <h3>{LEGEND_TEXTS.provenance[language]}</h3>
      <Provenance />
    </section>
  )
}

/** Who decides on the layers, and the base map where the installation has one. */
const MapSwitches = () => {
  const language = useAppState((state) => state.language)
  const visibleLayers = useAppState((state) => state.visibleLayers)
  const isOn = useAppState((state) => state.baseMap)
  const baseMap = useBaseMap()
  return (
    <>
      <label className="row legend-switch target">
        <input
          type="checkbox"
          checked={visibleLayers === null}
          onChange={({ target }) => {
            const { checked } = target
            changeState({ visibleLayers: checked ? null : layersOf(useAppState.getState()) })
          }}
        />
        {LEGEND_TEXTS.byTab[language]}
      </label>
      {baseMap && (
        <label className="row legend-switch target">
          <input type="checkbox" checked={isOn} onChange={() => changeState({ baseMap: !isOn })} />
          {LEGEND_TEXTS.baseMap[language]} · {baseMap.attribution}
        </label>
      )}
    </>
  )
}

/** The layers that a union gathers stand under its title. */
const LayerGroup = ({ group }: { group: CollectionId }) => {
  const language = useAppState((state) => state.language)
  const layers = partsOf(group).map((layer) => <LayerLegend key={layer} collection={layer} />)
  if (layers.length === 1) return layers
  const title = COLLECTIONS[group].title[language]
  return (
    <li className="legend-group">
      <h3>{title}</h3>
      <ul className="unmarked legend-layers" aria-label={title}>
        {layers}
      </ul>
    </li>
  )
}

const Provenance = () => {
  const language = useAppState((state) => state.language)
  const { data: health } = useHealth()
  const network = health?.network
  return (
    <div className="secondary legend-provenance">
      <MixedRows of={LAYER_IDS} />
      {(health === undefined || health.demonstration) && <p>{DEMONSTRATION_NOTICE[language]}</p>}
      {network && (
        <p>
          {LEGEND_TEXTS.network[language]}: {halfIn(network.source, language)} ·{' '}
          {PROVENANCE_OPTIONS[network.provenance].label[language]}
        </p>
      )}
      {network === null && <p>{LEGEND_TEXTS.noNetwork[language]}</p>}
      <p>{ATTRIBUTION[language]}</p>
    </div>
  )
}

const NO_FILTER: LayerFilter = {}

/** One layer: its symbol, switch, count, and the filters by its fields. */
const LayerLegend = ({ collection }: { collection: CollectionId }) => {
  const language = useAppState((state) => state.language)
  const isVisible = useAppState((state) => layersOf(state).includes(collection))
  const filter = useAppState((state) => state.filters[collection]) ?? NO_FILTER
  const { data, isError, refetch } = useCollection(collection)
  const id = useId()
  const { title, symbol } = COLLECTIONS[collection]
  return (
    <li className="framed legend-layer" data-visible={isVisible}>
      <div className="row legend-row target">
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
        <button type="button" className="bare legend-button target" onClick={() => void refetch()}>
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
  const text = (): string => {
    if (isError) return LEGEND_TEXTS.failed[language]
    if (features === undefined || shown === undefined) return LEGEND_TEXTS.loading[language]
    return shown === features.length ? String(shown) : `${shown} / ${features.length}`
  }
  return <span className="secondary legend-count">{text()}</span>
}

interface LayerFiltersProps {
  collection: CollectionId
  features: readonly ApiFeature[]
  filter: LayerFilter
}

const LayerFilters = ({ collection, features, filter }: LayerFiltersProps) => {
  const language = useAppState((state) => state.language)
  const isFiltered = Object.keys(filter).length > 0
  return (
    <details className="fold legend-filters" open={isFiltered || collection === 'stations'}>
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
          className="bare legend-button target"
          onClick={() => clearFilter(collection)}
        >
          {LEGEND_TEXTS.clear[language]}
        </button>
      ) : (
        <p className="secondary legend-hint">{LEGEND_TEXTS.hint[language]}</p>
      )}
    </details>
  )
}

interface FilterFieldProps extends LayerFiltersProps {
  entry: ChoiceEntry
}

/** The options of one field, each with its colour on the map and how many there are. */
const FilterField = ({ collection, entry, features, filter }: FilterFieldProps) => {
  const language = useAppState((state) => state.language)
  const [name, field] = entry
  const counts = useMemo(() => countOptions(features, name, filter), [features, name, filter])
  const chosen = filter[name] ?? []
  const isColoured = COLLECTIONS[collection].symbol.colourBy === name
  const toggle = (option: string): void =>
    setFilter(
      collection,
      name,
      chosen.includes(option) ? chosen.filter((other) => other !== option) : [...chosen, option],
    )
  return (
    <fieldset className="legend-field">
      <legend>{field.label[language]}</legend>
      {Object.entries(field.options).map(([option, { label, colour }]) => (
        <label key={option} className="row legend-option target">
          <input
            type="checkbox"
            checked={chosen.includes(option)}
            onChange={() => toggle(option)}
          />
          {isColoured && colour !== undefined && (
            <span className="swatch" style={{ background: colour }} aria-hidden />
          )}
          <span>{label[language]}</span>
          <span className="secondary legend-count">{counts.get(option) ?? 0}</span>
        </label>
      ))}
    </fieldset>
  )
}
