/** Imports as they are kept: what was read, what was decided, and the rows that wait for a commit. */
import type { CollectionId, ResourceId } from '../../../data/collections.ts'
import type { Import, ImportChoices, ImportMap, ROW_STATUSES } from '../../../data/imports.ts'
import { jsonText } from '../sqlite/dialect.ts'
import type { Statements, Value } from '../statements.ts'

type RowStatus = keyof typeof ROW_STATUSES

/** `committing` is not kept: until the transaction ends the import is still staged. */
export type KeptState = Exclude<Import['state'], 'committing'>

export interface KeptImport extends Pick<Import, 'id' | 'name' | 'fileName' | 'by' | 'at'> {
  readonly state: KeptState
  readonly committed: Import['committed']
  readonly undone: Import['undone']
  readonly refusal: Import['refusal']
  readonly choices: ImportChoices
  /** What the dry run said, but its rows; null before. */
  readonly report: unknown
  /** The last entry of the history that the dry run has seen. */
  readonly basis: number
}

/** A row with all that its feature's row takes. */
export interface StagedRow {
  /** From 1, in the order of the file. */
  readonly position: number
  readonly row: number
  readonly status: RowStatus
  readonly name: string | null
  /** What the dry run says of it, as JSON. */
  readonly report: string
  readonly written: {
    readonly collection: ResourceId
    readonly featureId: string
    /** Columns of the feature's row that all collections have, by name. */
    readonly columns: Readonly<
      Record<'geometry' | 'west' | 'south' | 'east' | 'north' | 'featureJson', Value>
    >
    readonly before: string | null
    readonly after: string
  } | null
}

/** A staged row as it is shown. */
export interface KeptRow {
  readonly position: number
  readonly row: number
  readonly status: RowStatus
  readonly collection: CollectionId | null
  readonly featureId: string | null
  readonly report: string
}

export interface ImportChanges {
  readonly name?: string
  readonly state?: KeptState
  readonly choices?: ImportChoices
  readonly report?: unknown
  readonly refusal?: Import['refusal']
  readonly basis?: number
  readonly committed?: NonNullable<Import['committed']>
  readonly undone?: NonNullable<Import['undone']>
}

interface RowFilter {
  readonly status?: readonly RowStatus[]
  /** Only those that may repeat another one. */
  readonly isAlike?: boolean
  /** Only those of this number: of a file of several layers there may be more than one. */
  readonly row?: number
  /** Position. */
  readonly after: number
  readonly limit: number
}

export interface ImportStore {
  /** Newest first. */
  list(): Promise<KeptImport[]>
  get(id: number): Promise<KeptImport | null>
  /** In the order of the file. */
  rows(id: number, filter: RowFilter): Promise<KeptRow[]>
  /** The row of this number that has no place; null where there is none. */
  unplacedRow(id: number, row: number, layer?: string | null): Promise<KeptRow | null>
  /** Where rows are to lie, in the order of the file. */
  map(id: number, limit: number): Promise<ImportMap>
  /** The last entry of the history of all features. */
  lastChange(): Promise<number>
  /** What users have said of files, by the shape of these. */
  remembered(): Promise<ReadonlyMap<string, ImportChoices['mapping']>>
  create(made: Pick<KeptImport, 'name' | 'fileName' | 'by' | 'at' | 'choices'>): Promise<number>
  change(id: number, changes: ImportChanges): Promise<void>
  stage(id: number, rows: readonly StagedRow[]): Promise<void>
  /** Another row in the place of a staged one. */
  restage(id: number, row: StagedRow): Promise<void>
  /** Removes rows, at most so many. @returns how many it were. */
  removeRows(
    id: number,
    limit: number,
    which?: { readonly exceptUnplaced: boolean },
  ): Promise<number>
  /** An import without rows. */
  remove(id: number): Promise<void>
  remember(signature: string, mapping: ImportChoices['mapping'], at: string): Promise<void>
}

interface Columns {
  readonly id: number
  readonly name: string
  readonly fileName: string
  readonly state: KeptState
  readonly by: string
  readonly at: string
  readonly committedBy: string | null
  readonly committedAt: string | null
  readonly undoneBy: string | null
  readonly undoneAt: string | null
  readonly report: string | null
  readonly refusal: string | null
  readonly choices: string
  readonly basis: number
}

const parsed = (json: string | null) => (json === null ? null : JSON.parse(json))

const signed = (by: string | null, at: string | null) =>
  by === null || at === null ? null : { by, at }

const keptOf = (columns: Columns): KeptImport => {
  const { id, name, fileName, state, by, at, basis } = columns
  const { committedBy, committedAt, undoneBy, undoneAt, report, refusal, choices } = columns
  return {
    ...{ id, name, fileName, state, by, at, basis },
    committed: signed(committedBy, committedAt),
    undone: signed(undoneBy, undoneAt),
    report: parsed(report),
    refusal: parsed(refusal),
    choices: parsed(choices),
  }
}

const SIGNED = ['committed', 'undone']
const AS_JSON = ['choices', 'report', 'refusal']

const columnsOf = (changes: ImportChanges): Record<string, Value> =>
  Object.fromEntries(
    Object.entries(changes).flatMap(([name, value]): [string, Value][] => {
      if (value === undefined) return []
      if (SIGNED.includes(name)) {
        return [
          [`${name}By`, value.by],
          [`${name}At`, value.at],
        ]
      }
      if (AS_JSON.includes(name)) return [[name, value === null ? null : JSON.stringify(value)]]
      return [[name, value as Value]]
    }),
  )

