/**
 * What every siting problem offers to those who run it: a search that finds better and better sites
 * and a bound that proves how good they can be at all. Each runs in a thread of its own, in slices
 * of some ten milliseconds, and in between they exchange what they have found. Neither reads a
 * clock: `shouldPause` is called every millisecond or so and says when to return.
 *
 * Objectives are whole numbers, so that two computers agree and a bound may be rounded: for
 * `maximise` down to the next whole number, for `minimise` up.
 */
export interface SiteSolution {
  /** Indexes of the chosen candidates, ascending, each once. */
  readonly chosen: readonly number[]
  readonly objective: number
}

export interface SiteSearch {
  /** The best solution so far; there is one from the beginning (greedy). */
  readonly best: SiteSolution
  /** Looks for better ones until `shouldPause`; may be called again and again. */
  improve(shouldPause: () => boolean): void
  /** Takes over a solution from elsewhere where it is better than its own. */
  adopt(chosen: readonly number[]): void
}

export interface SiteBound {
  /** No solution is better than this. Valid at any time, never loosens. */
  readonly bound: number
  /** A solution that the bound's prices suggest, or null. */
  readonly suggestion: SiteSolution | null
  /**
   * Tightens the bound until `shouldPause`. @param incumbent objective of the best known solution.
   */
  tighten(incumbent: number, shouldPause: () => boolean): void
}

/**
 * One proof by branch and cut takes no longer, so that a thread still notices when it is to stop.
 */
export const PROOF_SECONDS = 6

export const ascending = (a: number, b: number): number => a - b

/** Each candidate once, in the order given. @throws RangeError for more than `siteCount`. */
export const distinctSites = (chosen: readonly number[], siteCount: number): number[] => {
  const distinct = [...new Set(chosen)]
  if (distinct.length > siteCount) {
    throw new RangeError(`${distinct.length} sites where ${siteCount} are allowed`)
  }
  return distinct
}
