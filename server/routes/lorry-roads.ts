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
 * The roads as they are at a time. @param more closures beside those in force.
 * @param isObeying false: as if none were in force.
 */
export const roadsAt = async (
  active: ActiveClosures,
  at: Date,
  isObeying: boolean,
  more: readonly Closure[] = [],
): Promise<RoadsNow> => {
  const period = periodAtHour(Math.floor(localMinuteOfDay(at) / MINUTES_PER_HOUR))
  const inForce = isObeying ? await active.at(at) : { list: [], closures: [] }
  return {
    conditions: { period, closures: [...inForce.closures, ...more] },
    obeyed: [...inForce.list],
  }
}
