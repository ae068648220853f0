/** Which goods are too few or too large to be cut in parts while a plan is made. */
import type { TransferInstance } from './instance.ts'

/** Bags by the thousand may be counted in parts and made whole; pumps and boats may not. */
const MOST_COUNTED_UNITS = 200
const LIGHT_KILOGRAMS = 20
const SMALL_CUBIC_METRES = 0.1

/** Items whose units the integer program must keep whole. */
export const wholeItems = (instance: TransferInstance): ((item: number) => boolean) => {
  const { demand, itemCount, kilograms, cubicMetres } = instance
  return (item) => {
    let most = 0
    for (let line = item; line < demand.length; line += itemCount) {
      most = Math.max(most, demand[line]!)
    }
    const isLight = kilograms[item]! < LIGHT_KILOGRAMS && cubicMetres[item]! < SMALL_CUBIC_METRES
    return most <= MOST_COUNTED_UNITS || !isLight
  }
}
