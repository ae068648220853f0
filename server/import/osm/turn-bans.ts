/** Turn restrictions as sequences of directed edges that must not be driven. */
import type { TurnBan } from '../../network/draft.ts'
import type { NodeTable } from './node-table.ts'
import { RestrictedRoads } from './restricted-roads.ts'
import type { Restriction } from './restriction.ts'
import type { RoadWay } from './road-way.ts'
import type { Layout } from './segments.ts'
import type { Reason, Tally } from './tally.ts'

/** From the edge that arrives at the first junction to the edge that leaves the last. */
type Course = readonly number[]

/** The only edge in a list; restrictions are drawn so that ways end where they speak of a turn. */
const single = (edges: readonly number[]): number | null =>
  edges.length === 1 ? (edges[0] ?? null) : null

const coursesViaNode = (
  roads: RestrictedRoads,
  from: number,
  node: number,
  to: number,
): Course[] => {
  const arriving = single(roads.edgesOfWayInto(from, node))
  const leaving = single(roads.edgesOfWayOutOf(to, node))
  return arriving === null || leaving === null ? [] : [[arriving, leaving]]
}

/** Courses on from `driven` over all of `viaWays`, in whatever order they join, into `to`. */
const coursesOnward = (
  roads: RestrictedRoads,
  driven: Course,
  viaWays: readonly number[],
  to: number,
): Course[] => {
  const node = roads.head(driven.at(-1)!)
  if (viaWays.length === 0) {
    const leaving = single(roads.edgesOfWayOutOf(to, node))
    return leaving === null ? [] : [[...driven, leaving]]
  }
  return viaWays.flatMap((way, index) => {
    const edges = roads.driveWay(way, node)
    if (!edges) return []
    return coursesOnward(roads, [...driven, ...edges], viaWays.toSpliced(index, 1), to)
  })
}

const coursesViaWays = (
  roads: RestrictedRoads,
  from: number,
  viaWays: readonly number[],
  to: number,
): Course[] =>
  roads.nodesOfWay(from).flatMap((node) => {
    const arriving = single(roads.edgesOfWayInto(from, node))
    return arriving === null ? [] : coursesOnward(roads, [arriving], viaWays, to)
  })

/** Every way of leaving the one course that is allowed, at each junction along it. */
const bansOffCourse = (roads: RestrictedRoads, course: Course): TurnBan[] =>
  course.slice(0, -1).flatMap((edge, index) =>
    roads
      .leaving(roads.head(edge))
      .filter((next) => next !== course[index + 1])
      .map((next) => [...course.slice(0, index + 1), next]),
  )

const coursesOf = (roads: RestrictedRoads, restriction: Restriction): Course[] | Reason => {
  const { from, via, to } = restriction
  const viaWays = 'ways' in via ? via.ways : []
  if (![...from, ...viaWays, ...to].every((way) => roads.isImported(way)))
    return 'restrictionElsewhere'
  const node = 'node' in via ? roads.nodeOf(via.node) : null
  if ('node' in via && node === null) return 'restrictionElsewhere'
  const courses = from.flatMap((fromWay) =>
    to.flatMap((toWay) =>
      node === null
        ? coursesViaWays(roads, fromWay, viaWays, toWay)
        : coursesViaNode(roads, fromWay, node, toWay),
    ),
  )
  return courses.length > 0 ? courses : 'restrictionDisjoint'
}

/** The bans that all restrictions come to; what cannot be honoured is counted with its reason. */
export const resolveTurnBans = (
  restrictions: readonly Restriction[],
  ways: readonly RoadWay[],
  nodes: NodeTable,
  layout: Layout,
  tally: Tally,
): TurnBan[] => {
  const roads = new RestrictedRoads(restrictions, ways, nodes, layout)
  return restrictions.flatMap((restriction) => {
    const courses = coursesOf(roads, restriction)
    if (typeof courses === 'string') {
      tally.add(courses)
      return []
    }
    const drivable = courses.filter((course) => course.every((edge) => roads.isDrivable(edge)))
    const bans =
      restriction.kind === 'no'
        ? drivable
        : drivable.flatMap((course) => bansOffCourse(roads, course))
    if (bans.length === 0) {
      tally.add('restrictionWithoutEffect')
      return []
    }
    tally.add(restriction.kind === 'no' ? 'restrictionNo' : 'restrictionOnly')
    if ('ways' in restriction.via) tally.add('restrictionViaWay')
    return bans
  })
}
