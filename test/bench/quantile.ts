/** Order statistics of measured times. */

/** The value that this share of the samples does not exceed (nearest rank). */
export const quantile = (samples: readonly number[], share: number): number => {
  if (samples.length === 0) throw new RangeError('a quantile needs at least one sample')
  const sorted = [...samples].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1))]!
}

export const times = (count: number, run: () => void): number[] =>
  Array.from({ length: count }, () => {
    const started = performance.now()
    run()
    return performance.now() - started
  })

/** "p50 0.31 ms, p95 0.62 ms" */
export const describeTimes = (samples: readonly number[]): string =>
  `p50 ${quantile(samples, 0.5).toFixed(2)} ms, p95 ${quantile(samples, 0.95).toFixed(2)} ms (${samples.length} runs)`

/** Milliseconds of so many acts, one after the other, after some that warm up. */
export const timesInTurn = async (
  warmUp: number,
  count: number,
  act: (index: number) => Promise<unknown>,
): Promise<number[]> => {
  const samples: number[] = []
  for (let index = 0; index < warmUp + count; index++) {
    const started = performance.now()
    await act(index)
    if (index >= warmUp) samples.push(performance.now() - started)
  }
  return samples
}
