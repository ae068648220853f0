/** A row among the columns of its register: what its cells are, by what their columns mean. */
import type { ResourceDeclaration } from '../../../data/resource.ts'
import {
  type Cell,
  cellText,
  columnName,
  isBlank,
  type RowShape,
  type Sheet,
} from '../tables/table-file.ts'
import type { DataRow } from './find-table.ts'
import type { Issue } from './issues.ts'
import type { Known } from './known.ts'
import { headingUnit, type Match } from './match-headings.ts'
import type { Part, PlaceRead } from './read-place.ts'
import type { Bank, Section } from './read-stakes.ts'
import type { Reading } from './read-value.ts'

export interface RowContext {
  readonly resource: ResourceDeclaration
  readonly sheet: Sheet
  readonly matches: readonly Match[]
  readonly known: Known
  readonly isFrom1904: boolean
  readonly areaCode: string | null
}

export interface RowStakes {
  readonly bank: Bank | null
  readonly section: Section | null
  readonly column: string
}

/** A row before its degrees are converted: that needs the other rows. */
export interface RowRead {
  readonly data: DataRow
  readonly properties: Record<string, unknown>
  readonly place: PlaceRead | null
  readonly issues: Issue[]
  /** Of a section that is given by its stakes. */
  readonly stakes: RowStakes | null
  /** Where the place stands, for what is said of it as a whole. */
  readonly placePart: Part
  /** Of a geographic file. */
  readonly shape: RowShape | null
}

export const matchOf = ({ matches }: RowContext, path: string): Match | undefined =>
  matches.find(({ target }) => target.path === path)

export const cellAt = ({ cells }: DataRow, match: Match | undefined): Cell | null => {
  const cell = match ? cells[match.heading.column] : null
  return cell && !isBlank(cell) ? cell : null
}

export const textAt = (data: DataRow, match: Match | undefined): string =>
  cellText(cellAt(data, match)).trim()

export const nameOf = ({ sheet }: RowContext, match: Match): string =>
  columnName(sheet, match.heading.column)

export const readingOf = (context: RowContext, match: Match): Reading => ({
  column: nameOf(context, match),
  unit: headingUnit(match.heading.path.at(-1) ?? ''),
  isFrom1904: context.isFrom1904,
  areaCode: context.areaCode,
})

/** The column of a part of the place. */
export const placeColumn = (context: RowContext, part: Part): string => {
  const path = {
    both: 'geometry.lonLat',
    longitude: 'geometry.lon',
    latitude: 'geometry.lat',
    northing: 'geometry.northing',
    easting: 'geometry.easting',
  }[part]
  const match = matchOf(context, path)
  return match ? nameOf(context, match) : (context.sheet.shapes?.column ?? '')
}
