/** In which directions a way may be driven. */
import { ACCESS_KEYS_OF_CARS } from './access.ts'
import type { Tags } from './elements.ts'
import type { Tally } from './tally.ts'

export interface Directions {
  /** As the way is drawn. */
  forward: boolean
  backward: boolean
}

const BOTH: Directions = { forward: true, backward: true }
const FORWARD: Directions = { forward: true, backward: false }
const BACKWARD: Directions = { forward: false, backward: true }
const NEITHER: Directions = { forward: false, backward: false }

/**
 * Reversible lanes change direction by the hour, so neither can be relied on; `alternating` is a
 * single lane where signals let both directions pass in turn.
 */
const BY_VALUE: ReadonlyMap<string, Directions> = new Map([
  ['yes', FORWARD],
  ['true', FORWARD],
  ['1', FORWARD],
  ['-1', BACKWARD],
  ['reverse', BACKWARD],
  ['no', BOTH],
  ['false', BOTH],
  ['0', BOTH],
  ['alternating', BOTH],
  ['reversible', NEITHER],
])

/** The exception for our vehicles first; `oneway:bicycle` and the like are not about us. */
const ONEWAY_KEYS = ['oneway:motorcar', 'oneway:motor_vehicle', 'oneway:vehicle', 'oneway'] as const

const ROUNDABOUTS: ReadonlySet<string> = new Set(['roundabout', 'circular'])

export const isRoundabout = (tags: Tags): boolean => ROUNDABOUTS.has(tags.junction ?? '')

const impliesOneway = (tags: Tags): boolean => tags.highway === 'motorway' || isRoundabout(tags)

const stated = (tags: Tags, tally: Tally): Directions | null => {
  for (const key of ONEWAY_KEYS) {
    const value = tags[key]
    if (value === undefined) continue
    const directions = BY_VALUE.get(value)
    if (directions) return directions
    tally.add('onewayUnknown')
  }
  return null
}

/** False when the narrowest tag for that direction closes it (`vehicle:backward=no`). */
const isAllowed = (tags: Tags, direction: keyof Directions): boolean =>
  ACCESS_KEYS_OF_CARS.map((key) => tags[`${key}:${direction}`]).find(
    (value) => value !== undefined,
  ) !== 'no'

export const readDirections = (tags: Tags, tally: Tally): Directions => {
  if (tags['oneway:conditional'] !== undefined) tally.add('onewayConditional')
  const { forward, backward } = stated(tags, tally) ?? (impliesOneway(tags) ? FORWARD : BOTH)
  return {
    forward: forward && isAllowed(tags, 'forward'),
    backward: backward && isAllowed(tags, 'backward'),
  }
}
