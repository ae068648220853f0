/** Where in a sheet the table is: its headings, its rows, and what stands around them. */
import { type Cell, cellText, isBlank, type Sheet, widthOf } from '../tables/table-file.ts'
import { type Angle, joinedHeadings, withAngles } from './joined-headings.ts'
import type { Heading } from './match-headings.ts'
import { distinct, isExplanation, kindOfRow, type RowKind, seenTexts } from './row-kinds.ts'

type Row = readonly (Cell | null | undefined)[]

export interface DataRow {
  /** Position in the sheet, from 0. */
  readonly row: number
  readonly cells: Row
  /** Columns in which it says what the row above says, being blank itself. */
  readonly fromAbove?: readonly number[]
  /** What the last row above it said that holds one text alone. */
  readonly section?: string
  /** How many columns to the right of `cells` it stands: lists may lie beside each other. */
  readonly shift?: number
}

export interface Table {
  readonly sheet: Sheet
  readonly isTransposed: boolean
  readonly headings: readonly Heading[]
  readonly rows: readonly DataRow[]
  /** Positions of rows in the sheet, from 0. */
  readonly titleRows: readonly number[]
  readonly headingRows: readonly number[]
  readonly noteRows: readonly number[]
  readonly totalRows: readonly number[]
  readonly footerRows: readonly number[]
  readonly blankRows: readonly number[]
  readonly mergedDownColumns: readonly number[]
}

/** Positions of the rows that stand first and last in the sheet. */
export const firstAndLast = ({ rows }: Table): readonly [first: number, last: number] => [
  rows[0]!.row,
  rows.reduce((last, { row }) => Math.max(last, row), 0),
]

/** How well a row of headings is understood: the more, the surer. */
export type Understands = (headings: readonly Heading[]) => number

const MOST_ROWS_ABOVE = 40
const MOST_HEADING_ROWS = 3
const LEAST_UNDERSTOOD = 2

/** Above a lower heading, a blank cell of a table without merges goes on with what stands before it. */
const goingOn = (upper: readonly string[], lower: readonly string[]): string[] => {
  let last = ''
  return upper.map((text, column) => {
    if (text !== '') last = text
    return text !== '' ? text : lower[column] === '' ? '' : last
  })
}

const headingsOf = (sheet: Sheet, top: number, depth: number, width: number): Heading[] => {
  const seen = Array.from({ length: depth }, (_, index) => seenTexts(sheet, top + index, width))
  const filled = seen.map((texts, index) =>
    index + 1 < depth && sheet.merges.length === 0 ? goingOn(texts, seen[index + 1]!) : texts,
  )
  return Array.from({ length: width }, (_, column) => ({
    column,
    path: distinct(filled.map((texts) => texts[column]!)),
  })).filter(({ path }) => path.length > 0)
}

const LONGEST_HEADING = 40
const isNumeric = (text: string): boolean => /^[\d.,:/-]+$/.test(text)

/** 填报单位：某局 stands above a table; a heading may end in a colon and has nothing behind it. */
const FILLED_IN = /^[^:：（(]{2,8}(?:[（(][^）)]*[）)])?\s*[:：]\s*\S/

/** Headings are several short words; a title is one, a note is long, data hold numbers. */
const canBeHeadings = (texts: readonly string[]): boolean => {
  const words = distinct(texts)
  const numbers = words.filter(isNumeric).length
  return (
    words.length >= 2 &&
    numbers <= words.length / 4 &&
    words.filter((word) => FILLED_IN.test(word)).length < words.length / 2 &&
    words.every((word) => word.length <= LONGEST_HEADING)
  )
}

interface HeadingBlock {
  readonly top: number
  readonly depth: number
  readonly headings: readonly Heading[]
  readonly angles: readonly Angle[]
  readonly understood: number
}

/** 度, 分 and 秒 below 经度, and units, say no more than what they are of, but for where the headings end. */
const JOINED_WORTH = 0.1

