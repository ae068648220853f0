/** Closures in force: what every analysis obeys. */
import { bboxOf, type LonLat } from '../../../data/geometry.ts'
import { localMinuteOfDay } from '../../../data/local-time.ts'
import { type ActiveClosure, isClosureActiveDuring } from '../../../data/road-closure.ts'
import type { Closure } from '../../../data/scenario.ts'
import { areaAt } from '../../analysis/place.ts'
import type { RoadConditions } from '../../analysis/transfer/lorry-times.ts'
import { periodAt } from '../../network/profile.ts'
import type { Snapshot } from '../../store/store.ts'
import type { RevisionMemo } from '../revision-memo.ts'
import type { ClosureDocument } from './closed-roads.ts'

const active = ({ id, name, content: { kind } }: ClosureDocument): ActiveClosure => ({
  ...{ id, name, kind },
})

/** Flooded areas that a place lies in: whatever the roads there are, nothing is unloaded under water. */
export const floodsOver = (
  documents: readonly ClosureDocument[],
  [longitude, latitude]: LonLat,
): ActiveClosure[] =>
  documents
    .filter(({ content: { area: geometry } }) => {
      return areaAt([{ geometry, bbox: bboxOf(geometry) }], longitude, latitude) !== null
    })
    .map(active)

export interface InForce {
  /** What an answer says that it obeyed. */
  readonly list: ActiveClosure[]
  readonly closures: readonly Closure[]
  readonly documents: readonly ClosureDocument[]
}

export const NONE_IN_FORCE: InForce = { list: [], closures: [], documents: [] }

/** The roads as lorries find them. */
export interface RoadsNow {
  readonly conditions: RoadConditions
  /** What the answer says that it obeyed. */
  readonly obeyed: ActiveClosure[]
  readonly documents: readonly ClosureDocument[]
}

interface RoadsAsked {
  /** When the first lorry leaves: roads are as fast as then. */
  readonly from: Date
  /** Closed is what is closed at `from` or at any later moment before this; left out: at `from`. */
  readonly until?: Date
  /** False: as if no closure were in force. */
  readonly isObeying: boolean
  /** Closures beside those in force. */
  readonly more?: readonly Closure[]
}

export class ClosuresInForce {
  readonly #memo: RevisionMemo

  constructor(memo: RevisionMemo) {
    this.#memo = memo
  }

  /** In force at this moment. */
  at(snapshot: Snapshot, at: Date): Promise<InForce> {
    return this.during(snapshot, at, at)
  }

  /** In force at `from` or at any later moment before `until`. */
  async during(snapshot: Snapshot, from: Date, until: Date): Promise<InForce> {
    const documents = await this.#memo.get(snapshot, 'closures', ['closures'], () =>
      snapshot.closures.list(),
    )
    const inForce = documents
      .filter(({ content }) => isClosureActiveDuring(content, from, until))
      .sort((a, b) => a.id.localeCompare(b.id))
    return {
      list: inForce.map(active),
      closures: inForce.map(({ content: { area } }) => area),
      documents: inForce,
    }
  }

  async roads(
    snapshot: Snapshot,
    { from, until = from, isObeying, more = [] }: RoadsAsked,
  ): Promise<RoadsNow> {
    const period = periodAt(localMinuteOfDay(from))
    const { closures, list, documents } = isObeying
      ? await this.during(snapshot, from, until)
      : NONE_IN_FORCE
    return { conditions: { period, closures: [...closures, ...more] }, obeyed: list, documents }
  }
}
