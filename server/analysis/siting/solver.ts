/**
 * What every siting problem offers to those who run it: a search that finds better and better sites
 * and a bound that proves how good they can be at all. Each runs in a thread of its own, in slices
 * of some ten milliseconds, and they tell each other what they have found in between. Neither looks
 * at a clock: `shouldPause` is asked often enough (every millisecond or so) and says when to return.
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
  /** Looks for better ones until told to pause; safe to call again and again. */
  improve(shouldPause: () => boolean): void
  /** Takes over a solution from elsewhere where it is better than its own. */
  adopt(chosen: readonly number[]): void
}

export interface SiteBound {
  /** No solution is better than this. Valid at any time, never loosens. */
  readonly bound: number
  /** A solution that the bound's prices suggest, or null. */
  readonly suggestion: SiteSolution | null
  /** Tightens the bound until told to pause. @param incumbent objective of the best solution known. */
  tighten(incumbent: number, shouldPause: () => boolean): void
}
