/** Shares as the planner reads them. */

/** Shares are given in tenths of a percent. */
const TENTHS = 1000
const TENTHS_PER_PERCENT = 10

/**
 * A share in percent with one decimal, cut off rather than rounded: what is not all never reads
 * 100 %, and what is not nothing never reads 0 %.
 */
export const shareText = (part: number, all: number): string => {
  if (all <= 0) return '–'
  // whole numbers multiplied before the division: a share that comes out even stays even
  const tenths = Math.floor((part * TENTHS) / all)
  if (tenths === 0 && part > 0) return '<0.1%'
  return `${(tenths / TENTHS_PER_PERCENT).toFixed(1)}%`
}
