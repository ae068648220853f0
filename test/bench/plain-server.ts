/** The plain way to serve features, as the yardstick: rows by Drizzle, objects, JSON.stringify. */
import { serve } from '@hono/node-server'
import Database from 'better-sqlite3'
import { drizzle } from 'drizzle-orm/better-sqlite3'
import { Hono } from 'hono'
import { compress } from 'hono/compress'
import { stationResource } from '../../data/resources/station.ts'
import { databasePath } from '../../server/store/data-folder.ts'
import { RESOURCE_TABLES } from '../../server/store/sqlite/resource-tables.ts'

const database = drizzle(new Database(databasePath(process.env.DATA_DIR!)))
const fieldNames = Object.keys(stationResource.fields)

const app = new Hono()
app.use(compress())
app.get('/items', (context) => {
  const limit = Number(context.req.query('limit'))
  const rows = database.select().from(RESOURCE_TABLES.stations).limit(limit).all() as Record<
    string,
    unknown
  >[]
  const features = rows.map((row) => ({
    type: 'Feature',
    id: row.id,
    geometry: JSON.parse(String(row.geometry)),
    properties: Object.fromEntries(
      fieldNames.map((name) => [
        name,
        name === 'equipment' ? JSON.parse(String(row[name])) : row[name],
      ]),
    ),
  }))
  return context.json({ type: 'FeatureCollection', features })
})

serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, ({ port }) => {
  console.log(`http://127.0.0.1:${port}`)
})
process.once('SIGTERM', () => process.exit(0))
