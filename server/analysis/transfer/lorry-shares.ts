/** How much of a lorry one unit takes. */

/** What drives itself takes nothing of a lorry. */
const NOTHING = 0
const TOLERANCE = 1e-9

interface Capacity {
  /** What one lorry carries, in the unit of `perUnit`. */
  readonly perLorry: number
  /** Mass or volume of one unit of an item. */
  readonly perUnit: number
}

/**
 * 1 ÷ the units that fit into one lorry: a pump is not cut in two, so that a lorry of 1.5 t carries
 * two of 650 kg and not 2.3.
 * @param isLimited where lorries are no limit, what fits no lorry counts by its weight alone.
 * @returns Infinity where not even one unit fits.
 */
export const lorryShare = ({ perLorry, perUnit }: Capacity, isLimited: boolean): number => {
  if (perUnit === 0) return NOTHING
  const fitting = Math.floor(perLorry / perUnit + TOLERANCE)
  if (fitting >= 1) return 1 / fitting
  return isLimited ? Number.POSITIVE_INFINITY : perUnit / perLorry
}

/** @returns shares by stockpile and item. */
export const lorryShares = (
  perLorry: readonly number[],
  perUnit: readonly number[],
  isLimited: boolean,
): Float64Array =>
  Float64Array.from(
    perLorry.flatMap((capacity) =>
      perUnit.map((unit) => lorryShare({ perLorry: capacity, perUnit: unit }, isLimited)),
    ),
  )
