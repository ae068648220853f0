/** Stations that were sent out. What has ended stays: it is the desk's history. */
import { sql } from 'drizzle-orm'
import { index, integer, real, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { DEPLOYMENT_ENDINGS } from '../../../data/deployment.ts'
import { DEPLOYMENT_LIMITS } from '../../../data/deployment-limits.ts'
import { checks, isOneOf } from './constraints.ts'

const { mostLabelCharacters, mostIncidentCharacters } = DEPLOYMENT_LIMITS

export const deployments = sqliteTable(
  'deployments',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    /** No reference: a register may be replaced while its stations are out. */
    stationId: text().notNull(),
    name: text().notNull(),
    nameEn: text(),
    lon: real().notNull(),
    lat: real().notNull(),
    label: text().notNull(),
    incident: text(),
    sentBy: text().notNull(),
    /** ISO instants of whole seconds, as questions are asked about. */
    sentAt: text().notNull(),
    ending: text(),
    endedBy: text(),
    endedAt: text(),
  },
  (table) => [
    // A station is in one place: two desks cannot send it both.
    uniqueIndex('deployments_standing').on(table.stationId).where(sql`"endedAt" IS NULL`),
    index('deployments_ended').on(table.endedAt),
    ...checks('deployments', {
      lon: '"lon" BETWEEN -180 AND 180',
      lat: '"lat" BETWEEN -90 AND 90',
      label: `length("label") <= ${mostLabelCharacters}`,
      incident: `"incident" IS NULL OR length("incident") BETWEEN 1 AND ${mostIncidentCharacters}`,
      sent_by: 'length("sentBy") > 0',
      ending: `"ending" IS NULL OR ${isOneOf('ending', Object.keys(DEPLOYMENT_ENDINGS))}`,
      // How, by whom and when it ended belong together; nothing ends before it began.
      ended:
        '("endedAt" IS NULL) = ("ending" IS NULL) AND ("endedAt" IS NULL) = ("endedBy" IS NULL)',
      ended_by: '"endedBy" IS NULL OR length("endedBy") > 0',
      ended_after: '"endedAt" IS NULL OR "endedAt" >= "sentAt"',
    }),
  ],
)
