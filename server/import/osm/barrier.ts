/** Who passes a barrier that stands on a road. */
import { ACCESS_ALL } from '../../network/draft.ts'
import { readAccess } from './access.ts'
import type { Tags } from './elements.ts'
import type { Tally } from './tally.ts'

const NOBODY = 0

/** A gate is somebody's to open; whether it is closed to strangers its access tags tell. */
const GATES = [
  'gate',
  'lift_gate',
  'swing_gate',
  'sliding_gate',
  'sliding_beam',
  'hampshire_gate',
  'bump_gate',
]
const PASSABLE = [
  'arch',
  'border_control',
  'cattle_grid',
  'checkpoint',
  'coupure',
  'entrance',
  'gate_open',
  'height_restrictor',
  'kerb',
  'no',
  'rumble_strip',
  'sally_port',
  'speed_bump',
  'toll_booth',
]
const BLOCKS = [
  'block',
  'bollard',
  'bus_trap',
  'cable_barrier',
  'chain',
  'cycle_barrier',
  'debris',
  'ditch',
  'fence',
  'full-height_turnstile',
  'guard_rail',
  'hedge',
  'horse_stile',
  'jersey_barrier',
  'kissing_gate',
  'log',
  'motorcycle_barrier',
  'planter',
  'retaining_wall',
  'rope',
  'spikes',
  'stile',
  'stump',
  'sump_buster',
  'turnstile',
  'wall',
  'wicket_gate',
  'yes',
]

/** What a barrier lets through unless its access tags say otherwise. */
const UNSTATED_ACCESS: ReadonlyMap<string, number> = new Map([
  ...GATES.map((kind) => [kind, ACCESS_ALL] as const),
  ...PASSABLE.map((kind) => [kind, ACCESS_ALL] as const),
  ...BLOCKS.map((kind) => [kind, NOBODY] as const),
])

/** Tags that close a barrier for good, in whichever key they say it. */
const CLOSING_KEYS = ['motorcar', 'motor_vehicle', 'vehicle', 'access'] as const

/**
 * Bits of ACCESS that pass the node; ACCESS_ALL when nothing stands on it. A gate of a private
 * estate opens for a vehicle on a call; a locked one, or one that says `no`, does not.
 */
export const readBarrier = (tags: Tags, tally: Tally): number => {
  if (tags.barrier === undefined) return ACCESS_ALL
  const unstated = UNSTATED_ACCESS.get(tags.barrier)
  if (unstated === undefined) {
    tally.add('barrierUnknown')
    return ACCESS_ALL
  }
  if (tags.locked === 'yes' && tags.emergency !== 'yes') return NOBODY
  const isShut = CLOSING_KEYS.map((key) => tags[key]).find((value) => value !== undefined) === 'no'
  const emergencyClosed = isShut && tags.emergency === undefined
  return readAccess(emergencyClosed ? { ...tags, emergency: 'no' } : tags, tally, unstated)
}
