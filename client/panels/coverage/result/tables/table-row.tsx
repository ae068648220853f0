import type { MouseEvent, ReactNode } from 'react'
import { useText } from '../../../../i18n/text.ts'
import { linesPerRow, type TableDescription } from './table-column.ts'

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
export const TableRow = <Row,>(props: TableRowProps<Row>) => {
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

const NameCell = <Row,>({
  table: { nameOf, note },
  row,
  index,
  isReached,
  isChosen,
  onReach,
  onChoose,
  children,
}: TableRowProps<Row> & { children: ReactNode }) => {
  const { t } = useText('coverage')
  return (
    <th scope="row">
      <button
        type="button"
        className="text-button row-choose target"
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

/** The column that names the row. */
export const NAME_COLUMN = 'name'
