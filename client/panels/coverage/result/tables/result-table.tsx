import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, useId, useMemo, useRef, useState } from 'react'
import { useText } from '../../../../i18n/text.ts'
import { rovingIndex } from '../../../list/roving-index.ts'
import { nextOrder, type SortOrder, sortRows } from './sort-rows.ts'
import { linesPerRow, type TableDescription } from './table-column.ts'
import { TableHead } from './table-head.tsx'
import { TableRow } from './table-row.tsx'

/** Height of a row before it has been measured, and rows kept beyond the edges. */
const ESTIMATED_ROW_PIXELS = 48
const OVERSCAN_ROWS = 8

interface ResultTableProps<Row> {
  caption: string
  table: TableDescription<Row>
  rows: readonly Row[]
  firstOrder: SortOrder
}

/**
 * A sortable table of which only what is in sight exists. One row can be reached with Tab, the
 * arrows move on from there, Enter shows the row's place on the map.
 */
export const ResultTable = <Row,>({ caption, table, rows, firstOrder }: ResultTableProps<Row>) => {
  const { t, language } = useText('coverage')
  const hintId = useId()
  const scroller = useRef<HTMLDivElement>(null)
  const [order, setOrder] = useState(firstOrder)
  const [reached, setReached] = useState(0)
  const [chosenKey, setChosenKey] = useState<string | null>(null)
  const { columns, keyOf } = table
  const sorted = useMemo(() => {
    const column = columns.find(({ key }) => key === order.column)
    return column ? sortRows(rows, column.sortValue, order.descending, language) : rows
  }, [columns, rows, order, language])
  const current = Math.min(reached, sorted.length - 1)
  const virtual = useVirtualizer({
    count: sorted.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ESTIMATED_ROW_PIXELS,
    overscan: OVERSCAN_ROWS,
    getItemKey: (index) => {
      const row = sorted[index]
      return row === undefined ? index : keyOf(row)
    },
  })
  const move = (event: KeyboardEvent<HTMLTableElement>): void => {
    const isInRow = event.target instanceof Element && event.target.matches('.row-choose')
    const index = isInRow ? rovingIndex(event.key, current, sorted.length) : null
    if (index === null) return
    event.preventDefault()
    setReached(index)
    virtual.scrollToIndex(index)
    focusRow(scroller.current, index)
  }
  const items = virtual.getVirtualItems()
  const isDrawn = items.some(({ index }) => index === current)
  const tabStop = isDrawn ? current : items[0]?.index
  const above = items[0]?.start ?? 0
  const below = virtual.getTotalSize() - (items.at(-1)?.end ?? 0)
  return (
    <div className="table-scroller" ref={scroller}>
      <span id={hintId} className="visually-hidden">
        {t('tables.keys')}
      </span>
      <table
        className="result-table"
        aria-describedby={hintId}
        aria-rowcount={1 + sorted.length * linesPerRow(table) + Number(hasTotal(table))}
        onKeyDown={move}
      >
        <caption className="visually-hidden">{caption}</caption>
        <TableHead
          columns={columns}
          order={order}
          onSort={({ key, isFigure = false }) => setOrder(nextOrder(order, key, isFigure))}
        />
        <Spacer height={above} />
        {items.map(({ index, key }) => {
          const row = sorted[index]
          return row === undefined ? null : (
            <TableRow
              key={key}
              table={table}
              row={row}
              index={index}
              isReached={index === tabStop}
              isChosen={keyOf(row) === chosenKey}
              measure={virtual.measureElement}
              onReach={setReached}
              onChoose={() => {
                setChosenKey(keyOf(row))
                table.onChoose(row)
              }}
            />
          )
        })}
        <Spacer height={below} />
        {hasTotal(table) && <TotalRow table={table} rows={sorted} />}
      </table>
    </div>
  )
}

const hasTotal = <Row,>({ columns }: TableDescription<Row>): boolean =>
  columns.some(({ total }) => total !== undefined)

/** Stands for the rows that are not in sight. */
const Spacer = ({ height }: { height: number }) =>
  height > 0 ? (
    <tbody aria-hidden>
      <tr style={{ height }} />
    </tbody>
  ) : null

const TotalRow = <Row,>({
  table,
  rows,
}: {
  table: TableDescription<Row>
  rows: readonly Row[]
}) => (
  <tfoot>
    <tr aria-rowindex={rows.length * linesPerRow(table) + 2}>
      {table.columns.map(({ key, isFigure, total }) => (
        <td key={key} className={isFigure ? 'figure' : undefined}>
          {total?.(rows)}
        </td>
      ))}
    </tr>
  </tfoot>
)

/** The row may not be drawn until the table has scrolled: the next frame has it. */
const focusRow = (scroller: HTMLElement | null, index: number): void => {
  requestAnimationFrame(() => {
    const row = scroller?.querySelector<HTMLElement>(`[data-index="${index}"] .row-choose`)
    row?.focus({ preventScroll: true })
  })
}
