/** Valhalla, installed outside the project (see valhalla-comparison.ts), as an engine to compare with. */
import { readFile } from 'node:fs/promises'
import { devNull } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { LonLat } from '../../data/geometry.ts'

/** More metres than any trip in an extract: below it Valhalla leaves minor roads out of its search. */
const NO_CULLING_METRES = 1_000_000
/** How Valhalla's messages begin when there is no way, as against a question that is wrong. */
const NO_ROUTE = /No suitable edges near location|No path could be found/

interface OsrmResponse {
  routes: { distance: number; duration: number }[]
  /** `distance` is that from the place asked for to the road, in metres. */
  waypoints: { distance: number }[]
}

interface Trip {
  metres: number
  seconds: number
}

/** Shortest (by distance) or fastest way between two places; `null` where it finds none. */
export type Valhalla = (
  from: LonLat,
  to: LonLat,
  aim: 'shortest' | 'fastest',
) => Promise<Trip | null>

const noRoute = (error: Error): null => {
  if (NO_ROUTE.test(error.message)) return null
  throw error
}

/** @param snapMetres both ends must lie within this of a road, otherwise the answer is `null`. */
export const startValhalla = async (folder: string, snapMetres: number): Promise<Valhalla> => {
  const entry = join(folder, 'node_modules/@valhallajs/valhallajs/index.mjs')
  const { Actor } = (await import(pathToFileURL(entry).href)) as {
    Actor: new (config: object) => { route(query: object): Promise<OsrmResponse> }
  }
  const config = JSON.parse(await readFile(join(folder, 'config.json'), 'utf8'))
  config.service_limits.max_distance_disable_hierarchy_culling = NO_CULLING_METRES
  config.mjolnir.logging = { type: 'file', file_name: devNull }
  const actor = new Actor(config)
  return async (from, to, aim) => {
    const query = {
      locations: [from, to].map(([lon, lat]) => ({ lon, lat, search_cutoff: snapMetres })),
      costing: 'auto',
      costing_options: { auto: { shortest: aim === 'shortest', disable_hierarchy_pruning: true } },
      format: 'osrm',
    }
    const response = await actor.route(query).catch(noRoute)
    const route = response?.routes[0]
    if (!response || !route) return null
    if (response.waypoints.some(({ distance }) => distance > snapMetres)) return null
    return { metres: route.distance, seconds: route.duration }
  }
}
