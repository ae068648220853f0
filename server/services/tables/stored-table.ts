/** Tables whose rows are read from the store while they are written: any number of them. */
import type { Bilingual, Language } from '../../../data/bilingual.ts'
import type { Moment } from '../../store/moment.ts'
import { type FilledRow, fillRow, type Heading, headingOf, type Layout } from './columns.ts'

/** Rows that are read, filled and written at a time, while other files wait. */
export const PAGE_ROWS = 100

export interface StoredTable<Query> {
  readonly heading: (language: Language, query: Query) => Heading
  readonly pages: (
    moment: Moment,
    query: Query,
    language: Language,
  ) => AsyncIterable<readonly FilledRow[]>
  /** What the table does not hold. */
  readonly remarks?: (query: Query) => readonly Bilingual[]
}

/**
 * @param layout or what it is for a query, such as with a period in its title
 * @param read pages of rows; releases the moment where what is still to be read never changes.
 */
export const storedTable = <Query, Row>(
  layout: Layout<Row> | ((query: Query) => Layout<Row>),
  read: (moment: Moment, query: Query) => AsyncIterable<readonly Row[]>,
): StoredTable<Query> => {
  const layoutOf = (query: Query) => (typeof layout === 'function' ? layout(query) : layout)
  return {
    heading: (language, query) => headingOf(layoutOf(query), language),
    async *pages(moment, query, language) {
      for await (const rows of read(moment, query)) {
        yield rows.map((row) => fillRow(layoutOf(query), row, language))
      }
    },
  }
}

export function* inPages<Row>(rows: readonly Row[]): Generator<readonly Row[]> {
  for (let from = 0; from < rows.length; from += PAGE_ROWS) {
    yield rows.slice(from, from + PAGE_ROWS)
  }
}
