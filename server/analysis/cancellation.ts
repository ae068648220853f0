/** How a long computation is given up halfway. */

/** Called between steps that take long; true ends the computation with `Cancelled`. */
export type ShouldStop = () => boolean

/** The caller has gone; nothing was computed to the end. */
export class Cancelled extends Error {}

export const neverStop: ShouldStop = () => false

/** @throws Cancelled */
export const stopIf = (shouldStop: ShouldStop): void => {
  if (shouldStop()) throw new Cancelled()
}

/** A time limit, from now on. @returns how many seconds of it are left, 0 at the least. */
export const countdown = (seconds: number): (() => number) => {
  const until = performance.now() + seconds * 1000
  return () => Math.max(0, (until - performance.now()) / 1000)
}
