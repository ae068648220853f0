import { useMemo } from 'react'
import { COLLECTIONS, type CollectionId } from '../../../data/collections.ts'
import type { ApiFeature } from '../../api/features.ts'
import { type LayerFilter, setFilter, useAppState } from '../../state/app-state.ts'
import { type ChoiceEntry, countOptions } from './option-counts.ts'

interface FilterFieldProps {
  collection: CollectionId
  entry: ChoiceEntry
  features: readonly ApiFeature[]
  filter: LayerFilter
}

/** The options of one field, each with its colour on the map and how many there are. */
export const FilterField = ({ collection, entry, features, filter }: FilterFieldProps) => {
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
        <label key={option} className="legend-option target">
          <input
            type="checkbox"
            checked={chosen.includes(option)}
            onChange={() => toggle(option)}
          />
          {isColoured && colour !== undefined && (
            <span className="legend-swatch" style={{ background: colour }} aria-hidden />
          )}
          <span>{label[language]}</span>
          <span className="legend-count">{counts.get(option) ?? 0}</span>
        </label>
      ))}
    </fieldset>
  )
}
