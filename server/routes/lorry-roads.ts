/** Road times of supply lorries, asked of the dispatchers' lane, with the closures in force. */
import { localMinuteOfDay } from '../../data/local-time.ts'
import type { ActiveClosure } from '../../data/road-closure.ts'
import type { Closure } from '../../data/scenario.ts'
import type { RoadConditions } from '../analysis/transfer/lorry-times.ts'
import { periodAtHour } from '../network/profile.ts'
import type { ActiveClosures } from './active-closures.ts'

const MINUTES_PER_HOUR = 60

export interface RoadsNow {
  readonly conditions: RoadConditions
  /** What the answer says that it obeyed. */
  readonly obeyed: ActiveClosure[]
}

/**
 * The roads for those who drive between two times: as fast as at `from`, and closed where they are
 * at `from` or at any later moment before `until`. @param more closures beside those in force.
 * @param isObeying false: as if none were in force.
 */
export const roadsDuring = async (
  active: ActiveClosures,
  from: Date,
  until: Date,
  isObeying: boolean,
  more: readonly Closure[] = [],
): Promise<RoadsNow> => {
  const period = periodAtHour(Math.floor(localMinuteOfDay(from) / MINUTES_PER_HOUR))
  const inForce = isObeying ? await active.during(from, until) : { list: [], closures: [] }
  return {
    conditions: { period, closures: [...inForce.closures, ...more] },
    obeyed: [...inForce.list],
  }
}

/** The roads as they are at one moment. Else as `roadsDuring`. */
export const roadsAt = (
  active: ActiveClosures,
  at: Date,
  isObeying: boolean,
  more: readonly Closure[] = [],
): Promise<RoadsNow> => roadsDuring(active, at, at, isObeying, more)
