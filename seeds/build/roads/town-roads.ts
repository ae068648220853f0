/** Town roads to the larger villages, halfway between the county roads and the village roads. */
import type { Settlement } from '../settlements/settlement.ts'
import type { Land } from './land.ts'
import { metresBetween, type Point, toPoint } from './plane.ts'
import { gabrielNeighbours } from './proximity-graph.ts'
import { metresByRoad } from './reach.ts'
import { createRoad } from './road.ts'
import { nameBetween, numberedRef } from './road-names.ts'
import { SpatialHash } from './spatial-hash.ts'

/** Larger villages with a town road: this far from each other and from the towns' seats. */
const SPACING_METRES = 3000
const REACH_METRES = 9000
/** A road this close to a seat or a village is theirs. */
const SEAT_METRES = 1200
const VILLAGE_METRES = 100
/** Roads that are there already are good enough up to this detour. */
const GOOD_DETOUR = 1.5
const LONGEST_DETOUR = 1.8
interface Hub {
  readonly name: string
  readonly place: Point
  readonly vertex: number
}

/** The road that is nearest to a seat, or in a village's cell; a new vertex where there is none. */
const hubVertexAt = (land: Land, place: Point, reachMetres: number): number => {
  const { finder, network, grid } = land
  const known = network.nearestVertex(place, reachMetres) ?? finder.roadVertex[grid.cellAt(place)]
  if (known !== undefined && known >= 0) return known
  const vertex = network.vertexAt(place)
  finder.noteRoad([vertex], network.points)
  return vertex
}

/** Seats first, then villages from the largest down, as long as they keep their distance. */
const chooseHubs = (land: Land, villages: readonly Settlement[]): Hub[] => {
  const hubs: Hub[] = []
  const hash = new SpatialHash(SPACING_METRES)
  const add = (name: string, place: Point, reachMetres: number): void => {
    hash.add(hubs.length, place, place)
    hubs.push({ name, place, vertex: hubVertexAt(land, place, reachMetres) })
  }
  for (const { seat, nameZh } of land.facts.towns) add(nameZh, toPoint(seat), SEAT_METRES)
  const bySize = [...villages].sort((a, b) => b.people - a.people || a.id.localeCompare(b.id))
  for (const village of bySize) {
    const place = toPoint([village.longitude, village.latitude])
    const isFar = hash
      .near(place, place, SPACING_METRES)
      .every((other) => metresBetween(hubs[other]!.place, place) >= SPACING_METRES)
    if (isFar) add(village.nameZh, place, VILLAGE_METRES)
  }
  return hubs
}

/** Joins seats and larger villages that are relative neighbours, where no good way exists. */
export const buildTownRoads = (land: Land, villages: readonly Settlement[]): void => {
  const hubs = chooseHubs(land, villages)
  let number = 1
  for (const pair of gabrielNeighbours(
    hubs.map(({ place }) => place),
    REACH_METRES,
  )) {
    if (!pair.isRelative) continue
    const [a, b] = [hubs[pair.a]!, hubs[pair.b]!]
    const limit = pair.metres * GOOD_DETOUR
    if (metresByRoad(land.network, a.vertex, b.vertex, limit) <= limit) continue
    const target = land.grid.cellAt(land.network.points[b.vertex]!)
    const cells = land.finder.find({
      sources: [land.grid.cellAt(land.network.points[a.vertex]!)],
      isTarget: (cell) => cell === target,
      aim: { at: b.place, radiusMetres: land.grid.cellMetres * 2 },
      longestMetres: pair.metres * LONGEST_DETOUR,
    })
    if (!cells) continue
    const road = createRoad('town', `${nameBetween(a.name, b.name)}路`, {
      ref: numberedRef('Y', number),
    })
    if (land.builder.buildAlong(cells, road, a.vertex) > 0) number++
  }
}
