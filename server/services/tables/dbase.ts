/** Tables in dBASE III, as they stand beside the shapes of a Shapefile; their encoding is named in the head. */
import { encodedText, type TextEncoding } from '../../../data/text-encoding.ts'
import type { Cell } from './columns.ts'
import type { ColumnMeasure } from './spooled-rows.ts'

/** The most that one column of dBASE III has room for. */
export const MOST_TEXT_BYTES = 254
const MOST_DIGITS = 20
const MOST_DECIMALS = 15
const DAY_BYTES = 8

export interface DbfColumn {
  readonly at: number
  readonly name: string
  readonly type: 'C' | 'N' | 'D'
  readonly bytes: number
  readonly decimals: number
}

const isWidely = ({ whole, decimals }: ColumnMeasure): boolean =>
  whole + (decimals > 0 ? decimals + 1 : 0) <= MOST_DIGITS && decimals <= MOST_DECIMALS

/** @param textBytes of the longest text. */
export const columnOf = (
  at: number,
  name: string,
  measure: ColumnMeasure,
  textBytes: number,
): DbfColumn => {
  const { kind, whole, decimals } = measure
  if ((kind === 'integer' || kind === 'number') && isWidely(measure)) {
    const bytes = whole + (decimals > 0 ? decimals + 1 : 0)
    return { at, name, type: 'N', bytes: Math.max(1, bytes), decimals }
  }
  if (kind === 'day') return { at, name, type: 'D', bytes: DAY_BYTES, decimals: 0 }
  return { at, name, type: 'C', bytes: Math.max(1, textBytes), decimals: 0 }
}

const LANGUAGE_DRIVERS = { 'utf-8': 0, gbk: 0x4d } as const satisfies Record<TextEncoding, number>
export const CODE_PAGES = { 'utf-8': 'UTF-8', gbk: '936' } as const satisfies Record<
  TextEncoding,
  string
>
const SPACE = 0x20

/** As much of a text as there is room for, whole characters only. */
const cutTo = (text: string, most: number, encoding: TextEncoding): string => {
  const characters = Array.from(text)
  while (encodedText(characters.join(''), encoding).bytes.length > most) characters.pop()
  return characters.join('')
}

const cellText = (cell: Cell, { type, decimals }: DbfColumn): string => {
  if (cell === null) return ''
  if (type === 'D') return String(cell).replaceAll('-', '')
  return type === 'N' && typeof cell === 'number' ? cell.toFixed(decimals) : String(cell)
}

export const tableHead = (
  columns: readonly DbfColumn[],
  count: number,
  encoding: TextEncoding,
): Buffer => {
  const head = Buffer.alloc(32 + columns.length * 32 + 1)
  head[0] = 3
  // A day must stand there; what was exported when is said in the note.
  head.set([100, 1, 1], 1)
  head.writeUInt32LE(count, 4)
  head.writeUInt16LE(head.length, 8)
  head.writeUInt16LE(1 + columns.reduce((sum, { bytes }) => sum + bytes, 0), 10)
  head[29] = LANGUAGE_DRIVERS[encoding]
  for (const [index, { name, type, bytes, decimals }] of columns.entries()) {
    const at = 32 + index * 32
    head.write(name, at, 'latin1')
    head.write(type, at + 11, 'latin1')
    head[at + 16] = bytes
    head[at + 17] = decimals
  }
  head[head.length - 1] = 0x0d
  return head
}

export const recordBytes = (
  cells: readonly Cell[],
  columns: readonly DbfColumn[],
  encoding: TextEncoding,
): Buffer => {
  const record = Buffer.alloc(1 + columns.reduce((sum, { bytes }) => sum + bytes, 0), SPACE)
  let at = 1
  for (const column of columns) {
    const text = cellText(cells[column.at] ?? null, column)
    const { bytes } = encodedText(cutTo(text, column.bytes, encoding), encoding)
    record.set(bytes, column.type === 'N' ? at + column.bytes - bytes.length : at)
    at += column.bytes
  }
  return record
}
