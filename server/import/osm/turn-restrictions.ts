/**
 * Turn restriction relations (wiki.openstreetmap.org/wiki/Relation:restriction), as sequences of
 * directed edges that must not be driven.
 */

import type { TurnBan } from '../../network/draft.ts'
import { edgesOf } from '../../network/graph.ts'
import type { Layout } from './build-draft.ts'
import {
  firstStated,
  type OsmMember,
  type OsmRelation,
  splitValues,
  type Tags,
} from './elements.ts'
import type { NodeTable, Roads } from './read-roads.ts'
import type { Reason, Tally } from './tally.ts'

export interface Restriction {
  kind: 'no' | 'only'
  /** Ways; several only for `no_entry`. */
  from: readonly number[]
  via: { node: number } | { ways: readonly number[] }
  /** Ways; several only for `no_exit`. */
  to: readonly number[]
}

const TURNS = new Set(['left_turn', 'right_turn', 'straight_on', 'u_turn', 'entry', 'exit'])

/** The restriction for all vehicles, or for a group of them that a car belongs to. */
const CAR_KEYS = ['restriction', 'restriction:motorcar', 'restriction:motor_vehicle'] as const
const LORRY_KEYS = ['restriction:hgv', 'restriction:goods'] as const
/** Exceptions that free a car; others (`psv`, `emergency`, `bicycle`) leave it bound. */
const CAR_EXCEPTIONS = new Set(['motorcar', 'motor_vehicle', 'vehicle'])

const ROAD_RESTRICTION_TYPES = new Set([
  'restriction',
  'restriction:hgv',
  'restriction:conditional',
])

/** Whether a relation restricts turns at all. */
export const isRestriction = (tags: Tags): boolean => {
  const type = tags.type ?? ''
  return ROAD_RESTRICTION_TYPES.has(type) || type.startsWith('restriction:')
}

/** Why a relation without a restriction for cars is not one for us. */
const otherReason = (tags: Tags): Reason => {
  const keys = Object.keys(tags)
  if (keys.some((key) => key.startsWith('restriction') && key.endsWith(':conditional')))
    return 'restrictionConditional'
  if (LORRY_KEYS.some((key) => tags[key] !== undefined) || tags.type === 'restriction:hgv')
    return 'restrictionLorryOnly'
  if (keys.some((key) => key.startsWith('restriction:')) || tags.type !== 'restriction')
    return 'restrictionOtherVehicle'
  return 'restrictionUnknown'
}

/** The old way of writing a restriction for some hours of the day. */
const HOUR_KEYS = ['hour_on', 'hour_off', 'day_on', 'day_off'] as const

const parseKind = (value: string): { kind: 'no' | 'only'; turn: string } | null => {
  const match = /^(no|only)_(.+)$/.exec(value)
  const turn = match?.[2] ?? ''
  if (!match || !TURNS.has(turn)) return null
  return { kind: match[1] === 'no' ? 'no' : 'only', turn }
}

const membersWithRole = (members: readonly OsmMember[], role: string): readonly OsmMember[] =>
  members.filter((member) => member.role === role)

const wayIds = (members: readonly OsmMember[]): number[] | null =>
  members.every(({ type }) => type === 'way') ? members.map(({ ref }) => ref) : null

const readVia = (members: readonly OsmMember[]): Restriction['via'] | null => {
  const [first] = members
  if (!first) return null
  if (first.type === 'node') return members.length === 1 ? { node: first.ref } : null
  const ways = wayIds(members)
  return ways ? { ways } : null
}

/**
 * The restriction in a relation, or `null` (counted) when it does not bind a car or makes no sense.
 */
