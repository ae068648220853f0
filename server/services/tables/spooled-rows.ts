/**
 * Rows put by in a temporary file while they are read once, for formats whose head says what follows:
 * how many rows, how wide their columns. A moment of the database is not held for a second reading.
 */
import { createReadStream } from 'node:fs'
import { appendFile, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Cell, FilledRow } from './columns.ts'

/** What stands in a column: `null` where nothing does. */
export interface ColumnMeasure {
  readonly kind: 'integer' | 'number' | 'day' | 'text' | null
  /** Digits before the point, a sign among them, and behind it, of the numbers. */
  readonly whole: number
  readonly decimals: number
}

export interface SpooledRows {
  /** Takes rows while they come. */
  add(rows: readonly FilledRow[]): Promise<void>
  readonly columns: readonly ColumnMeasure[]
  rows(): AsyncIterable<FilledRow>
  /** For what else is made of them. */
  readonly folder: string
  remove(): Promise<void>
}

const DAY = /^\d{4}-\d{2}-\d{2}$/

const kindOf = (cell: Cell): ColumnMeasure['kind'] => {
  if (cell === null || cell === '') return null
  if (typeof cell === 'number') return Number.isSafeInteger(cell) ? 'integer' : 'number'
  return DAY.test(cell) ? 'day' : 'text'
}

const both = (a: ColumnMeasure['kind'], b: ColumnMeasure['kind']): ColumnMeasure['kind'] => {
  if (a === null || b === null || a === b) return a ?? b
  const areNumbers = [a, b].every((kind) => kind === 'integer' || kind === 'number')
  return areNumbers ? 'number' : 'text'
}

const NOTHING: ColumnMeasure = { kind: null, whole: 0, decimals: 0 }

/** Digits behind the point of the shortest text that means the number. */
const decimalsOf = (value: number): number => {
  const [, fraction = '', exponent = '0'] =
    /^-?\d+(?:\.(\d+))?(?:e([-+]\d+))?$/.exec(String(value)) ?? []
  return Math.max(0, fraction.length - Number(exponent))
}

const measured = (measure: ColumnMeasure, cell: Cell): ColumnMeasure => {
  const kind = both(measure.kind, kindOf(cell))
  if (typeof cell !== 'number') return { ...measure, kind }
  const decimals = decimalsOf(cell)
  const whole = cell.toFixed(0).length + (cell < 0 ? 1 : 0)
  return {
    kind,
    whole: Math.max(measure.whole, whole),
    decimals: Math.max(measure.decimals, decimals),
  }
}

/** What JSON leaves as it is, and the reader of lines takes for the end of one. */
const LINE_SEPARATORS = /[\u2028\u2029]/g

const lineOf = (row: FilledRow): string => {
  const text = JSON.stringify(row).replace(
    LINE_SEPARATORS,
    (separator) => `\\u${separator.charCodeAt(0).toString(16)}`,
  )
  return `${text}\n`
}

export const spoolRows = async (width: number): Promise<SpooledRows> => {
  const folder = await mkdtemp(join(tmpdir(), 'emergency-map-'))
  const path = join(folder, 'rows')
  const columns: ColumnMeasure[] = Array.from({ length: width }, () => NOTHING)
  await appendFile(path, '')
  return {
    folder,
    columns,
    async add(rows) {
      for (const { cells } of rows) {
        for (let at = 0; at < width; at++) columns[at] = measured(columns[at]!, cells[at] ?? null)
      }
      await appendFile(path, rows.map(lineOf).join(''))
    },
    async *rows() {
      for await (const line of createInterface({ input: createReadStream(path) })) {
        yield JSON.parse(line) as FilledRow
      }
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}
