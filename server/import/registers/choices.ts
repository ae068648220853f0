/** What the user says of a file: which column is what, what all rows have in common, what becomes of a row. */
import type { MaterialKey } from '../../../data/materials.ts'
import type { ResourceDeclaration } from '../../../data/resource.ts'
import { columnName } from '../tables/table-file.ts'
import type { Table } from './find-table.ts'
import type { Known } from './known.ts'
import { headingText, type Match } from './match-headings.ts'
import { planColumns } from './plan-columns.ts'
import { readValue } from './read-value.ts'
import { plainHeading, targetsOf } from './targets.ts'

/** Path of what each column fills, by the column's name; `null` where it fills nothing. */
export type Mapping = Readonly<Record<string, string | null>>

/** `merge`: into what it looks like; `keep`: as something of its own; `leave-out`: not at all. */
export type Decision = 'merge' | 'keep' | 'leave-out'

export interface Progress {
  readonly phase: 'rows' | 'system' | 'comparison'
  readonly done: number
  readonly total: number
}

export interface Choices {
  readonly mapping?: Mapping
  /** What was said of an earlier file of the same shape. @param signature as the report gives it. */
  readonly remembered?: (signature: string) => Mapping | undefined
  /** Values by field, for rows that have none: as the field has them, or as a cell would say them. */
  readonly defaults?: Readonly<Record<string, unknown>>
  /** What an item of the file is, by its name there. */
  readonly items?: Readonly<Record<string, MaterialKey>>
  /** Whether a stock list is a count: of what is retired, too, is counted what is left. */
  readonly isCount?: boolean
  /** By `rowKey`. */
  readonly decisions?: Readonly<Record<string, Decision>>
  /** Name of the sheet or layer that alone is read. */
  readonly sheet?: string
  /** Called now and then; what it throws ends the reading. */
  readonly onProgress?: (progress: Progress) => void
}

/** What two files of one shape have in common: their collection and their headings, where they stand. */
export const signatureOf = (resource: string, { headings, sheet }: Table): string =>
  `${resource}:${headings
    .map((heading) => `${columnName(sheet, heading.column)} ${plainHeading(headingText(heading))}`)
    .join('|')}`

/** The columns as they are guessed, but for those of which something is said. */
export const chosenColumns = (
  table: Table,
  resource: ResourceDeclaration,
  { mapping = {}, remembered }: Choices,
): Match[] => {
  const recalled = remembered?.(signatureOf(resource.id, table)) ?? {}
  const said: Mapping = { ...recalled, ...mapping }
  const chosen = table.headings.flatMap((heading): Match[] => {
    const name = columnName(table.sheet, heading.column)
    // Duty in words is listed under all the fields that it fills.
    const path = said[name]?.split('+')[0]
    const target = targetsOf(resource).find((each) => each.path === path)
    if (!target) return []
    const isRemembered = !(name in mapping)
    return [{ heading, target, certainty: 1, ...(isRemembered ? { isRemembered } : {}) }]
  })
  const guessed = planColumns(table, resource).filter(
    ({ heading, target }) =>
      !(columnName(table.sheet, heading.column) in said) &&
      (target.item !== null || chosen.every((each) => each.target.path !== target.path)),
  )
  return [...chosen, ...guessed].sort((a, b) => a.heading.column - b.heading.column)
}

/** The defaults that can be values of their fields; the others remain to be asked for. */
export const readDefaults = (
  { fields }: ResourceDeclaration,
  { defaults = {} }: Choices,
  known: Known,
): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(defaults).flatMap(([name, given]): [string, unknown][] => {
      const field = fields[name]
      if (!field) return []
      if (field.kind === 'counts' && typeof given === 'object') return [[name, given]]
      if (typeof given !== 'string' && typeof given !== 'number') return []
      if (field.kind === 'text' && field.reference !== undefined) {
        const places = field.reference === 'counties' ? known.counties : known.towns
        const code = places.find(String(given))?.code
        return code === undefined ? [] : [[name, code]]
      }
      const cell = { value: given, kind: 'plain' } as const
      const reading = { column: name, unit: '', isFrom1904: false, areaCode: null }
      const { value, issues } = readValue(field, cell, reading)
      return value === null || issues.length > 0 ? [] : [[name, value]]
    }),
  )

const ROWS_PER_TELLING = 1000

/** Reports how far the work is, every thousand rows. */
export const tell = (
  { onProgress }: Choices,
  phase: Progress['phase'],
  done: number,
  total: number,
): void => {
  if (done % ROWS_PER_TELLING === 0) onProgress?.({ phase, done, total })
}
