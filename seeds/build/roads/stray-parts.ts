/** Parts of the network that nothing joins to the rest: joined where land allows, else dropped. */

import type { Land } from './land.ts'
import { metresBetween } from './plane.ts'
import { createRoad } from './road.ts'
import { joinToNearestRoad } from './town-roads.ts'

const REACH_METRES = 3000
/** A part may be joined to another one that was itself a stray a round before. */
const ROUNDS = 3
const LINK_NAME = '村道'
const WATER_METRES = 20
const EXPRESSWAY_METRES = 60
const PASSING_SINE = 0.5

/** Number of the connected part of each vertex, -1 for vertices without a road; largest part 0. */
export const connectedParts = (
  land: Land,
  extraLinks: readonly (readonly [number, number])[],
): { partOf: Int32Array; parts: number[][] } => {
  const { network } = land
  const links = new Map<number, number[]>()
  for (const [a, b] of extraLinks) {
    links.set(a, [...(links.get(a) ?? []), b])
    links.set(b, [...(links.get(b) ?? []), a])
  }
  const found = new Uint8Array(network.points.length)
  const parts: number[][] = []
  for (let start = 0; start < network.points.length; start++) {
    if (found[start] === 1 || network.edgesAt(start).length === 0) continue
    const part = [start]
    found[start] = 1
    for (let i = 0; i < part.length; i++) {
      const vertex = part[i]!
      const next = network.edgesAt(vertex).map((edge) => network.otherEnd(edge, vertex))
      for (const other of [...next, ...(links.get(vertex) ?? [])]) {
        if (found[other] === 1) continue
        found[other] = 1
        part.push(other)
      }
    }
    parts.push(part)
  }
  parts.sort((a, b) => b.length - a.length || a[0]! - b[0]!)
  const partOf = new Int32Array(network.points.length).fill(-1)
  parts.forEach((part, index) => {
    for (const vertex of part) partOf[vertex] = index
  })
  return { partOf, parts }
}

/** The shortest straight way over land from a part to the main one. */
const shortestWay = (
  land: Land,
  part: readonly number[],
  isMain: (vertex: number) => boolean,
): { from: number; to: number } | null => {
  const { network, obstacles, expressways } = land
  let best: { from: number; to: number; metres: number } | null = null
  for (const from of part) {
    const place = network.points[from]!
    const to = network.nearestVertex(place, best?.metres ?? REACH_METRES, isMain)
    if (to === null) continue
    const goal = network.points[to]!
    const metres = metresBetween(place, goal)
    if (best && metres >= best.metres) continue
    if (!obstacles.isClear(place, goal, WATER_METRES)) continue
    if (expressways.runsAlong(place, goal, EXPRESSWAY_METRES, PASSING_SINE)) continue
    best = { from, to, metres }
  }
  return best
}

/** Joins a part to the main one; whether that succeeded shows when parts are looked for again. */
const joinPart = (
  land: Land,
  part: readonly number[],
  isMain: (vertex: number) => boolean,
): void => {
  const { network } = land
  const { road } = network.edges[network.edgesAt(part[0]!)[0]!]!
  const link = createRoad('village', road.roadClass === 'village' ? road.name : LINK_NAME)
  const way = shortestWay(land, part, isMain)
  if (way) network.addEdge(way.from, way.to, link)
  else {
    // From a lane by the water a way could seem to lead straight across.
    const start = part.find((vertex) => land.grid.isFree(network.points[vertex]!)) ?? part[0]!
    joinToNearestRoad(land, start, link, 'village', (vertex) => !isMain(vertex))
  }
}

/** Makes one part of all. Ferries count as joining. Answers the roads that had to be dropped. */
export const joinStrayParts = (
  land: Land,
  ferries: readonly (readonly [number, number])[],
): string[] => {
  const { network } = land
  for (let round = 0; round < ROUNDS; round++) {
    const { partOf, parts } = connectedParts(land, ferries)
    // Vertices that come in between, on the new links, belong to no part yet.
    for (const part of parts.slice(1)) joinPart(land, part, (vertex) => partOf[vertex] === 0)
  }
  return connectedParts(land, ferries)
    .parts.slice(1)
    .flatMap((part) =>
      part.flatMap((vertex) =>
        [...network.edgesAt(vertex)].map((edge) => {
          const { name } = network.edges[edge]!.road
          network.removeEdge(edge)
          return name
        }),
      ),
    )
}