/** The rows that are best understood as headings; of equals, fewer rows and higher ones. */
const findHeadings = (sheet: Sheet, understands: Understands): HeadingBlock | null => {
  const width = widthOf(sheet)
  let best: HeadingBlock | null = null
  for (let top = 0; top < Math.min(sheet.rows.length, MOST_ROWS_ABOVE); top++) {
    for (let depth = 1; depth <= MOST_HEADING_ROWS; depth++) {
      if (!canBeHeadings(seenTexts(sheet, top + depth - 1, width))) break
      const block = joinedHeadings(headingsOf(sheet, top, depth, width))
      const understood = understands(block.headings) + JOINED_WORTH * block.joined
      // A row too many changes nothing or takes something away.
      if (understood > (best?.understood ?? 0) + 1e-9) {
        best = { top, depth, ...block, understood }
      }
    }
  }
  if (!best || best.understood < LEAST_UNDERSTOOD) return null
  const depth = depthOfMerges(sheet, best)
  return depth === best.depth
    ? best
    : { ...best, depth, ...joinedHeadings(headingsOf(sheet, best.top, depth, width)) }
}

/** Headings go on as far as any of them is merged downwards, whether or not what stands there is understood. */
const depthOfMerges = ({ merges }: Sheet, { top, depth }: HeadingBlock): number => {
  const ends = merges
    .filter((merge) => merge.top >= top && merge.top < top + depth)
    .map(({ bottom }) => bottom + 1 - top)
  return Math.max(depth, ...ends.filter((end) => end <= MOST_HEADING_ROWS))
}

/** Merged cells of the rows below the headings, filled downwards; `null` where none covers rows. */
const filledDown = (sheet: Sheet, first: number): { rows: Row[]; columns: number[] } => {
  const rows = sheet.rows.map((row) => row.slice())
  const columns = new Set<number>()
  for (const { top, left, bottom, right } of sheet.merges) {
    if (top < first || bottom === top) continue
    columns.add(left)
    const cell = rows[top]?.[left]
    for (let row = top; row <= Math.min(bottom, rows.length - 1); row++) {
      for (let column = left; column <= right; column++) rows[row]![column] = cell
    }
  }
  return { rows, columns: [...columns].sort((a, b) => a - b) }
}

