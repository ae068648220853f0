/** Random numbers that are the same on every machine and every run, by names of what they are for. */
import { indexBelow, type Random, seededRandom } from '../../server/analysis/random.ts'

export type { Random }

const FNV_OFFSET = 0x811c9dc5
const FNV_PRIME = 0x01000193

/** A sequence of its own for each key, so that a change in one town leaves the others alone
 *  (seeded by the 32-bit FNV-1a hash of the key's UTF-16 units). */
export const randomOf = (key: string): Random => {
  let hash = FNV_OFFSET
  for (let i = 0; i < key.length; i++) hash = Math.imul(hash ^ key.charCodeAt(i), FNV_PRIME)
  return seededRandom(hash)
}

/** A whole number from `minimum` to `maximum`, both included. */
export const integerBetween = (random: Random, minimum: number, maximum: number): number =>
  minimum + indexBelow(random, maximum - minimum + 1)

/** A number from `minimum` up to `maximum`. */
export const numberBetween = (random: Random, minimum: number, maximum: number): number =>
  minimum + random() * (maximum - minimum)

/** One of the values, all equally likely. @throws RangeError when there is none. */
export const pickOne = <T>(random: Random, values: readonly T[]): T => {
  if (values.length === 0) throw new RangeError('nothing to pick from')
  return values[indexBelow(random, values.length)]!
}