export const readRestriction = (relation: OsmRelation, tally: Tally): Restriction | null => {
  const tags = relation.tags ?? {}
  const leaveOut = (reason: Reason): null => {
    tally.add(reason)
    return null
  }
  const value = firstStated(tags, CAR_KEYS)
  if (value === undefined) return leaveOut(otherReason(tags))
  if (firstStated(tags, HOUR_KEYS) !== undefined) return leaveOut('restrictionConditional')
  const parsed = parseKind(value)
  if (!parsed) return leaveOut('restrictionUnknown')
  if (splitValues(tags.except ?? '').some((exception) => CAR_EXCEPTIONS.has(exception)))
    return leaveOut('restrictionExcepted')
  const from = wayIds(membersWithRole(relation.members, 'from'))
  const to = wayIds(membersWithRole(relation.members, 'to'))
  const via = readVia(membersWithRole(relation.members, 'via'))
  if (!from || !to || !via || from.length === 0 || to.length === 0)
    return leaveOut('restrictionMalformed')
  const severalFrom = parsed.kind === 'no' && parsed.turn === 'entry'
  const severalTo = parsed.kind === 'no' && parsed.turn === 'exit'
  if ((from.length > 1 && !severalFrom) || (to.length > 1 && !severalTo))
    return leaveOut('restrictionMalformed')
  return { kind: parsed.kind, from, via, to }
}

const wayIdsOf = (restriction: Restriction): readonly number[] => [
  ...restriction.from,
  ...('ways' in restriction.via ? restriction.via.ways : []),
  ...restriction.to,
]

/** From the edge that arrives at the first junction to the edge that leaves the last. */
type Course = readonly number[]

/** The only edge in a list; restrictions are drawn so that ways end where they speak of a turn. */
const single = (edges: readonly number[]): number | null =>
  edges.length === 1 ? (edges[0] ?? null) : null

/** The part of a layout that turn restrictions are about: segments by way, edges by node. */
class RestrictedRoads {
  readonly #layout: Layout
  readonly #nodes: NodeTable
  /** Segment indexes by OpenStreetMap way id, for ways that some restriction names. */
  readonly #segmentsOfWay: ReadonlyMap<number, readonly number[]>
  /** Drivable directed edges out of a node, for nodes on those ways. */
  readonly #leaving: ReadonlyMap<number, readonly number[]>

  constructor({ restrictions, ways, nodes }: Roads, layout: Layout) {
    this.#layout = layout
    this.#nodes = nodes
    const named = new Set(restrictions.flatMap(wayIdsOf))
    const wayOf = (segment: number): number => ways[layout.segments[segment]!.way]!.id
    const restricted = [...layout.segments.keys()].filter((segment) => named.has(wayOf(segment)))
    this.#segmentsOfWay = Map.groupBy(restricted, wayOf)
    const touched = new Set(restricted.flatMap((segment) => this.#nodesOf(segment)))
    const edges = layout.segments
      .flatMap((_, segment) => edgesOf(segment))
      .filter((edge) => touched.has(this.#head(edge ^ 1)) && this.isDrivable(edge))
    this.#leaving = Map.groupBy(edges, (edge) => this.#head(edge ^ 1))
  }

  #nodesOf(segment: number): [from: number, to: number] {
    const { from, to } = this.#layout.segments[segment]!
    return [from, to]
  }

  /** The draft's node for an OpenStreetMap node, or `null` when no junction of it was imported. */
  #nodeOf(osmNodeId: number): number | null {
    return this.#layout.nodeOfPoint.get(this.#nodes.indexOf(osmNodeId)) ?? null
  }

  isDrivable(edge: number): boolean {
    const segment = this.#layout.segments[edge >> 1]!
    return ((edge & 1) === 0 ? segment.forwardKph : segment.backwardKph) > 0
  }

  #head(edge: number): number {
    const segment = this.#layout.segments[edge >> 1]!
    return (edge & 1) === 0 ? segment.to : segment.from
  }

  /**
   * Edges of a way towards a node, drivable or not; more than one where the way runs through it.
   */
  #edgesOfWayInto(wayId: number, node: number): number[] {
    return this.#edgesOfWayOutOf(wayId, node).map((edge) => edge ^ 1)
  }

