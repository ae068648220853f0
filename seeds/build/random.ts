/** Random numbers that are the same on every machine and every run. */

/** The next number of the sequence, in [0, 1). */
export type Random = () => number

const UINT32_RANGE = 2 ** 32
const FNV_OFFSET = 0x811c9dc5
const FNV_PRIME = 0x01000193

/** A sequence of 2³² numbers from a seed (mulberry32, Tommy Ettinger, 2017, public domain). */
export const mulberry32 = (seed: number): Random => {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / UINT32_RANGE
  }
}

/** A sequence of its own for each key, so that a change in one town leaves the others alone
 *  (seeded by the 32-bit FNV-1a hash of the key's UTF-16 units). */
export const randomOf = (key: string): Random => {
  let hash = FNV_OFFSET
  for (let i = 0; i < key.length; i++) hash = Math.imul(hash ^ key.charCodeAt(i), FNV_PRIME)
  return mulberry32(hash)
}

/** A whole number from `minimum` to `maximum`, both included. */
export const integerBetween = (random: Random, minimum: number, maximum: number): number =>
  minimum + Math.floor(random() * (maximum - minimum + 1))

/** A number from `minimum` up to `maximum`. */
export const numberBetween = (random: Random, minimum: number, maximum: number): number =>
  minimum + random() * (maximum - minimum)

/** One of the values, all equally likely. @throws RangeError when there is none. */
export const pickOne = <T>(random: Random, values: readonly T[]): T => {
  if (values.length === 0) throw new RangeError('nothing to pick from')
  return values[Math.floor(random() * values.length)]!
}
