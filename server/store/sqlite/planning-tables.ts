/** Tables of what planners keep: scenarios, and response standards of their own. */
import { sql } from 'drizzle-orm'
import { check, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { SCENARIO_LIMITS } from '../../../data/scenario.ts'
import { STANDARD_LIMITS } from '../../../data/standards.ts'

export const namedColumns = () => ({
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
})

const { leastSeconds, mostSeconds, mostNameCharacters } = STANDARD_LIMITS
/** A condition that is unknown would pass: what is missing counts as 0. */
const withinLimits = (areaClass: string): string =>
  `coalesce(json_extract("content", '$.${areaClass}'), 0) BETWEEN ${leastSeconds} AND ${mostSeconds}`

export const scenarios = sqliteTable('scenarios', namedColumns(), (table) => [
  // Two scenarios of one name could not be told apart; case makes no difference to a reader.
  uniqueIndex('scenarios_name_unique').on(sql`lower(${table.name})`),
  check(
    'scenarios_name',
    sql.raw(`length("name") BETWEEN 1 AND ${SCENARIO_LIMITS.mostNameCharacters}`),
  ),
  check('scenarios_version', sql.raw('"version" >= 1')),
  check('scenarios_content', sql.raw(`coalesce(json_type("content", '$.changes'), '') = 'object'`)),
])

export const savedStandards = sqliteTable('saved_standards', namedColumns(), (table) => [
  uniqueIndex('saved_standards_name_unique').on(sql`lower(${table.name})`),
  check('saved_standards_name', sql.raw(`length("name") BETWEEN 1 AND ${mostNameCharacters}`)),
  check('saved_standards_version', sql.raw('"version" >= 1')),
  check(
    'saved_standards_content',
    sql.raw(`${withinLimits('urban')} AND ${withinLimits('rural')}`),
  ),
])

/** Roads closed for now, and areas under water; they hold from one moment to another. */
export const roadClosures = sqliteTable('road_closures', namedColumns(), (table) => [
  uniqueIndex('road_closures_name_unique').on(sql`lower(${table.name})`),
  check('road_closures_name', sql.raw('length("name") BETWEEN 1 AND 120')),
  check('road_closures_version', sql.raw('"version" >= 1')),
  check(
    'road_closures_content',
    sql.raw(
      `coalesce(json_type("content", '$.area'), '') = 'object' AND
       coalesce(json_type("content", '$.from'), '') = 'text'`,
    ),
  ),
])

export const warnings = sqliteTable('warnings', namedColumns(), (table) => [
  uniqueIndex('warnings_name_unique').on(sql`lower(${table.name})`),
  check('warnings_name', sql.raw('length("name") BETWEEN 1 AND 200')),
  check('warnings_version', sql.raw('"version" >= 1')),
  check(
    'warnings_content',
    sql.raw(
      `coalesce(json_extract("content", '$.level'), '') IN ('blue', 'yellow', 'orange', 'red')`,
    ),
  ),
])

/** Planned quantities per kilometre and per work, in versions by name. */
export const reserveNorms = sqliteTable('reserve_norms', namedColumns(), (table) => [
  uniqueIndex('reserve_norms_name_unique').on(sql`lower(${table.name})`),
  check('reserve_norms_name', sql.raw('length("name") BETWEEN 1 AND 80')),
  check('reserve_norms_version', sql.raw('"version" >= 1')),
  check('reserve_norms_content', sql.raw(`coalesce(json_type("content"), '') = 'object'`)),
])
