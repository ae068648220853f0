/** How values are written in the address: each codec reads what it writes, and refuses the rest. */
import type { LonLat } from '../../data/geometry.ts'

export interface Codec<T> {
  /** Undefined for a text that makes no sense: it is left out, never guessed. */
  readonly parse: (text: string) => T | undefined
  readonly format: (value: T) => string
}

const MAX_TEXT_LENGTH = 200
const MAX_LATITUDE = 90
const MAX_LONGITUDE = 180
/** Five decimals of a degree are one metre. */
const DEGREE_DECIMALS = 5
const WALL_CLOCK = /^\d{4}-\d\d-\d\dT([01]\d|2[0-3]):[0-5]\d$/

export const rounded = (value: number, decimals: number): number => Number(value.toFixed(decimals))

export const roundedDegrees = (degrees: number): number => rounded(degrees, DEGREE_DECIMALS)

export const oneOf = <const T extends string>(values: readonly T[]): Codec<T> => ({
  parse: (text) => values.find((value) => value === text),
  format: (value) => value,
})

export const flag: Codec<boolean> = {
  parse: (text) => (text === '1' ? true : text === '0' ? false : undefined),
  format: (value) => (value ? '1' : '0'),
}

export const shortText: Codec<string> = {
  parse: (text) => (text !== '' && text.length <= MAX_TEXT_LENGTH ? text : undefined),
  format: (value) => value,
}

export const wholeNumber = (least: number, most: number): Codec<number> => ({
  parse: (text) => {
    const number = Number(text)
    return Number.isInteger(number) && number >= least && number <= most ? number : undefined
  },
  format: String,
})

export const positiveNumber: Codec<number> = {
  parse: (text) => {
    const number = Number(text)
    return Number.isFinite(number) && number > 0 ? number : undefined
  },
  format: String,
}

/** Local `YYYY-MM-DDTHH:MM`. */
export const wallClock: Codec<string> = {
  parse: (text) => {
    if (!WALL_CLOCK.test(text)) return undefined
    const instant = new Date(`${text}Z`)
    // a 30 February would silently become 2 March: only what comes back unchanged is a time
    const isTime = !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(text)
    return isTime ? text : undefined
  },
  format: (value) => value,
}

/** `YYYY-MM-DD`. */
export const day: Codec<string> = {
  parse: (text) => wallClock.parse(`${text}T00:00`)?.slice(0, text.length),
  format: (value) => value,
}

/** `pump:2,boat:1`: known keys only, whole numbers from `least`; a key alone stands for zero. */
export const countsOf = (
  isKnown: (key: string) => boolean,
  least: 0 | 1,
): Codec<Readonly<Record<string, number>>> => ({
  parse: (text) =>
    Object.fromEntries(
      text.split(',').flatMap((part) => {
        const [key = '', quantityText = ''] = part.split(':')
        const quantity = Number(quantityText)
        const isUsable = isKnown(key) && Number.isSafeInteger(quantity) && quantity >= least
        return isUsable ? [[key, quantity] as const] : []
      }),
    ),
  format: (counts) =>
    Object.entries(counts)
      .map(([key, quantity]) => `${key}:${quantity}`)
      .join(','),
})

/** `count` finite numbers separated by commas. */
export const numbersOf = (text: string, count: number): number[] | undefined => {
  const parts = text.split(',')
  const numbers = parts.map(Number)
  const isUsable = (number: number, index: number): boolean =>
    Number.isFinite(number) && parts[index]?.trim() !== ''
  return numbers.length === count && numbers.every(isUsable) ? numbers : undefined
}

export const isLonLat = (longitude: number, latitude: number): boolean =>
  Math.abs(longitude) <= MAX_LONGITUDE && Math.abs(latitude) <= MAX_LATITUDE

/** `116.587,35.415`. */
export const lonLat: Codec<LonLat> = {
  parse: (text) => {
    const [longitude = Number.NaN, latitude = Number.NaN] = numbersOf(text, 2) ?? []
    return isLonLat(longitude, latitude) ? [longitude, latitude] : undefined
  },
  format: ([longitude, latitude]) => `${roundedDegrees(longitude)},${roundedDegrees(latitude)}`,
}
