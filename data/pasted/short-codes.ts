/** Places that short links of OpenStreetMap and Organic Maps hold in their own letters; other short links hold none. */
import type { LonLat } from '../geometry.ts'

/** The middle of a cell, and how long its sides are at the most; a cell is half as long northwards. */
export interface CodedPlace {
  readonly place: LonLat
  readonly cellDegrees: number
}

/** Six bits a letter, three for each axis. */
const BITS_PER_AXIS = 3
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

/** @param longitudeBit which of the two bits of a pair is the longitude's: the higher (1) or the lower (0). */
const placeOfLetters = (code: string, letters: string, longitudeBit: 0 | 1): CodedPlace => {
  let [x, y] = [0, 0]
  for (const letter of code) {
    const bits = letters.indexOf(letter)
    for (let bit = 2 * BITS_PER_AXIS - 2; bit >= 0; bit -= 2) {
      x = 2 * x + ((bits >> (bit + longitudeBit)) & 1)
      y = 2 * y + ((bits >> (bit + 1 - longitudeBit)) & 1)
    }
  }
  const cells = 2 ** (BITS_PER_AXIS * code.length)
  return {
    place: [((x + 0.5) / cells) * 360 - 180, ((y + 0.5) / cells) * 180 - 90],
    cellDegrees: 360 / cells,
  }
}

/** `@`, and `=` at the end, are of older links. */
const OSM_CODE = /\/go\/([\w~@]{3,10})[-=]*(?![\w~@])/

/** Of `osm.org/go/…` (https://wiki.openstreetmap.org/wiki/Shortlink); `null` without a code. */
export const placeOfOsmCode = (address: string): CodedPlace | null => {
  const [, code] = OSM_CODE.exec(address) ?? []
  return code ? placeOfLetters(code.replaceAll('@', '~'), `${ALPHABET}_~`, 1) : null
}

/** The first letter is the map's scale. */
const GE0_CODE =
  /^(?:ge0:\/\/|(?:https?:\/\/)?(?:omaps\.app|ge0\.me)\/)[\w-]([\w-]{4,9})(?:[/?#]|$)/i

/** Of `omaps.app/…` and `ge0://…` (ge0/parser.cpp of Organic Maps); `null` without a code. */
export const placeOfGe0Code = (address: string): CodedPlace | null => {
  const [, code] = GE0_CODE.exec(address) ?? []
  return code ? placeOfLetters(code, `${ALPHABET}-_`, 0) : null
}
