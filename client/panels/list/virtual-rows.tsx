import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, useId, useRef, useState } from 'react'
import { COLLECTIONS, type CollectionId, isWithin } from '../../../data/collections.ts'
import { fieldText, listedFields } from '../../../data/field-text.ts'
import { localisedName } from '../../../data/wording.ts'
import { Swatch } from '../../form/field-value.tsx'
import { useText } from '../../i18n/text.ts'
import { colourOf, colourOption } from '../../layers/feature-look.ts'
import { changeState, useAppState } from '../../state/app-state.ts'
import { type ListEntry, rovingIndex } from './list-rows.ts'

/** Height of a row before it has been measured, and rows kept beyond the edges. */
const ESTIMATED_ROW_PIXELS = 72
const OVERSCAN_ROWS = 6

interface VirtualRowsProps {
  collection: CollectionId
  entries: readonly ListEntry[]
}

/**
 * A long list of which only what is in sight exists. One row can be reached with Tab, the arrows
 * move on from there; a screen reader hears the number of each row and how many there are.
 */
export const VirtualRows = ({ collection, entries }: VirtualRowsProps) => {
  const { t, language } = useText('panels')
  const hintId = useId()
  const scroller = useRef<HTMLDivElement>(null)
  const [reached, setReached] = useState(0)
  const current = Math.min(reached, entries.length - 1)
  const rows = useVirtualizer({
    count: entries.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ESTIMATED_ROW_PIXELS,
    overscan: OVERSCAN_ROWS,
    getItemKey: (index) => entries[index]?.feature.id ?? index,
    // the row that Tab leads to stays in the document however far the list is scrolled
    rangeExtractor: ({ startIndex, endIndex, overscan, count }) =>
      keptRows(startIndex - overscan, endIndex + overscan, count, current),
  })
  const move = (event: KeyboardEvent<HTMLUListElement>): void => {
    const index = rovingIndex(event.key, current, entries.length)
    if (index === null) return
    event.preventDefault()
    setReached(index)
    rows.scrollToIndex(index)
    focusRow(scroller.current, index)
  }
  const title = COLLECTIONS[collection].title[language]
  return (
    <div className="list-scroller" ref={scroller}>
      <span id={hintId} className="visually-hidden">
        {t('list.keys')}
      </span>
      <ul
        className="unmarked list-rows"
        style={{ height: rows.getTotalSize() }}
        aria-label={t('list.rows', { title, count: entries.length })}
        aria-describedby={hintId}
        onKeyDown={move}
      >
        {rows.getVirtualItems().map(({ index, key, start }) => {
          const entry = entries[index]
          return (
            entry && (
              <FeatureRow
                key={key}
                collection={collection}
                entry={entry}
                index={index}
                count={entries.length}
                offsetPixels={start}
                isReached={index === current}
                onReach={setReached}
                measure={rows.measureElement}
              />
            )
          )
        })}
      </ul>
    </div>
  )
}

const keptRows = (first: number, last: number, count: number, kept: number): number[] => {
  const from = Math.max(first, 0)
  const indexes = Array.from({ length: Math.min(last, count - 1) - from + 1 }, (_, i) => from + i)
  if (indexes.includes(kept) || kept < 0 || kept >= count) return indexes
  return kept < from ? [kept, ...indexes] : [...indexes, kept]
}

/** The row may not be drawn until the list has scrolled: the next frame has it. */
const focusRow = (scroller: HTMLElement | null, index: number): void => {
  requestAnimationFrame(() => {
    const row = scroller?.querySelector<HTMLElement>(`[data-index="${index}"] button`)
    row?.focus({ preventScroll: true })
  })
}

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
const FeatureRow = (props: FeatureRowProps) => {
  const { collection, entry, index, count, offsetPixels, isReached, onReach, measure } = props
  const { language } = useText('panels')
  const { id, properties } = entry.feature
  const isSelected = useAppState(
    ({ selection }) => selection?.id === id && isWithin(collection, selection.collection),
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
        className="bare column feature-row target"
        tabIndex={isReached ? 0 : -1}
        aria-current={isSelected}
        onFocus={() => onReach(index)}
        onClick={() => changeState({ selection: { collection, id } })}
      >
        <span className="row-name">
          <Swatch colour={colourOf(collection, colourOption(collection, properties))} />
          {localisedName(properties, language)}
        </span>
        <RowFields collection={collection} entry={entry} />
      </button>
    </li>
  )
}

const RowFields = ({ collection, entry }: Pick<FeatureRowProps, 'collection' | 'entry'>) => {
  const { language } = useText('panels')
  const texts = listedFields(COLLECTIONS[collection]).flatMap(([name, field]) => {
    const text = fieldText(field, entry.feature.properties[name], language)
    return text === '' ? [] : [{ name, label: field.label[language], text }]
  })
  return (
    <span className="secondary row-fields">
      {texts.map(({ name, label, text }) => (
        <span key={name}>
          <span className="visually-hidden">{label} </span>
          {text}
        </span>
      ))}
    </span>
  )
}
