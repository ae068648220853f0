/** Where demand cells join the road network. */

import { UNREACHED } from '../../../data/cell-times.ts'
import type { LonLat } from '../../../data/geometry.ts'
import type { ArrivalField } from '../../network/arrival-field.ts'
import { groupIndexes } from '../../network/compressed-rows.ts'
import { edgesOf } from '../../network/graph.ts'
import { accessSeconds, toDeciseconds } from '../../network/profile.ts'
import type { RoadNetwork, VehicleTimes } from '../../network/road-network.ts'
import { fractionAlong } from '../../network/search.ts'
import { NO_LABEL } from '../../network/threaded-buckets.ts'
import { joinOnFoot, NO_WATER } from '../known-water.ts'

/**
 * One point per demand cell, in the order of the cells.
 *
 * A field is computed in the network's own driving times. Where vehicles drive faster or slower by
 * a factor, its labels run on a clock that runs so much faster or slower too: driving keeps its
 * numbers, and what does not depend on the speed (turnout, the ways on foot) is multiplied by the
 * factor. `arrivalOf` reads such a clock.
 */
export interface DemandPoints {
  readonly count: number
  /** Driving speed over that of the network: that of the labels' clock. */
  readonly speed: number
  /** Segment that the cell is reached by, −1 where no road is near enough. */
  readonly segment: Int32Array
  /** Share of the segment's length from its first node. */
  readonly fraction: Float64Array
  /** The way from the road to the cell's people, by the labels' clock. */
  readonly accessDeciseconds: Int32Array
  /** First entry of each segment in `cellsBySegment`; one more than there are segments. */
  readonly segmentStart: Uint32Array
  readonly cellsBySegment: Uint32Array
}

const NO_SEGMENT = -1

/** Deciseconds by the labels' clock. */
export const byClock = (deciseconds: number, speed: number): number =>
  Math.round(deciseconds * speed)

/** True deciseconds of a label. */
export const arrivalOf = (label: number, speed: number): number => Math.round(label / speed)

/** The latest label that still is an arrival within so many deciseconds. */
export const latestLabel = (deciseconds: number, speed: number): number =>
  Math.ceil((deciseconds + 0.5) * speed) - 1

/**
 * @param lonLat longitude, latitude of each cell, interleaved.
 * @param water that is not walked across.
 * @param speed driving speed over that of the network.
 */
export const locateDemand = (
  { graph, index }: RoadNetwork,
  { usable }: VehicleTimes,
  lonLat: Float64Array,
  water = NO_WATER,
  speed = 1,
): DemandPoints => {
  const count = lonLat.length / 2
  const segment = new Int32Array(count).fill(NO_SEGMENT)
  const fraction = new Float64Array(count)
  const accessDeciseconds = new Int32Array(count)
  for (let cell = 0; cell < count; cell++) {
    const place: LonLat = [lonLat[cell * 2]!, lonLat[cell * 2 + 1]!]
    const { snap } = joinOnFoot({ graph, index, usable }, water, place)
    if (!snap) continue
    segment[cell] = snap.segment
    fraction[cell] = snap.fraction
    accessDeciseconds[cell] = byClock(toDeciseconds(accessSeconds(snap.distanceMetres)), speed)
  }
  const { start: segmentStart, entries: cellsBySegment } = groupIndexes(segment, graph.segmentCount)
  return { count, speed, segment, fraction, accessDeciseconds, segmentStart, cellsBySegment }
}

/** Share of a directed edge that has been driven when a cell is reached. */
export const fractionDriven = (points: DemandPoints, cell: number, edge: number): number =>
  (edge & 1) === 0 ? points.fraction[cell]! : 1 - points.fraction[cell]!

// First, second … arrival at every demand cell, read off the field of arrivals.

/** Per arrival (first, second …) one array over the cells. */
export interface Arrivals {
  readonly cellCount: number
  /** Deciseconds from the call, UNREACHED where no one comes. */
  readonly deciseconds: readonly Int32Array[]
  /** Who comes: the owner of the field's label, UNREACHED where no one does. */
  readonly stations: readonly Int32Array[]
}

/** The best arrivals of different stations at one cell, soonest first. */
class Ranking {
  readonly #stations: number[] = []
  readonly #deciseconds: number[] = []
  readonly #most: number

  constructor(most: number) {
    this.#most = most
  }

  clear(): void {
    this.#stations.length = 0
    this.#deciseconds.length = 0
  }

  offer(station: number, arrival: number): void {
    const known = this.#stations.indexOf(station)
    if (known >= 0) {
      if (this.#deciseconds[known]! <= arrival) return
      this.#stations.splice(known, 1)
      this.#deciseconds.splice(known, 1)
    }
    let rank = this.#deciseconds.length
    while (rank > 0 && this.#isAfter(rank - 1, station, arrival)) rank--
    if (rank >= this.#most) return
    this.#stations.splice(rank, 0, station)
    this.#deciseconds.splice(rank, 0, arrival)
    if (this.#stations.length > this.#most) {
      this.#stations.length = this.#most
      this.#deciseconds.length = this.#most
    }
  }

  /** Equal times are ordered by station, so that answers repeat. */
  #isAfter(rank: number, station: number, arrival: number): boolean {
    const there = this.#deciseconds[rank]!
    return there > arrival || (there === arrival && this.#stations[rank]! > station)
  }

  write(cell: number, arrivals: Arrivals, speed: number): void {
    for (let k = 0; k < this.#most; k++) {
      const label = this.#deciseconds[k]
      arrivals.deciseconds[k]![cell] = label === undefined ? UNREACHED : arrivalOf(label, speed)
      arrivals.stations[k]![cell] = this.#stations[k] ?? UNREACHED
    }
  }
}

/** @param due how many arrivals to read; at most the depth of the field. */
export const readArrivals = (field: ArrivalField, points: DemandPoints, due: number): Arrivals => {
  if (due > field.depth) throw new RangeError(`the field keeps ${field.depth} labels, not ${due}`)
  const rows = (): Int32Array[] =>
    Array.from({ length: due }, () => new Int32Array(points.count).fill(UNREACHED))
  const arrivals: Arrivals = { cellCount: points.count, deciseconds: rows(), stations: rows() }
  const { depth, edgeCosts } = field
  // Stations on a cell's own segment need not leave it to reach what lies ahead.
  const onSegment = Map.groupBy(field.sources, ({ snap }) => snap.segment)
  const ranking = new Ranking(due)
  for (let cell = 0; cell < points.count; cell++) {
    const segment = points.segment[cell]!
    if (segment === NO_SEGMENT) continue
    const access = points.accessDeciseconds[cell]!
    ranking.clear()
    for (const edge of edgesOf(segment)) {
      if (!field.isPassable(edge)) continue
      const share = fractionDriven(points, cell, edge)
      const driven = Math.round(edgeCosts[edge]! * share) + access
      for (const state of field.statesOfEdge(edge)) {
        for (let slot = state * depth; slot < (state + 1) * depth; slot++) {
          const label = field.labelAt(slot)
          if (label !== NO_LABEL) ranking.offer(field.ownerAt(slot), label + driven)
        }
      }
      for (const { owner, snap, startDeciseconds } of onSegment.get(segment) ?? []) {
        const ahead = share - fractionAlong(edge, snap)
        if (ahead < 0) continue
        ranking.offer(owner, startDeciseconds + Math.round(edgeCosts[edge]! * ahead) + access)
      }
    }
    ranking.write(cell, arrivals, points.speed)
  }
  return arrivals
}
