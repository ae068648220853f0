/** Sizes that differ like those of real places. */
import type { Random } from '../random.ts'

/** A factor around 1: log-normal with the standard deviation of its logarithm (Box & Muller, 1958). */
export const logNormal = (random: Random, spread: number): number =>
  Math.exp(spread * Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random()))
