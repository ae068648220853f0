/** Where the lorries of an order should be by now: an estimate, since positions are not reported. */
import type { LonLat } from './geometry.ts'
import type { OrderLoad } from './transfer-order.ts'

const RADIANS_PER_DEGREE = Math.PI / 180

/** Lengths in degrees of latitude: a degree of longitude is shorter by the cosine of the latitude. */
const lengthBetween = (from: LonLat, to: LonLat): number => {
  const middle = ((from[1] + to[1]) / 2) * RADIANS_PER_DEGREE
  return Math.hypot((to[0] - from[0]) * Math.cos(middle), to[1] - from[1])
}

/**
 * The point at a share (0 to 1, others are clamped) of a line's length; null for an empty line.
 * Plane geometry: on a way across one prefecture the error is far below that of the estimate.
 */
export const pointAlong = (line: readonly LonLat[], share: number): LonLat | null => {
  const first = line[0]
  if (!first) return null
  const lengths = line.slice(1).map((place, index) => lengthBetween(line[index] ?? place, place))
  const total = lengths.reduce((sum, length) => sum + length, 0)
  let rest = Math.min(1, Math.max(0, share)) * total
  for (const [index, length] of lengths.entries()) {
    const from = line[index]
    const to = line[index + 1]
    if (!from || !to) break
    if (rest <= length && length > 0) {
      const part = rest / length
      return [from[0] + part * (to[0] - from[0]), from[1] + part * (to[1] - from[1])]
    }
    rest -= length
  }
  return line.at(-1) ?? first
}

export interface LorryEstimate {
  readonly position: LonLat
  /** The expected time has passed and the load has not been received. */
  readonly isOverdue: boolean
}

/**
 * A load under way at `now` (milliseconds since 1970 UTC): as far along its planned way as time has
 * passed between departure and expected arrival. Null where it is not on the road or has no way.
 */
export const lorryEstimate = (
  load: Pick<
    OrderLoad,
    'state' | 'leavesAt' | 'departedAt' | 'arrivedAt' | 'expectedAt' | 'pickup'
  > & {
    readonly route: readonly LonLat[]
  },
  now: number,
): LorryEstimate | null => {
  if (load.state !== 'in-transit' || load.departedAt === null) return null
  const from = Date.parse(load.departedAt)
  const { nextAt } = load.pickup ?? { nextAt: null }
  // A lorry that calls at another store has its way only as far as there.
  const to = nextAt
    ? from + Date.parse(nextAt) - Date.parse(load.leavesAt)
    : Date.parse(load.expectedAt)
  const isThere = load.arrivedAt !== null
  // A way that takes no time is at its end.
  const share = isThere || to <= from ? 1 : (now - from) / (to - from)
  const position = pointAlong(load.route, share)
  return position && { position, isOverdue: now > Date.parse(load.expectedAt) && !isThere }
}
