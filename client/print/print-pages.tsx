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
