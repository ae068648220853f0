/**
 * Where the features of collections join the roads, found once for each of them: what is written of
 * one moves no other.
 */
import { setImmediate } from 'node:timers/promises'
import type { CollectionId } from '../../../data/collections.ts'
import type { ProfileId } from '../../../data/profile.ts'
import {
  type FacilitySet,
  facilitySet,
  type JoinedPoint,
  joinedPoints,
  withFacility,
} from '../../analysis/facility.ts'
import type { KnownWater } from '../../analysis/known-water.ts'
import { turnoutSecondsOf } from '../../analysis/nearest-answer.ts'
import { accessPositions } from '../../analysis/place.ts'
import { toDeciseconds } from '../../network/profile.ts'
import type { RoadNetwork } from '../../network/road-network.ts'
import type { FeatureRow } from '../../store/feature-writes.ts'
import { carriedOver, type MadeOf } from '../followed-rows.ts'

/** How long features are joined before others get their turn. */
const SLICE_MILLISECONDS = 5

/** A collection as a nearest answer needs it. */
interface Facilities {
  readonly facilities: FacilitySet
  readonly turnoutDeciseconds: Int32Array
}

type Joined = Facilities & MadeOf<readonly JoinedPoint[]>

/** So many are put in one by one; where more have changed everything is laid out anew. */
const MOST_PUT_IN = 20

/** What was asked for last of a collection and a vehicle. */
interface Asked {
  readonly network: RoadNetwork
  readonly water: KnownWater
  readonly rows: readonly FeatureRow[]
  readonly joined: Promise<Joined>
}

export class JoinedFeatures {
  /** By collection and vehicle. */
  readonly #asked = new Map<string, Asked>()

  /** @param rows of the collection at one moment. */
  async facilities(
    network: RoadNetwork,
    profile: ProfileId,
    water: KnownWater,
    collection: CollectionId,
    rows: readonly FeatureRow[],
  ): Promise<Facilities> {
    const key = `${collection} ${profile}`
    const last = this.#asked.get(key)
    const isSame = last?.network === network && last.water === water
    if (isSame && last.rows === rows) return last.joined
    const joined = (async () => {
      // Where the joining of the moment before has failed, all are joined anew.
      const before = isSame ? await last.joined.catch(() => null) : null
      return join(network, profile, water, before, rows)
    })()
    this.#asked.set(key, { network, water, rows, joined })
    return joined
  }
}

const join = async (
  network: RoadNetwork,
  profile: ProfileId,
  water: KnownWater,
  before: Joined | null,
  rows: readonly FeatureRow[],
): Promise<Joined> => {
  // Day and night open the same roads, so either period says what is usable.
  const { usable } = network.vehicleTimes(profile, 'day')
  const { graph, index } = network
  const values: (readonly JoinedPoint[])[] = []
  const changed: number[] = []
  let until = performance.now() + SLICE_MILLISECONDS
  for (const [facility, known] of carriedOver(before, rows).entries()) {
    if (!known && performance.now() > until) {
      await setImmediate()
      until = performance.now() + SLICE_MILLISECONDS
    }
    if (!known) changed.push(facility)
    const positions = known ? [] : accessPositions(rows[facility]!.feature.geometry)
    values.push(known ?? joinedPoints({ graph, index, usable }, water, positions))
  }
  const known = before && hasSameNumbers(before.rows, rows, changed.length) ? before : null
  let facilities = known?.facilities ?? facilitySet(graph, values)
  const turnoutDeciseconds = new Int32Array(rows.length)
  turnoutDeciseconds.set(known?.turnoutDeciseconds ?? [])
  for (const facility of known ? changed : rows.keys()) {
    const { properties } = rows[facility]!.feature
    turnoutDeciseconds[facility] = toDeciseconds(turnoutSecondsOf(properties))
    if (!known) continue
    const had = known.values[facility] ?? []
    facilities = withFacility(facilities, facility, had, values[facility]!)
  }
  return { rows, values, facilities, turnoutDeciseconds }
}

/** Whether every row is where it was, others at the end, and so few are changed that the rest is worth keeping. */
const hasSameNumbers = (
  before: readonly FeatureRow[],
  now: readonly FeatureRow[],
  changed: number,
): boolean =>
  changed <= MOST_PUT_IN &&
  before.every((row, index) => row === now[index] || row.sequence === now[index]?.sequence)