/** What stands for the cell above. */
const DITTO = /^(?:[〃″"]|''|同上|同前)$/

/** The row with what its ditto marks stand for. */
const withoutDittos = (cells: Row, above: Row): Row =>
  cells.map((cell, column) => (DITTO.test(cellText(cell).trim()) ? (above[column] ?? cell) : cell))

/**
 * What stands right above the headings heads the first section where the others have the headings once more
 * below what heads them.
 */
const firstSection = (
  sheet: Sheet,
  kinds: readonly (RowKind | null)[],
  top: number,
): string | undefined => {
  const isRepeated = kinds.some((kind, row) => kind === 'heading' && kinds[row - 1] === 'alone')
  const above = distinct((sheet.rows[top - 1] ?? []).map((cell) => cellText(cell).trim()))
  return isRepeated && above.length === 1 ? above[0] : undefined
}

/** The rows of data, each with the text that heads its section. */
const dataRows = (
  sheet: Sheet,
  kinds: readonly (RowKind | null)[],
  rows: readonly Row[],
  top: number,
) => {
  let section = firstSection(sheet, kinds, top)
  let above: Row = []
  return kinds.flatMap((kind, row): DataRow[] => {
    const texts =
      kind === 'alone' ? distinct(sheet.rows[row]!.map((cell) => cellText(cell).trim())) : []
    if (texts.length > 0) section = texts.length === 1 ? texts[0] : undefined
    if (kind !== 'data') return []
    above = withoutDittos(rows[row]!, above)
    return [{ row, cells: above, ...(section === undefined ? {} : { section }) }]
  })
}

const LEAST_OTHER_HEADINGS = 2

/** Below a blank row, words of the headings in other columns than theirs head another table: who to call, a summary. */
const beginsOther = (
  sheet: Sheet,
  row: number,
  headingPaths: ReadonlyMap<number, string>,
): boolean => {
  if (!sheet.rows[row - 1]?.every(isBlank)) return false
  const texts = sheet.rows[row]!.map((cell) => cellText(cell).trim())
  const words = distinct(texts)
  const known = new Set(headingPaths.values())
  const isMoved = texts.some((text, column) => text !== '' && headingPaths.get(column) !== text)
  const count = words.filter((word) => known.has(word)).length
  return isMoved && count >= LEAST_OTHER_HEADINGS && 2 * count >= words.length
}

const tableBelow = (sheet: Sheet, block: HeadingBlock, isTransposed: boolean): Table => {
  const width = widthOf(sheet)
  const first = block.top + block.depth
  const headingPaths = new Map(block.headings.map(({ column, path }) => [column, path.at(-1)!]))
  let isBegun = false
  let isOther = false
  const kinds = sheet.rows.map((_, row) => {
    if (row < first) return null
    const kind = kindOfRow(sheet, row, { headingPaths, width })
    isOther = kind !== 'heading' && (isOther || beginsOther(sheet, row, headingPaths))
    if (kind !== 'data') return kind
    if (isOther) return 'alone'
    // Only right below the headings a row explains them.
    isBegun ||= !isExplanation(seenTexts(sheet, row, width).filter((text) => text !== ''))
    return isBegun ? kind : 'alone'
  })
  const { rows, columns } = filledDown(sheet, first)
  const firstData = kinds.indexOf('data')
  const lastData = kinds.lastIndexOf('data')
  const positions = (isMeant: (kind: RowKind | null, row: number) => boolean): number[] =>
    kinds.flatMap((kind, row) => (isMeant(kind, row) ? [row] : []))
  return {
    sheet,
    isTransposed,
    headings: block.headings,
    rows: withAngles(dataRows(sheet, kinds, rows, block.top), block.angles),
    titleRows: positions((_, row) => row < block.top && !sheet.rows[row]!.every(isBlank)),
    headingRows: Array.from({ length: block.depth }, (_, index) => block.top + index),
    noteRows: positions(
      (kind, row) => kind === 'alone' && (row < firstData || (firstData >= 0 && row < lastData)),
    ),
    totalRows: positions((kind) => kind === 'total'),
    footerRows: positions((kind, row) => kind === 'alone' && row > lastData && firstData >= 0),
    blankRows: positions((kind) => kind === 'blank'),
    mergedDownColumns: columns,
  }
}

/** A layer of a geographic file: every feature is a row, every property a column. */
export const layerTable = (sheet: Sheet): Table => ({
  sheet,
  isTransposed: false,
  headings: (typeof sheet.columns === 'string' ? [] : sheet.columns).map((name, column) => ({
    column,
    path: [name],
  })),
  rows: sheet.rows.map((cells, row) => ({ row, cells })),
  titleRows: [],
  headingRows: [],
  noteRows: [],
  totalRows: [],
  footerRows: [],
  blankRows: [],
  mergedDownColumns: [],
})

/** The sheet with its rows as columns: tables whose headings stand in the first column. */
export const transposed = (sheet: Sheet): Sheet => ({
  ...sheet,
  rows: Array.from({ length: widthOf(sheet) }, (_, column) => sheet.rows.map((row) => row[column])),
  merges: sheet.merges.map(({ top, left, bottom, right }) => ({
    top: left,
    left: top,
    bottom: right,
    right: bottom,
  })),
  hiddenRows: sheet.hiddenColumns,
  hiddenColumns: sheet.hiddenRows,
})

/** Turned tables are looked for among few rows only: no register has thousands of columns. */
const MOST_TURNED_ROWS = 60

const tableIn = (
  sheet: Sheet,
  understands: Understands,
  mayLieOnSide: boolean,
): { table: Table; understood: number } | null => {
  const upright = findHeadings(sheet, understands)
  const turned =
    mayLieOnSide && sheet.shapes === null && sheet.rows.length <= MOST_TURNED_ROWS
      ? findHeadings(transposed(sheet), understands)
      : null
  if (turned && turned.understood > (upright?.understood ?? 0) + 1) {
    return { table: tableBelow(transposed(sheet), turned, true), understood: turned.understood }
  }
  if (!upright) return null
  return { table: tableBelow(sheet, upright, false), understood: upright.understood }
}

/**
 * The table of a file that is best understood, hidden sheets only where no other has one.
 * @param mayLieOnSide whether headings may stand in the first column.
 * @returns `null` where none is.
 */
export const findTable = (
  sheets: readonly Sheet[],
  understands: Understands,
  mayLieOnSide = true,
): Table | null => {
  for (const isShown of [true, false]) {
    const found = sheets
      .filter(({ visibility }) => (visibility === 'shown') === isShown)
      .map((sheet) => tableIn(sheet, understands, mayLieOnSide))
      .filter((each) => each !== null && each.table.rows.length > 0)
      .sort((a, b) => b!.understood - a!.understood)[0]
    if (found) return found.table
  }
  return null
}
