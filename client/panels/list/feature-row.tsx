import { COLLECTIONS, type CollectionId } from '../../../data/collections.ts'
import type { ResourceDeclaration } from '../../../data/resource.ts'
import { fieldText } from '../../form/field-text.ts'
import { Swatch } from '../../form/field-value.tsx'
import { localisedName } from '../../form/localised-name.ts'
import { useText } from '../../i18n/text.ts'
import { changeState, useAppState } from '../../state/app-state.ts'
import { type ListEntry, listedFields } from './list-rows.ts'

interface FeatureRowProps {
  collection: CollectionId
  entry: ListEntry
  index: number
  count: number
  offsetPixels: number
  /** Whether Tab leads to this row. */
  isReached: boolean
  onReach: (index: number) => void
  measure: (element: HTMLElement | null) => void
}

/** One feature: its name and its listed fields; opens the drawer. */
export const FeatureRow = (props: FeatureRowProps) => {
  const { collection, entry, index, count, offsetPixels, isReached, onReach, measure } = props
  const { language } = useText('panels')
  const { id, properties } = entry.feature
  const isSelected = useAppState(
    ({ selection }) => selection?.id === id && selection.collection === collection,
  )
  return (
    <li
      ref={measure}
      data-index={index}
      className="list-row"
      style={{ transform: `translateY(${offsetPixels}px)` }}
      aria-setsize={count}
      aria-posinset={index + 1}
    >
      <button
        type="button"
        className="feature-row target"
        tabIndex={isReached ? 0 : -1}
        aria-current={isSelected}
        onFocus={() => onReach(index)}
        onClick={() => changeState({ selection: { collection, id } })}
      >
        <span className="row-name">
          <Swatch colour={colourOf(collection, properties)} />
          {localisedName(properties, language)}
        </span>
        <RowFields collection={collection} properties={properties} />
      </button>
    </li>
  )
}

type PropertiesOf = Readonly<Record<string, unknown>>

/** The colour that the map paints the feature with. */
const colourOf = (collection: CollectionId, properties: PropertiesOf): string => {
  const { symbol, fields }: ResourceDeclaration = COLLECTIONS[collection]
  if (symbol.colourBy === undefined) return symbol.colour
  const field = fields[symbol.colourBy]
  if (field?.kind !== 'choice') return symbol.colour
  return field.options[String(properties[symbol.colourBy])]?.colour ?? symbol.colour
}

const RowFields = ({
  collection,
  properties,
}: {
  collection: CollectionId
  properties: PropertiesOf
}) => {
  const { language } = useText('panels')
  const texts = listedFields(COLLECTIONS[collection]).flatMap(([name, field]) => {
    const text = fieldText(field, properties[name], language)
    return text === '' ? [] : [{ name, label: field.label[language], text }]
  })
  return (
    <span className="row-fields">
      {texts.map(({ name, label, text }) => (
        <span key={name}>
          <span className="visually-hidden">{label} </span>
          {text}
        </span>
      ))}
    </span>
  )
}
