const GAP_DECIMALS = 2

/** Rounded up: the page never says that an answer is closer to the best than was proved. */
export const gapText = (gapPercent: number): string => {
  const scale = 10 ** GAP_DECIMALS
  return (Math.ceil(gapPercent * scale) / scale).toFixed(GAP_DECIMALS)
}
