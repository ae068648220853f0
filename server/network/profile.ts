/** Vehicles: which roads they may drive, and how fast. One table, every figure with its ground. */
import { crc32 } from 'node:zlib'
import type { ProfileId } from '../../data/profile.ts'
import { ROAD_CLASS_NAMES, type RoadClass } from '../../data/road-class.ts'
import { metresPerSecond } from '../../data/units.ts'
import { ACCESS } from './draft.ts'
import type { RoadGraph } from './graph.ts'

export const PERIODS = ['day', 'night'] as const
/** Busy or quiet roads: night is 22:00–06:00 local time. */
export type Period = (typeof PERIODS)[number]

const NIGHT_FROM_MINUTE = 22 * 60
const NIGHT_UNTIL_MINUTE = 6 * 60

/** @param minuteOfDay local. */
export const periodAt = (minuteOfDay: number): Period =>
  minuteOfDay >= NIGHT_FROM_MINUTE || minuteOfDay < NIGHT_UNTIL_MINUTE ? 'night' : 'day'

interface ProfileFigures {
  /** Any of these bits opens a segment to the vehicle. */
  readonly accessBits: number
  readonly maxKph: number
  /** Share of the free-flow speed that is reached, by period, on streets and elsewhere. */
  readonly urbanFactor: Readonly<Record<Period, number>>
  readonly ruralFactor: Readonly<Record<Period, number>>
  /** Roads closed to the vehicle whatever the access says. */
  readonly closedClasses: readonly RoadClass[]
}

/**
 * Assumptions, to be replaced by measured call-outs when a bureau has them. A rescue van keeps to
 * the road's free-flow speed at night and loses a tenth to traffic in town by day. A loaded lorry
 * may drive at most 100 km/h on expressways (道路交通安全法实施条例 art. 78) and is taken at 80.
 */
const FIGURES: Readonly<Record<ProfileId, ProfileFigures>> = {
  'rescue-van': {
    accessBits: ACCESS.motor | ACCESS.emergency,
    maxKph: 120,
    urbanFactor: { day: 0.9, night: 1 },
    ruralFactor: { day: 1, night: 1 },
    closedClasses: [],
  },
  'supply-lorry': {
    accessBits: ACCESS.lorry,
    maxKph: 80,
    urbanFactor: { day: 0.75, night: 0.85 },
    ruralFactor: { day: 0.85, night: 0.9 },
    closedClasses: ['track'],
  },
}

const URBAN_CLASSES: readonly RoadClass[] = ['arterial', 'street', 'service']

const DECISECONDS_PER_SECOND = 10

/** Cost of an edge that the vehicle must not drive; larger than any sum of costs. */
export const IMPASSABLE = 0x3fff_ffff

/** Off the road a crew walks with its gear; an assumption, stated in every answer's access time. */
export const ACCESS_KPH = 5
/** For a place farther from every road the answer says so instead of giving a time. */
export const SNAP_LIMIT_METRES = 2000

export const accessSeconds = (metres: number): number => metres / metresPerSecond(ACCESS_KPH)

/** Changes whenever the vehicle may drive other roads than before. */
export const openRoadsVersion = (profile: ProfileId): number => {
  const { accessBits, closedClasses } = FIGURES[profile]
  return crc32(JSON.stringify([accessBits, closedClasses]))
}

/** Tenths of a second that each directed edge takes, IMPASSABLE where it must not be driven. */
export const edgeDeciseconds = (
  graph: RoadGraph,
  profile: ProfileId,
  period: Period,
): Int32Array<ArrayBuffer> => {
  const figures = FIGURES[profile]
  const factorByClass = ROAD_CLASS_NAMES.map((roadClass) => {
    if (figures.closedClasses.includes(roadClass)) return 0
    return (URBAN_CLASSES.includes(roadClass) ? figures.urbanFactor : figures.ruralFactor)[period]
  })
  const costs = new Int32Array(graph.edgeCount)
  for (let edge = 0; edge < graph.edgeCount; edge++) {
    const segment = edge >> 1
    const factor = factorByClass[graph.segmentClass[segment]!]!
    const kph = Math.min(graph.edgeKph[edge]! * factor, figures.maxKph)
    const allowed = (graph.segmentAccess[segment]! & figures.accessBits) !== 0 && kph > 0
    const seconds = graph.segmentLengthMetres[segment]! / metresPerSecond(kph)
    costs[edge] = allowed ? Math.max(1, Math.round(seconds * DECISECONDS_PER_SECOND)) : IMPASSABLE
  }
  return costs
}

export const toDeciseconds = (seconds: number): number =>
  Math.round(seconds * DECISECONDS_PER_SECOND)

export const toSeconds = (deciseconds: number): number => deciseconds / DECISECONDS_PER_SECOND

/** Largest cost of an edge and a turn for a vehicle with these edge costs, in deciseconds. */
export const longestStep = (graph: RoadGraph, edgeCosts: Int32Array): number => {
  let longestEdge = 0
  for (const cost of edgeCosts) if (cost < IMPASSABLE && cost > longestEdge) longestEdge = cost
  let longestTurn = 0
  for (const cost of graph.turnRows) if (cost < IMPASSABLE && cost > longestTurn) longestTurn = cost
  return longestEdge + longestTurn
}
