/** From a list of directed edges to a line, a length and the roads driven. */
import type { LonLat } from '../../data/geometry.ts'
import { ROAD_CLASS_NAMES, type RoadClass } from '../../data/road-class.ts'
import { type RoadGraph, segmentLonLats } from './graph.ts'

export interface RouteRoad {
  name: string
  ref: string
  roadClass: RoadClass
  lengthMetres: number
}

export interface Route {
  coordinates: LonLat[]
  distanceMetres: number
  /** In order of driving; neighbouring stretches of one name and class are one entry. */
  roads: RouteRoad[]
}

/** Points of a directed edge between two shares of its length, both ends included. */
const sliceEdge = (graph: RoadGraph, edge: number, from: number, to: number): LonLat[] => {
  const flat = segmentLonLats(graph, edge >> 1)
  const points: LonLat[] = []
  for (let i = 0; i < flat.length; i += 2) points.push([flat[i]!, flat[i + 1]!])
  if ((edge & 1) === 1) points.reverse()
  const cosine = Math.cos((points[0]![1] * Math.PI) / 180)
  const lengths = points
    .slice(1)
    .map((point, i) => Math.hypot((point[0] - points[i]![0]) * cosine, point[1] - points[i]![1]))
  const total = lengths.reduce((sum, length) => sum + length, 0)
  const slice: LonLat[] = [pointAt(points, lengths, from * total)]
  let along = 0
  lengths.forEach((length, i) => {
    along += length
    if (along > from * total && along < to * total) slice.push(points[i + 1]!)
  })
  slice.push(pointAt(points, lengths, to * total))
  return slice
}

const pointAt = (points: readonly LonLat[], lengths: readonly number[], along: number): LonLat => {
  let rest = along
  for (let i = 0; i < lengths.length; i++) {
    const length = lengths[i]!
    if (rest <= length && length > 0) {
      const share = rest / length
      const [a, b] = [points[i]!, points[i + 1]!]
      return [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share]
    }
    rest -= length
  }
  return points.at(-1)!
}

const isSamePoint = (a: LonLat | undefined, b: LonLat): boolean => a?.[0] === b[0] && a[1] === b[1]

/**
 * A route over directed edges, each starting where the one before ends.
 * @param startFraction share of the first edge that lies behind the start.
 * @param endFraction share of the last edge at which the route ends.
 */
export const routeAlong = (
  graph: RoadGraph,
  edges: readonly number[],
  startFraction: number,
  endFraction: number,
): Route => {
  const coordinates: LonLat[] = []
  const roads: RouteRoad[] = []
  let distanceMetres = 0
  edges.forEach((edge, index) => {
    const from = index === 0 ? startFraction : 0
    const to = index === edges.length - 1 ? endFraction : 1
    for (const point of sliceEdge(graph, edge, from, to)) {
      if (!isSamePoint(coordinates.at(-1), point)) coordinates.push(point)
    }
    const segment = edge >> 1
    const lengthMetres = graph.segmentLengthMetres[segment]! * (to - from)
    distanceMetres += lengthMetres
    const name = graph.names[graph.segmentName[segment]!]!
    const ref = graph.names[graph.segmentRef[segment]!]!
    const roadClass = ROAD_CLASS_NAMES[graph.segmentClass[segment]!]!
    const last = roads.at(-1)
    if (last && last.name === name && last.ref === ref && last.roadClass === roadClass) {
      last.lengthMetres += lengthMetres
    } else {
      roads.push({ name, ref, roadClass, lengthMetres })
    }
  })
  return { coordinates, distanceMetres, roads }
}
