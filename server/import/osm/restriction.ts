/** Turn restriction relations (wiki.openstreetmap.org/wiki/Relation:restriction). */
import { type OsmMember, type OsmRelation, splitValues, type Tags } from './elements.ts'
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

/** The restriction in a relation, or `null` (counted) when it does not bind a car or makes no sense. */
export const readRestriction = (relation: OsmRelation, tally: Tally): Restriction | null => {
  const tags = relation.tags ?? {}
  const refuse = (reason: Reason): null => {
    tally.add(reason)
    return null
  }
  const value = CAR_KEYS.map((key) => tags[key]).find((stated) => stated !== undefined)
  if (value === undefined) return refuse(otherReason(tags))
  if (HOUR_KEYS.some((key) => tags[key] !== undefined)) return refuse('restrictionConditional')
  const parsed = parseKind(value)
  if (!parsed) return refuse('restrictionUnknown')
  if (splitValues(tags.except ?? '').some((exception) => CAR_EXCEPTIONS.has(exception)))
    return refuse('restrictionExcepted')
  const from = wayIds(membersWithRole(relation.members, 'from'))
  const to = wayIds(membersWithRole(relation.members, 'to'))
  const via = readVia(membersWithRole(relation.members, 'via'))
  if (!from || !to || !via || from.length === 0 || to.length === 0)
    return refuse('restrictionMalformed')
  const severalFrom = parsed.kind === 'no' && parsed.turn === 'entry'
  const severalTo = parsed.kind === 'no' && parsed.turn === 'exit'
  if ((from.length > 1 && !severalFrom) || (to.length > 1 && !severalTo))
    return refuse('restrictionMalformed')
  return { kind: parsed.kind, from, via, to }
}
