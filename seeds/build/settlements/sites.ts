/** Where people live: blocks of the street grids, and villages scattered evenly over the farmland. */

import { apportion } from '../apportion.ts'
import type { Facts } from '../facts.ts'
import { integerBetween, type Random, randomOf } from '../random.ts'
import { ExpresswayCorridors } from '../roads/courses.ts'
import type { LandGrid } from '../roads/land-grid.ts'
import { metresBetween, type Point, toPoint } from '../roads/plane.ts'
import { piecesOf } from '../roads/polyline.ts'
import { SpatialHash } from '../roads/spatial-hash.ts'
import type { BuiltUpArea } from './built-up-areas.ts'
import { type Ground, logNormal, type Site, urbanShareOf } from './settlement.ts'
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

/** The city has 4,401 villages. */
const VILLAGES = 4401
/** Room round a village: to water, a town's edge, an expressway's middle line, a ferry's course. */
const ROOM_METRES = { water: 260, minorRiver: 150, town: 220, expressway: 260, ferry: 300 } as const
/** Distance between villages as a share of the one that would fill the county completely. */
const SPACING_SHARE = 0.74
const SPACING_FALLOFF = 0.96
const TRIES_PER_SPACING = 40
const SIZE_SPREAD = 0.5

/** Cells of each county where a village can lie. */
const farmlandByCounty = (facts: Facts, { grid, obstacles, areas, courses }: Ground) => {
  // An islet without a town is left to the birds: no road and no ferry would lead there.
  const isTaken = grid
    .connectedTo(facts.towns.map(({ seat }) => toPoint(seat)))
    .map((isReached) => 1 - isReached)
  const take = (a: Point, b: Point, metres: number): void => {
    for (const cell of grid.cellsNear(a, b, metres)) isTaken[cell] = 1
  }
  for (const { a, b, halfWidthMetres } of obstacles.pieces) {
    take(a, b, halfWidthMetres + ROOM_METRES.water)
  }
  for (const { line, widthMetres } of obstacles.minorRivers) {
    for (const [a, b] of piecesOf(line)) take(a, b, widthMetres / 2 + ROOM_METRES.minorRiver)
  }
  for (const { road, line } of courses) {
    if (road.roadClass !== 'expressway') continue
    for (const [a, b] of piecesOf(line)) take(a, b, ROOM_METRES.expressway)
  }
  for (const { kind, ends } of facts.crossings) {
    if (kind === 'ferry') take(toPoint(ends[0]), toPoint(ends[1]), ROOM_METRES.ferry)
  }
  for (const area of areas) {
    for (const cell of grid.cellsNear(area.centre, area.centre, area.reachMetres + 400)) {
      if (area.depthMetres(grid.centreOf(cell)) > -ROOM_METRES.town) isTaken[cell] = 1
    }
  }
  const cells: number[][] = facts.counties.map(() => [])
  for (let cell = 0; cell < isTaken.length; cell++) {
    if (isTaken[cell] === 0 && grid.county[cell]! > 0) cells[grid.county[cell]! - 1]!.push(cell)
  }
  return cells
}

/** Random places that keep a distance from each other, which shrinks until there is room for all. */
const scattered = (
  random: Random,
  grid: LandGrid,
  cells: readonly number[],
  count: number,
  isAllowed: (place: Point) => boolean,
) => {
  const places: Point[] = []
  if (cells.length === 0) return places
  let spacing = SPACING_SHARE * Math.sqrt((cells.length * grid.cellMetres ** 2) / count)
  const hash = new SpatialHash(spacing)
  while (places.length < count) {
    for (let i = 0; i < TRIES_PER_SPACING * count && places.length < count; i++) {
      const centre = grid.centreOf(cells[Math.floor(random() * cells.length)]!)
      const place = {
        x: centre.x + (random() - 0.5) * grid.cellMetres,
        y: centre.y + (random() - 0.5) * grid.cellMetres,
      }
      const isFree =
        isAllowed(place) &&
        hash
          .near(place, place, spacing)
          .every((other) => metresBetween(places[other]!, place) >= spacing)
      if (isFree) hash.add(places.push(place) - 1, place, place)
    }
    spacing *= SPACING_FALLOFF
  }
  return places
}

/** Villages of all counties: more where there is more farmland and where more people live on it. */
export const layOutVillageSites = (facts: Facts, ground: Ground): Site[] => {
  const { counties } = facts
  const farmland = farmlandByCounty(facts, ground)
  const counts = apportion(
    VILLAGES,
    counties.map(({ code, population }, i) =>
      Math.sqrt(population * (1 - urbanShareOf(code)) * farmland[i]!.length),
    ),
  )
  return counties.flatMap(({ code }, countyIndex) => {
    const random = randomOf(`villages ${code}`)
    return scattered(
      random,
      ground.grid,
      farmland[countyIndex]!,
      counts[countyIndex]!,
      (place) => ground.countyAt(place) === countyIndex,
    ).map(
      (place): Site => ({
        kind: 'village',
        place,
        countyIndex,
        weight: logNormal(random, SIZE_SPREAD),
      }),
    )
  })
}