  #edgesOfWayOutOf(wayId: number, node: number): number[] {
    return (this.#segmentsOfWay.get(wayId) ?? []).flatMap((segment) => {
      const { from, to } = this.#layout.segments[segment]!
      return [...(from === node ? [segment * 2] : []), ...(to === node ? [segment * 2 + 1] : [])]
    })
  }

  /** Every node on a way. */
  #nodesOfWay(wayId: number): number[] {
    const segments = this.#segmentsOfWay.get(wayId) ?? []
    return [...new Set(segments.flatMap((segment) => this.#nodesOf(segment)))]
  }

  /** The whole way driven from one of its ends, or `null` when `start` is not an end of it. */
  #driveWay(wayId: number, start: number): number[] | null {
    const edges: number[] = []
    let node = start
    for (;;) {
      const onward = this.#edgesOfWayOutOf(wayId, node).filter(
        (edge) => !edges.some((driven) => driven >> 1 === edge >> 1),
      )
      if (onward.length > 1) return null
      const [edge] = onward
      if (edge === undefined) return edges.length > 0 ? edges : null
      edges.push(edge)
      node = this.#head(edge)
    }
  }

  #coursesViaNode(from: number, node: number, to: number): Course[] {
    const arriving = single(this.#edgesOfWayInto(from, node))
    const leaving = single(this.#edgesOfWayOutOf(to, node))
    return arriving === null || leaving === null ? [] : [[arriving, leaving]]
  }

  /** Courses on from `driven` over all of `viaWays`, in whatever order they join, into `to`. */
  #coursesOnward(driven: Course, viaWays: readonly number[], to: number): Course[] {
    const node = this.#head(driven.at(-1)!)
    if (viaWays.length === 0) {
      const leaving = single(this.#edgesOfWayOutOf(to, node))
      return leaving === null ? [] : [[...driven, leaving]]
    }
    return viaWays.flatMap((way, index) => {
      const edges = this.#driveWay(way, node)
      if (!edges) return []
      return this.#coursesOnward([...driven, ...edges], viaWays.toSpliced(index, 1), to)
    })
  }

  #coursesViaWays(from: number, viaWays: readonly number[], to: number): Course[] {
    return this.#nodesOfWay(from).flatMap((node) => {
      const arriving = single(this.#edgesOfWayInto(from, node))
      return arriving === null ? [] : this.#coursesOnward([arriving], viaWays, to)
    })
  }

  /** Every way of leaving the one course that is allowed, at each junction along it. */
  bansOffCourse(course: Course): TurnBan[] {
    return course
      .slice(0, -1)
      .flatMap((edge, index) =>
        (this.#leaving.get(this.#head(edge)) ?? [])
          .filter((next) => next !== course[index + 1])
          .map((next) => [...course.slice(0, index + 1), next]),
      )
  }

  /** What a restriction is about, or why it cannot be honoured. */
  coursesOf({ from, via, to }: Restriction): Course[] | Reason {
    const viaWays = 'ways' in via ? via.ways : []
    if (![...from, ...viaWays, ...to].every((way) => this.#segmentsOfWay.has(way)))
      return 'restrictionElsewhere'
    const node = 'node' in via ? this.#nodeOf(via.node) : null
    if ('node' in via && node === null) return 'restrictionElsewhere'
    const courses = from.flatMap((fromWay) =>
      to.flatMap((toWay) =>
        node === null
          ? this.#coursesViaWays(fromWay, viaWays, toWay)
          : this.#coursesViaNode(fromWay, node, toWay),
      ),
    )
    return courses.length > 0 ? courses : 'restrictionDisjoint'
  }
}

/** The bans that all restrictions come to; what cannot be honoured is counted with its reason. */
export const resolveTurnBans = (roads: Roads, layout: Layout, tally: Tally): TurnBan[] => {
  const restricted = new RestrictedRoads(roads, layout)
  return roads.restrictions.flatMap((restriction) => {
    const courses = restricted.coursesOf(restriction)
    if (typeof courses === 'string') {
      tally.add(courses)
      return []
    }
    const drivable = courses.filter((course) => course.every((edge) => restricted.isDrivable(edge)))
    const bans =
      restriction.kind === 'no'
        ? drivable
        : drivable.flatMap((course) => restricted.bansOffCourse(course))
    if (bans.length === 0) {
      tally.add('restrictionWithoutEffect')
      return []
    }
    tally.add(restriction.kind === 'no' ? 'restrictionNo' : 'restrictionOnly')
    if ('ways' in restriction.via) tally.add('restrictionViaWay')
    return bans
  })
}
