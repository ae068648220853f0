import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, useId, useRef, useState } from 'react'
import { COLLECTIONS, type CollectionId } from '../../../data/collections.ts'
import { useText } from '../../i18n/text.ts'
import { FeatureRow } from './feature-row.tsx'
import type { ListEntry } from './list-rows.ts'
import { rovingIndex } from './roving-index.ts'

/** Height of a row before it has been measured, and rows kept beyond the edges. */
const ESTIMATED_ROW_PIXELS = 72
const OVERSCAN_ROWS = 6

interface VirtualRowsProps {
  collection: CollectionId
  entries: readonly ListEntry[]
}

/**
 * A long list of which only what is in sight exists. One row can be reached with Tab, the arrows
 * move on from there; a screen reader is told each row's number and how many there are.
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
        className="list-rows"
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
