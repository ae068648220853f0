import { useText } from '../../../../i18n/text.ts'
import type { SortOrder } from './sort-rows.ts'
import type { TableColumn } from './table-column.ts'

interface TableHeadProps<Row> {
  columns: readonly TableColumn<Row>[]
  order: SortOrder
  onSort: (column: TableColumn<Row>) => void
}

const ariaSort = (isSorted: boolean, descending: boolean) =>
  isSorted ? (descending ? 'descending' : 'ascending') : 'none'

/** The columns; each heading sorts. */
export const TableHead = <Row,>({ columns, order, onSort }: TableHeadProps<Row>) => {
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
                className="sort-button target"
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
