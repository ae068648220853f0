/** Whom a vehicle reaches from one place in several variants: one search, its times converted to each one's speed. */
import { USUAL_BAND, type Variant, variantsOf } from '../../../data/planning-day.ts'
import { toDeciseconds } from '../../network/profile.ts'
import { arrivalOf, byClock, type DemandPoints, latestLabel } from './arrivals.ts'
import type { ReachedCells, VehiclePost } from './reach.ts'

const FULL_PERCENT = 100

/** Driving speed of a variant, 1 where it is the network's. */
export const speedIn = ({ speedPercent }: Variant): number => speedPercent / FULL_PERCENT

export interface DrivenCells {
  readonly cells: Uint32Array
  /** On the road alone, by the network's speeds. */
  readonly drivenDeciseconds: Int32Array
  /** The way on foot from the place to the road. */
  readonly accessSeconds: number
}

/** Whom a vehicle reaches by then that joins the road at a label. */
export const reachedBy = (
  { cells, drivenDeciseconds }: DrivenCells,
  start: number,
  { speed, accessDeciseconds }: DemandPoints,
  cutoffDeciseconds: number,
): ReachedCells => {
  const latest = latestLabel(cutoffDeciseconds, speed)
  const reached: number[] = []
  const deciseconds: number[] = []
  for (let i = 0; i < cells.length; i++) {
    const cell = cells[i]!
    const label = start + drivenDeciseconds[i]! + accessDeciseconds[cell]!
    if (label > latest) continue
    reached.push(cell)
    deciseconds.push(arrivalOf(label, speed))
  }
  return { cells: Uint32Array.from(reached), deciseconds: Int32Array.from(deciseconds) }
}

/** The variant in which most is in time: that of the usual band, so that its search is kept once. */
export const widestOf = (variants: readonly Variant[]): Variant => {
  const { fast } = variantsOf(USUAL_BAND)
  const all = [fast, ...variants]
  return {
    speedPercent: Math.max(...all.map(({ speedPercent }) => speedPercent)),
    turnoutSeconds: Math.min(...all.map(({ turnoutSeconds }) => turnoutSeconds)),
  }
}

/** When a vehicle joins the road, by the labels' clock. @param onFootSeconds to the road. */
export const startLabel = (post: VehiclePost, onFootSeconds: number, variant: Variant): number => {
  const turnoutSeconds = Math.max(0, post.turnoutSeconds + variant.turnoutSeconds)
  return byClock(toDeciseconds(turnoutSeconds + onFootSeconds), speedIn(variant))
}
