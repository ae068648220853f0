import { useVirtualizer } from '@tanstack/react-virtual'
import {
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
} from 'react'
import { useText } from '../../../../i18n/text.ts'
import { rovingIndex } from '../../../list/list-rows.ts'
import {
  linesPerRow,
  NAME_COLUMN,
  nextOrder,
  type SortOrder,
  sortRows,
  type TableColumn,
  type TableDescription,
} from './table-rows.ts'

/** Height of a row before it has been measured, and rows kept beyond the edges. */
const ESTIMATED_ROW_PIXELS = 48
const OVERSCAN_ROWS = 8

interface ResultTableProps<Row> {
  caption: string
  table: TableDescription<Row>
  rows: readonly Row[]
}

/**
 * A sortable table of which only what is in sight exists. One row can be reached with Tab, the
 * arrows move on from there, Enter shows the row's place on the map.
 */
export const ResultTable = <Row,>({ caption, table, rows }: ResultTableProps<Row>) => {
  const { t, language } = useText('coverage')
  const hintId = useId()
  const scroller = useRef<HTMLDivElement>(null)
  const [order, setOrder] = useState(table.firstOrder)
  const [reached, setReached] = useState(0)
  const [lastKey, setLastKey] = useState<string | null>(null)
  const { columns, keyOf, chosenKey = lastKey } = table
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
    // heading and sum stand over the rows
    scrollPaddingStart: ESTIMATED_ROW_PIXELS,
    scrollPaddingEnd: ESTIMATED_ROW_PIXELS,
    getItemKey: (index) => {
      const row = sorted[index]
      return row === undefined ? index : keyOf(row)
    },
  })
  const chosenIndex = sorted.findIndex((row) => keyOf(row) === chosenKey)
  // biome-ignore lint/correctness/useExhaustiveDependencies: where it stands now, once it is chosen
  useEffect(() => {
    if (chosenIndex >= 0) virtual.scrollToIndex(chosenIndex)
  }, [chosenKey])
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
                setLastKey(keyOf(row))
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

const TotalRow = <Row,>({ table, rows }: Omit<ResultTableProps<Row>, 'caption'>) => (
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

interface TableHeadProps<Row> {
  columns: readonly TableColumn<Row>[]
  order: SortOrder
  onSort: (column: TableColumn<Row>) => void
}

const ariaSort = (isSorted: boolean, descending: boolean) =>
  isSorted ? (descending ? 'descending' : 'ascending') : 'none'

/** The columns; each heading sorts. */
const TableHead = <Row,>({ columns, order, onSort }: TableHeadProps<Row>) => {
  const { t } = useText('coverage')
  return (
    <thead>
      <tr aria-rowindex={1}>
        {columns.map((column) => {
          const isSorted = column.key === order.column
          return (
            <th
              key={column.key}
              scope="col"
              className={column.isFigure ? `figure column-${column.key}` : `column-${column.key}`}
              aria-sort={ariaSort(isSorted, order.descending)}
            >
              <button
                type="button"
                className="bare sort-button target"
                title={t('tables.sortBy', { column: column.label })}
                onClick={() => onSort(column)}
              >
                <span>{column.label}</span>
                <span aria-hidden className="sort-mark">
                  {isSorted ? (order.descending ? '▼' : '▲') : ''}
                </span>
              </button>
            </th>
          )
        })}
      </tr>
    </thead>
  )
}

interface TableRowProps<Row> {
  table: TableDescription<Row>
  row: Row
  index: number
  /** Whether Tab leads to this row. */
  isReached: boolean
  isChosen: boolean
  measure: (element: HTMLElement | null) => void
  onReach: (index: number) => void
  onChoose: () => void
}

/** What has a meaning of its own inside a row. */
const OWN_MEANING = 'button, a, summary'
/** The heading is the first line of the table. */
const FIRST_LINE = 2

/** One row; its name is a button for keyboard and screen reader, a mouse may click anywhere. */
const TableRow = <Row,>(props: TableRowProps<Row>) => {
  const { table, row, index, isChosen, measure, onChoose } = props
  const { columns, detail } = table
  const onClick = ({ target }: MouseEvent): void => {
    if (!(target instanceof Element) || target.closest(OWN_MEANING) === null) onChoose()
  }
  const line = index * linesPerRow(table) + FIRST_LINE
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the button in the row does the same
    <tbody
      ref={measure}
      data-index={index}
      className={isChosen ? 'result-row is-chosen' : 'result-row'}
      onClick={onClick}
    >
      <tr aria-rowindex={line}>
        {columns.map(({ key, isFigure, cell }) =>
          key === NAME_COLUMN ? (
            <NameCell key={key} {...props}>
              {cell(row)}
            </NameCell>
          ) : (
            <td key={key} className={isFigure ? 'figure' : undefined}>
              {cell(row)}
            </td>
          ),
        )}
      </tr>
      {detail && (
        <tr aria-rowindex={line + 1} className="detail-line">
          <td colSpan={columns.length}>{detail(row)}</td>
        </tr>
      )}
    </tbody>
  )
}

const NameCell = <Row,>(props: TableRowProps<Row> & { children: ReactNode }) => {
  const { table, row, index, isReached, isChosen, onReach, onChoose, children } = props
  const { nameOf, note } = table
  const { t } = useText('coverage')
  return (
    <th scope="row">
      <button
        type="button"
        className="bare text-button row-choose target"
        title={t('tables.show', { name: nameOf(row) })}
        tabIndex={isReached ? 0 : -1}
        aria-current={isChosen}
        onFocus={() => onReach(index)}
        onClick={onChoose}
      >
        {children}
      </button>
      {note && <span className="secondary row-note">{note(row)}</span>}
    </th>
  )
}
