/** National and provincial roads on their courses, and the bridges and dams of every road. */
import { STRUCTURE } from '../../../server/network/draft.ts'
import type { CrossingFact } from '../facts.ts'
import type { Course, CourseSection } from './courses.ts'
import type { Land } from './land.ts'
import { directionOf, moved, type Point, toPoint } from './plane.ts'
import { type Polyline, placeAlong } from './polyline.ts'
import { createRoad, type Road } from './road.ts'

/** Bridge heads are looked for this far from the bank, in such steps. */
const BRIDGE_HEAD = { reachMetres: 1200, stepMetres: 40 } as const
/** Directions in which a bridge's approach may turn away, in degrees, tried in turn. */
const TURNS_DEGREES = [0, 15, -15, 30, -30, 45, -45, 60, -60, 80, -80]
/** Main roads closer together than this become one. */
const SHARED_METRES = 110
/** Banks are 40 m from the ends of a structure. */
const BANK_CLEARANCE_METRES = 20

export const structureOf = ({ kind }: CrossingFact): number =>
  kind === 'ferry' ? STRUCTURE.ferry : STRUCTURE[kind]

/** First cell along a line where roads may be led freely, -1 where there is none in reach. */
const freeCellAlong = (land: Land, line: Polyline): number => {
  for (let metres = 0; metres <= BRIDGE_HEAD.reachMetres; metres += BRIDGE_HEAD.stepMetres) {
    const { at } = placeAlong(line, metres)
    if (land.grid.isFree(at)) return land.grid.cellAt(at)
  }
  return -1
}

/** Courses that nearly coincide share one road: the later is put onto the earlier. */
const attracted = (land: Land, line: Polyline): Point[] =>
  line.map(
    (point) =>
      land.network.nearestOnEdge(point, SHARED_METRES, (edge) => edge.road.structure === 0) ??
      point,
  )

const addSection = (land: Land, course: Course, section: CourseSection, road: Road): void => {
  const { crossing, line } = section
  const sectionRoad = crossing
    ? { ...road, name: crossing.nameZh, structure: structureOf(crossing) }
    : road
  land.builder.addLine(crossing ? line : attracted(land, line), sectionRoad)
  if (!crossing) return
  const index = course.sections.indexOf(section)
  const before = [...(course.sections[index - 1]?.line ?? [])].reverse()
  const after = course.sections[index + 1]?.line ?? []
  if (before.length < 2 || after.length < 2) return
  const [a, b] = [freeCellAlong(land, before), freeCellAlong(land, after)]
  if (a >= 0 && b >= 0) land.finder.notePortal(a, b)
}

const addMainRoads = (land: Land): void => {
  for (const course of land.courses) {
    const { roadClass, nameZh, ref } = course.road
    if (roadClass === 'expressway') continue
    const road = createRoad(roadClass, nameZh, { ref })
    for (const section of course.sections) addSection(land, course, section, road)
  }
}

/** Where a bridge's road reaches free land beyond one of its ends. */
export const bridgeHead = (land: Land, end: Point, outwards: Point): Point | null => {
  for (const degrees of TURNS_DEGREES) {
    const turn = (degrees * Math.PI) / 180
    const direction = {
      x: outwards.x * Math.cos(turn) - outwards.y * Math.sin(turn),
      y: outwards.x * Math.sin(turn) + outwards.y * Math.cos(turn),
    }
    const { reachMetres, stepMetres } = BRIDGE_HEAD
    for (let metres = 2 * stepMetres; metres <= reachMetres; metres += stepMetres) {
      const place = moved(end, direction, metres)
      if (!land.obstacles.isClear(end, place, BANK_CLEARANCE_METRES)) break
      if (land.grid.isFree(place)) return place
    }
  }
  return null
}

/** Adds a bridge that stands for a minor road's, with its approaches up to free land. */
const addBridge = (land: Land, crossing: CrossingFact): void => {
  const [a, b] = [toPoint(crossing.ends[0]), toPoint(crossing.ends[1])]
  const heads = [
    bridgeHead(land, a, directionOf(b, a)),
    bridgeHead(land, b, directionOf(a, b)),
  ] as const
  if (!heads[0] || !heads[1]) return
  const approach = createRoad(crossing.roadClass, `${crossing.nameZh}接线`)
  const deck = { ...approach, name: crossing.nameZh, structure: structureOf(crossing) }
  land.builder.addLine([heads[0], a], approach)
  land.builder.addLine([a, b], deck)
  land.builder.addLine([b, heads[1]], approach)
  land.finder.notePortal(land.grid.cellAt(heads[0]), land.grid.cellAt(heads[1]))
}

/** Crossings with no main road on them: bridges that minor roads will use. */
export const minorCrossings = (land: Land): CrossingFact[] =>
  land.facts.crossings.filter(({ kind, roadId }) => kind !== 'ferry' && roadId === '')

/** Main roads first, so that all others meet them. */
export const buildMainRoads = (land: Land): void => {
  addMainRoads(land)
  for (const crossing of minorCrossings(land)) addBridge(land, crossing)
}