const IS_ALIKE = `instr(report, '"possible-duplicate"') > 0`
const ROW = 'position, "row", status, collection, featureId, report'

const NOT_WRITTEN = {
  ...{ collection: null, featureId: null, geometry: null, before: null, after: null },
  ...{ west: null, south: null, east: null, north: null, featureJson: null },
} as const

const rowValues = ({ written, ...row }: StagedRow): Record<string, Value> => {
  if (!written) return { ...row, ...NOT_WRITTEN }
  const { columns, ...rest } = written
  return { ...row, ...rest, ...columns }
}

const ROW_COLUMNS = ['position', 'row', 'status', 'name', 'report', ...Object.keys(NOT_WRITTEN)]

const quoted = ROW_COLUMNS.map((name) => `"${name}"`).join(', ')
const named = ROW_COLUMNS.map((name) => `@${name}`).join(', ')

const INSERT_ROW = `INSERT INTO import_rows (importId, ${quoted}) VALUES (@importId, ${named})`
const REPLACE_ROW = `UPDATE import_rows SET (${quoted}) = (${named})
  WHERE importId = @importId AND position = @position`

export const importStore = (statements: Statements): ImportStore => ({
  async list() {
    const rows = await statements.all<Columns>('SELECT * FROM imports ORDER BY id DESC')
    return rows.map(keptOf)
  },
  async get(id) {
    const row = await statements.get<Columns>('SELECT * FROM imports WHERE id = ?', [id])
    return row ? keptOf(row) : null
  },
  rows: (id, { status, isAlike = false, row = null, after, limit }) =>
    statements.all<KeptRow>(
      `SELECT ${ROW} FROM import_rows WHERE importId = ? AND position > ?
         ${status ? `AND status IN (${status.map(() => '?')})` : ''}
         ${isAlike ? `AND ${IS_ALIKE}` : ''} ${row === null ? '' : 'AND "row" = ?'}
       ORDER BY position LIMIT ?`,
      [id, after, ...(status ?? []), ...(row === null ? [] : [row]), limit],
    ),
  async unplacedRow(id, row, layer = null) {
    const found = await statements.get<KeptRow>(
      `SELECT ${ROW} FROM import_rows
       WHERE importId = ? AND "row" = ? AND status = 'unplaced'
         AND (? IS NULL OR ${jsonText('report', 'layer')} = ?) ORDER BY position LIMIT 1`,
      [id, row, layer, layer],
    )
    return found ?? null
  },
  async map(id, limit) {
    const placed = `FROM import_rows WHERE importId = ? AND geometry IS NOT NULL`
    const numberMatched = (await statements.value<number>(`SELECT count(*) ${placed}`, [id])) ?? 0
    const rows = await statements.all<{
      row: number
      status: RowStatus
      name: string | null
      geometry: string
      isAlike: number
    }>(
      `SELECT "row", status, name, geometry, ${IS_ALIKE} AS isAlike ${placed} ORDER BY position LIMIT ?`,
      [id, limit],
    )
    return {
      type: 'FeatureCollection',
      features: rows.map(({ geometry, isAlike, ...properties }) => ({
        type: 'Feature',
        geometry: JSON.parse(geometry),
        properties: { ...properties, isAlike: isAlike === 1 },
      })),
      numberMatched,
    }
  },
  lastChange: async () =>
    (await statements.value<number>('SELECT max(sequence) FROM feature_changes')) ?? 0,
  async remembered() {
    const rows = await statements.all<{ signature: string; mapping: string }>(
      'SELECT signature, mapping FROM import_mappings',
    )
    return new Map(rows.map(({ signature, mapping }) => [signature, JSON.parse(mapping)]))
  },
  async create({ choices, ...made }) {
    const id = await statements.value<number>(
      `INSERT INTO imports (name, fileName, state, "by", at, choices)
       VALUES (@name, @fileName, 'reading', @by, @at, @choices) RETURNING id`,
      { ...made, choices: JSON.stringify(choices) },
    )
    return id!
  },
  async change(id, changes) {
    const columns = columnsOf(changes)
    const set = Object.keys(columns).map((name) => `"${name}" = @${name}`)
    await statements.run(`UPDATE imports SET ${set} WHERE id = @id`, { ...columns, id })
  },
  async stage(importId, rows) {
    for (const row of rows) await statements.run(INSERT_ROW, { importId, ...rowValues(row) })
  },
  async restage(importId, row) {
    await statements.run(REPLACE_ROW, { importId, ...rowValues(row) })
  },
  removeRows: (id, limit, { exceptUnplaced } = { exceptUnplaced: false }) =>
    statements.run(
      `DELETE FROM import_rows WHERE importId = @id AND position IN
         (SELECT position FROM import_rows WHERE importId = @id
            ${exceptUnplaced ? "AND status <> 'unplaced'" : ''} ORDER BY position LIMIT @limit)`,
      { id, limit },
    ),
  async remove(id) {
    await statements.run('DELETE FROM imports WHERE id = ?', [id])
  },
  async remember(signature, mapping, at) {
    await statements.run(
      `INSERT INTO import_mappings (signature, mapping, at) VALUES (?, ?, ?)
       ON CONFLICT (signature) DO UPDATE SET mapping = excluded.mapping, at = excluded.at`,
      [signature, JSON.stringify(mapping), at],
    )
  },
})
