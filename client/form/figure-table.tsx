import type { ReactNode } from 'react'

interface FigureTableProps {
  className?: string
  /** Above each column; the first is that of the rows' names. */
  head: readonly string[]
  rows: readonly (readonly [name: string, ...cells: ReactNode[]])[]
}

/** Figures, each under what it is and beside what it is of. */
export const FigureTable = ({ className = '', head, rows }: FigureTableProps) => (
  <table className={`figures ${className}`}>
    <thead>
      <tr>
        {head.map((text) =>
          text === '' ? (
            <td key={text} />
          ) : (
            <th key={text} scope="col">
              {text}
            </th>
          ),
        )}
      </tr>
    </thead>
    <tbody>
      {rows.map(([name, ...cells]) => (
        <tr key={name}>
          <th scope="row">{name}</th>
          {cells.map((cell, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a cell is known by its column
            <td key={place}>{cell}</td>
          ))}
        </tr>
      ))}
    </tbody>
  </table>
)
