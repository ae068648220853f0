/** Places that a short link of OpenStreetMap holds in its own letters; other short links hold none. */
import type { LonLat } from '../geometry.ts'

/** Six bits a letter; `@`, and `=` at the end, are of older links. */
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_~'
const BITS_PER_AXIS = 3
const CODE = /\/go\/([\w~@]{3,10})[-=]*(?![\w~@])/

/**
 * The middle of the cell that the code of `osm.org/go/…` names: bits of longitude and latitude in turns
 * (https://wiki.openstreetmap.org/wiki/Shortlink).
 * @returns degrees, and how long a side of the cell is at the most; `null` without a code.
 */
export const placeOfShortCode = (
  address: string,
): { place: LonLat; cellDegrees: number } | null => {
  const [, code] = CODE.exec(address) ?? []
  if (!code) return null
  let [x, y] = [0, 0]
  for (const letter of code.replaceAll('@', '~')) {
    const bits = LETTERS.indexOf(letter)
    for (let bit = 2 * BITS_PER_AXIS - 1; bit > 0; bit -= 2) {
      x = 2 * x + ((bits >> bit) & 1)
      y = 2 * y + ((bits >> (bit - 1)) & 1)
    }
  }
  const cells = 2 ** (BITS_PER_AXIS * code.length)
  return {
    place: [((x + 0.5) / cells) * 360 - 180, ((y + 0.5) / cells) * 180 - 90],
    cellDegrees: 360 / cells,
  }
}
