import type { ReactNode } from 'react'

interface PrintPagesProps {
  title: string
  /** Moment, revision and whatever else every page must say. */
  facts: readonly string[]
  /** That the data is made up; null where it is not. */
  notice: string | null
  children: ReactNode
}

/**
 * Pages with a header on each of them. The head of a table is the one thing that browsers repeat
 * without margin boxes, so the whole is the only row of a table.
 */
export const PrintPages = ({ title, facts, notice, children }: PrintPagesProps) => (
  <table className="print-pages" role="presentation">
    <thead>
      <tr>
        <td className="print-header-cell">
          <header className="print-header">
            <h1>{title}</h1>
            <p>
              {facts.map((fact) => (
                <span key={fact}>{fact}</span>
              ))}
            </p>
          </header>
          {notice && <p className="print-notice">{notice}</p>}
        </td>
      </tr>
    </thead>
    <tbody>
      <tr>
        <td className="print-page-cell">{children}</td>
      </tr>
    </tbody>
  </table>
)

/** Labels and what stands behind them, in two columns. Empty ones leave room to write. */
export const PrintFacts = ({ facts }: { facts: readonly (readonly [string, string])[] }) => (
  <dl className="print-facts">
    {facts.map(([label, value]) => (
      <div key={label}>
        <dt>{label}</dt>
        <dd>{value}</dd>
      </div>
    ))}
  </dl>
)

export interface PrintColumn {
  readonly label: string
  /**
   * Figures and ranks stand at the right; what is whole, such as a telephone, in one line; words are not
   * squeezed by a longer text beside them.
   */
  readonly kind?: 'figure' | 'rank' | 'whole' | 'words'
}

export interface PrintTableProps {
  title?: string
  /** What is listed and in which order, beside the title. */
  note?: string
  columns: readonly PrintColumn[]
  rows: readonly (readonly ReactNode[])[]
  /** The last line, of all rows. */
  total?: readonly string[] | null
  /** What is said where there are no rows. */
  empty?: string
  /** What is said of rows that are left out. */
  more?: string | null
  /** Few rows that are high: the first ones belong onto the sheet that the table begins on. */
  isBroken?: boolean
}

/** A table of so many rows is not broken. */
const SHORT = 15

/** A table whose head stands on every page, and whose rows are not cut. */
export const PrintTable = (props: PrintTableProps) => {
  const { title, note, columns, rows, total, empty, more, isBroken = rows.length > SHORT } = props
  const row = (cells: readonly ReactNode[], key: number | string, className?: string) => (
    <tr key={key} className={className}>
      {cells.map((cell, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a cell is known by its column
        <td key={place} data-kind={columns[place]?.kind}>
          {cell}
        </td>
      ))}
    </tr>
  )
  return (
    <section className="print-section" data-short={!isBroken || undefined}>
      {title && (
        <h2>
          {title} {note && <small>{note}</small>}
        </h2>
      )}
      {rows.length === 0 && <p>{empty}</p>}
      {rows.length > 0 && (
        <table className="print-table">
          <thead>
            <tr>
              {columns.map(({ label, kind }) => (
                <th key={label} scope="col" data-kind={kind}>
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((cells, place) => row(cells, place))}
            {more && (
              <tr className="print-more">
                <td colSpan={columns.length}>{more}</td>
              </tr>
            )}
            {total && row(total, 'total', 'print-total')}
          </tbody>
        </table>
      )}
    </section>
  )
}
