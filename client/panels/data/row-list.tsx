/** The rows of an import, of which only those in sight exist; the server gives them page by page. */
import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import type { Import, ImportRow, ImportSummary } from '../../../data/imports.ts'
import { useImportRows } from '../../api/imports.ts'
import { EmptyNote, QueryStatus } from '../../form/pieces.tsx'
import { useText } from '../../i18n/text.ts'
import { type RowFilter, useIntake } from '../../state/intake.ts'
import { RowContent } from './row-content.tsx'
import type { Deciding } from './rows-step.tsx'
import { showRow } from './show-on-map.ts'

const ESTIMATED_ROW_PIXELS = 76
const OVERSCAN_ROWS = 6
/** The next page is asked for when the end of what is there comes this near. */
const ROWS_AHEAD = 40

interface RowListProps extends Deciding {
  entry: Import
  report: ImportSummary
  filter: RowFilter
  /** How many there are in all. */
  count: number
}

export const RowList = ({ entry, report, filter, count, ...deciding }: RowListProps) => {
  const { t } = useText('intake')
  const query = useImportRows(entry.id, filter)
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? []
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = query
  return (
    <>
      <QueryStatus
        query={query}
        failed={(reason) => t('rows.failed', reason)}
        loading={t('rows.loading')}
      />
      {query.data && rows.length === 0 && <EmptyNote text={t('rows.none')} />}
      {rows.length > 0 && (
        <Rows
          report={report}
          rows={rows}
          count={Math.max(count, rows.length)}
          onEnd={() => {
            if (hasNextPage && !isFetchingNextPage) void fetchNextPage()
          }}
          {...deciding}
        />
      )}
    </>
  )
}

interface RowsProps extends Deciding {
  report: ImportSummary
  rows: readonly ImportRow[]
  count: number
  /** The end of what is there comes near. */
  onEnd: () => void
}

const STEPS: Readonly<Record<string, number>> = {
  ArrowUp: -1,
  ArrowDown: 1,
  PageUp: -8,
  PageDown: 8,
}

const Rows = ({ report, rows, count, onEnd, ...deciding }: RowsProps) => {
  const { t } = useText('intake')
  const hint = useId()
  const scroller = useRef<HTMLDivElement>(null)
  const [reached, setReached] = useState(0)
  const current = Math.min(reached, rows.length - 1)
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ESTIMATED_ROW_PIXELS,
    overscan: OVERSCAN_ROWS,
  })
  const items = virtual.getVirtualItems()
  const last = items.at(-1)?.index ?? 0
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked when the end comes nearer
  useEffect(() => {
    if (last >= rows.length - ROWS_AHEAD) onEnd()
  }, [last, rows.length])
  const move = (event: KeyboardEvent<HTMLUListElement>): void => {
    const step = STEPS[event.key]
    if (step === undefined || (event.target as HTMLElement).dataset.row === undefined) return
    event.preventDefault()
    const index = Math.max(0, Math.min(rows.length - 1, current + step))
    setReached(index)
    virtual.scrollToIndex(index)
    requestAnimationFrame(() =>
      scroller.current
        ?.querySelector<HTMLElement>(`[data-index="${index}"] [data-row]`)
        ?.focus({ preventScroll: true }),
    )
  }
  return (
    <div className="intake-rows" ref={scroller}>
      <span id={hint} className="visually-hidden">
        {t('rows.keys')}
      </span>
      <ul
        className="unmarked intake-rows-all"
        style={{ height: virtual.getTotalSize() }}
        aria-label={t('rows.inView', { count })}
        aria-describedby={hint}
        onKeyDown={move}
      >
        {items.map(({ index, start }) => {
          const row = rows[index]
          return (
            row && (
              <li
                key={`${row.layer ?? ''}:${row.row}`}
                ref={virtual.measureElement}
                data-index={index}
                className="intake-row"
                style={{ transform: `translateY(${start}px)` }}
                aria-setsize={count}
                aria-posinset={index + 1}
              >
                <RowEntry
                  row={row}
                  report={report}
                  isReached={index === current}
                  onReach={() => setReached(index)}
                  {...deciding}
                />
              </li>
            )
          )
        })}
      </ul>
    </div>
  )
}

interface RowEntryProps extends Deciding {
  row: ImportRow
  report: ImportSummary
  /** Whether Tab leads to it. */
  isReached: boolean
  onReach: () => void
}

const RowEntry = ({ row, report, isReached, onReach, ...deciding }: RowEntryProps) => {
  const isChosen = useIntake((state) => state.chosenRow === row.row)
  return (
    <RowContent
      row={row}
      report={report}
      mostChanges={2}
      head={(title) => (
        <button
          type="button"
          data-row={row.row}
          className="bare intake-row-title target"
          tabIndex={isReached ? 0 : -1}
          aria-current={isChosen}
          onFocus={onReach}
          onClick={() => showRow(row.row, row.lonLat)}
        >
          {title}
        </button>
      )}
      {...deciding}
    />
  )
}
