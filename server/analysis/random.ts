/** Random numbers that are the same on every machine and every run. */

/** The next number of the sequence, in [0, 1). */
export type Random = () => number

const UINT32_RANGE = 2 ** 32

/** A sequence of 2³² numbers from a seed (mulberry32, Tommy Ettinger, 2017, public domain). */
export const seededRandom = (seed = 1): Random => {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / UINT32_RANGE
  }
}

/** A whole number from 0 up to, not including, `count`. */
export const indexBelow = (random: Random, count: number): number => Math.floor(random() * count)
