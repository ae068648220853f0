/** Tables of what people keep by name: scenarios, standards, closures, warnings, norms, unloading places, forms. */
import { sql } from 'drizzle-orm'
import { blob, index, integer, real, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { EXPORT_FORM_LIMITS } from '../../../data/export-form.ts'
import { HAZARD_CHANGE_KINDS, HAZARD_SUBJECTS } from '../../../data/hazard-change.ts'
import { ITEM_SHEET_LIMITS } from '../../../data/item-sheet.ts'
import { KIT_LIMITS } from '../../../data/kit.ts'
import { SCENARIO_LIMITS } from '../../../data/scenario.ts'
import { SITING_RUN_LIMITS } from '../../../data/siting-run.ts'
import { STANDARD_LIMITS } from '../../../data/standards.ts'
import { UNLOADING_POINT_LIMITS } from '../../../data/unloading-point.ts'
import { checks, isOneOf } from './constraints.ts'

/** @param counted condition for rows whose names must differ; left out: all. */
const namedTable = <Name extends string>(
  name: Name,
  mostNameCharacters: number,
  contentCondition: string,
  counted = '',
) =>
  sqliteTable(
    name,
    {
      id: text().primaryKey(),
      name: text().notNull(),
      /** JSON: what is kept under the name. */
      content: text().notNull(),
      /** Raised by every change. */
      version: integer().notNull(),
      /** Revision of the data when it was last saved. */
      baseRevision: integer().notNull(),
      /** ISO instants. */
      createdAt: text().notNull(),
      updatedAt: text().notNull(),
    },
    (table) => [
      // Two of one name could not be distinguished; case makes no difference to a reader.
      counted === ''
        ? uniqueIndex(`${name}_name_unique`).on(sql`lower(${table.name})`)
        : uniqueIndex(`${name}_name_unique`).on(sql`lower(${table.name})`).where(sql.raw(counted)),
      ...checks(name, {
        name: `length("name") BETWEEN 1 AND ${mostNameCharacters}`,
        version: '"version" >= 1',
        content: contentCondition,
      }),
    ],
  )

/** A condition that is unknown would pass: what is missing counts as an empty text. */
const isOfType = (type: 'object' | 'array' | 'text', member = ''): string =>
  `coalesce(json_type("content"${member && `, '$.${member}'`}), '') = '${type}'`

export const scenarios = namedTable(
  'scenarios',
  SCENARIO_LIMITS.mostNameCharacters,
  isOfType('object', 'changes'),
)

const { leastSeconds, mostSeconds, mostNameCharacters } = STANDARD_LIMITS
const withinLimits = (areaClass: string): string =>
  `coalesce(json_extract("content", '$.${areaClass}'), 0) BETWEEN ${leastSeconds} AND ${mostSeconds}`

export const savedStandards = namedTable(
  'saved_standards',
  mostNameCharacters,
  `${withinLimits('urban')} AND ${withinLimits('rural')}`,
)

/** Roads closed for now, and areas under water; they hold from one moment to another. */
export const roadClosures = namedTable(
  'road_closures',
  120,
  `${isOfType('object', 'area')} AND
       ${isOfType('text', 'from')}`,
)

/** What is found of a closure goes with it, and is found anew when it changes. */
export const closedRoads = sqliteTable('closed_roads', {
  closureId: text()
    .primaryKey()
    .references(() => roadClosures.id, { onDelete: 'cascade' }),
  version: integer().notNull(),
  network: text().notNull(),
  kilometres: real().notNull(),
  /** Numbers of segments, four bytes each. */
  segments: blob().notNull(),
})

/** What was ended stays for a time, and a later warning may have its name. */
export const warnings = namedTable(
  'warnings',
  200,
  `coalesce(json_extract("content", '$.level'), '') IN ('blue', 'yellow', 'orange', 'red')`,
  `json_extract("content", '$.ended') IS NULL`,
)

/** What was done to closures and warnings, by whom and why: only ever added to. */
export const hazardChanges = sqliteTable(
  'hazard_changes',
  {
    sequence: integer().primaryKey({ autoIncrement: true }),
    subject: text().notNull(),
    /** No reference: the history of what was deleted stays. */
    documentId: text().notNull(),
    version: integer().notNull(),
    kind: text().notNull(),
    /** ISO instant. */
    at: text().notNull(),
    who: text().notNull(),
    reason: text(),
    name: text().notNull(),
    /** JSON: what is kept under the name from then on; of what was deleted the last. */
    content: text().notNull(),
  },
  (table) => [
    index('hazard_changes_document').on(table.subject, table.documentId),
    ...checks('hazard_changes', {
      subject: isOneOf('subject', HAZARD_SUBJECTS),
      kind: isOneOf('kind', HAZARD_CHANGE_KINDS),
      who: 'length("who") > 0',
      content: isOfType('object'),
    }),
  ],
)

/** Where lorries unload at a work, by a name that drivers know. */
export const unloadingPoints = namedTable(
  'unloading_points',
  UNLOADING_POINT_LIMITS.mostNameCharacters,
  isOfType('text', 'workId'),
)

/** Planned quantities per kilometre and per work, in versions by name. */
export const reserveNorms = namedTable('reserve_norms', 80, isOfType('object'))

/** Forms that authorities ask for: which value stands under which heading. */
export const exportForms = namedTable(
  'export_forms',
  EXPORT_FORM_LIMITS.mostNameCharacters,
  isOfType('array', 'sheets'),
)

/** Around what a document keeps: `{"answer":…}`. */
const ENVELOPE_CHARACTERS = 11

/** Answers of the siting analysis. */
export const sitingRuns = namedTable(
  'siting_runs',
  SITING_RUN_LIMITS.mostNameCharacters,
  `${isOfType('object', 'answer')} AND
       length("content") <= ${SITING_RUN_LIMITS.mostAnswerCharacters + ENVELOPE_CHARACTERS}`,
)

/** Items that are asked for and sent together. */
export const kits = namedTable('kits', KIT_LIMITS.mostNameCharacters, isOfType('array', 'parts'))

/** Packages of items, and which of them are kept on no more. */
export const itemSheets = namedTable(
  'item_sheets',
  ITEM_SHEET_LIMITS.mostNameCharacters,
  isOfType('text', 'item'),
)
