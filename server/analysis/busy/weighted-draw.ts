/** Draws an index by its weight in one step, however many there are. */
import type { Random } from '../random.ts'

/** Alias tables (Walker, 1977; laid out as by Vose, 1991): each column holds two indexes at most. */
export interface WeightedDraw {
  readonly threshold: Float64Array
  readonly alias: Uint32Array
}

/** @throws RangeError without a positive weight, or with a negative one. */
export const weightedDraw = (weights: Float64Array): WeightedDraw => {
  const count = weights.length
  const sum = weights.reduce((total, weight) => total + weight, 0)
  const threshold = new Float64Array(count).fill(1)
  const alias = Uint32Array.from(weights.keys())
  if (!(sum > 0) || weights.some((weight) => weight < 0)) {
    throw new RangeError('weights must not be negative, and one at least must be positive')
  }
  const scaled = weights.map((weight) => (weight * count) / sum)
  const low: number[] = []
  const high: number[] = []
  for (let i = 0; i < count; i++) (scaled[i]! < 1 ? low : high).push(i)
  while (low.length > 0 && high.length > 0) {
    const small = low.pop()!
    const large = high.at(-1)!
    threshold[small] = scaled[small]!
    alias[small] = large
    scaled[large] = scaled[large]! + scaled[small]! - 1
    if (scaled[large]! < 1) {
      high.pop()
      low.push(large)
    }
  }
  // Rounding may leave a column of weight 0 over; it must not be drawn.
  const heaviest = high.at(-1) ?? weights.indexOf(Math.max(...low.map((i) => weights[i]!)))
  for (const i of low) {
    if (weights[i] === 0) {
      threshold[i] = 0
      alias[i] = heaviest
    }
  }
  return { threshold, alias }
}

export const drawIndex = ({ threshold, alias }: WeightedDraw, random: Random): number => {
  const at = random() * threshold.length
  const column = Math.floor(at)
  return at - column < threshold[column]! ? column : alias[column]!
}
