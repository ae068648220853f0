/** Blocks of the street grids, where the people of the cities and of the towns' centres live. */
import { integerBetween, randomOf } from '../random.ts'
import { ExpresswayCorridors } from '../roads/courses.ts'
import { metresBetween } from '../roads/plane.ts'
import type { BuiltUpArea } from './built-up-areas.ts'
import { type Ground, logNormal, type Site } from './settlement.ts'
import { planStreets } from './street-plan.ts'

/** Grid lines per block of people: streets in between are the block's own. */
const LINES_PER_BLOCK = { urban: 2, rural: 3 } as const
const SHORE_METRES = 105
const EXPRESSWAY_METRES = 70
/** How fast density falls from the middle of an area to its edge. */
const EDGE_DENSITY = 0.45
const WEIGHT_SPREAD = 0.35

/** Blocks of one area, in rows. */
const sitesOfArea = (
  area: BuiltUpArea,
  { countyAt, obstacles }: Ground,
  expressways: ExpresswayCorridors,
): Site[] => {
  const { meridians, parallels, placeAt } = planStreets(area)
  const random = randomOf(`blocks ${area.id}`)
  const step = area.isUrban ? LINES_PER_BLOCK.urban : LINES_PER_BLOCK.rural
  const first = integerBetween(random, 0, step - 1)
  const sites: Site[] = []
  for (let i = first; i + step < meridians.positions.length; i += step) {
    for (let j = first; j + step < parallels.positions.length; j += step) {
      const [west, east] = [meridians.positions[i]!, meridians.positions[i + step]!]
      const [south, north] = [parallels.positions[j]!, parallels.positions[j + step]!]
      const place = placeAt(
        west + (east - west) * (0.35 + 0.3 * random()),
        south + (north - south) * (0.35 + 0.3 * random()),
      )
      const size = logNormal(random, WEIGHT_SPREAD)
      const countyIndex = countyAt(place)
      if (area.depthMetres(place) <= 0 || countyIndex < 0) continue
      if (!obstacles.isClear(place, place, SHORE_METRES)) continue
      if (expressways.isNear(place, place, EXPRESSWAY_METRES)) continue
      const fromMiddle = Math.min(1, metresBetween(place, area.centre) / area.reachMetres)
      sites.push({
        kind: area.isUrban ? 'urban-block' : 'town-centre',
        place,
        countyIndex,
        weight: (east - west) * (north - south) * (1 - fromMiddle * (1 - EDGE_DENSITY)) * size,
      })
    }
  }
  return sites
}

/** Blocks of all areas; every area has at least the block at its centre. */
export const layOutUrbanSites = (ground: Ground): Site[] => {
  const expressways = new ExpresswayCorridors(ground.courses)
  return ground.areas.flatMap((area) => {
    const sites = sitesOfArea(area, ground, expressways)
    if (sites.length > 0) return sites
    return [
      {
        kind: area.isUrban ? ('urban-block' as const) : ('town-centre' as const),
        place: area.centre,
        countyIndex: ground.countyAt(area.centre),
        weight: 1,
      },
    ]
  })
}
