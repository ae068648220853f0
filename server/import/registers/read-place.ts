/** Longitude and latitude of a row, from one cell or two, before anybody asks in which system. */
import { type Bbox, containsLonLat, isOnEarth, type LonLat } from '../../../data/geometry.ts'
import { type Angle, anglesIn } from '../../../data/pasted/angles.ts'
import { plainMarks } from '../../../data/pasted/plain-marks.ts'
import type { Zone } from '../../features/zones.ts'
import { placeInZone, zoneFitting, zoneOfNumber } from '../coordinates/gauss-kruger.ts'
import type { IssueCode } from './issues.ts'
import { readNumber } from './read-number.ts'

/** Texts of the cells: both in one, or one each. */
export type PlaceTexts =
  | { readonly both: string }
  | { readonly longitude: string; readonly latitude: string }
  | {
      readonly northing: string
      readonly easting: string
      /** That the heading names. */
      readonly zone?: Zone
    }

export type Part = 'both' | 'longitude' | 'latitude' | 'northing' | 'easting'

export interface PlaceIssue {
  readonly code: IssueCode
  /** Of which cell it is said. */
  readonly part: Part
}

export interface PlaceRead {
  /** Degrees of the file's own system, longitude first; `null` where the row has no place. */
  readonly numbers: LonLat | null
  /** Metres of CGCS2000 were converted, so that the numbers are WGS-84. */
  readonly isProjected?: true
  /** The zone that they were metres of. */
  readonly zone?: Zone
  readonly issues: readonly PlaceIssue[]
}

/** Degrees, minutes, seconds without marks: 117:12:23.2, 35 37 34.5, 117.22.34.8, 117-12-23. */
const BARE_ANGLE = /^([+-]?\d{1,3})([:：.\s-])(\d{1,2})\2(\d{1,2}(?:\.\d+)?)$/
/** A full stop is what keyboards have nearest to the degree sign. */
const STOP_FOR_DEGREES = /(?<=^\D*\d{1,3})[。.](?=\d{1,2}\s*[′'’分])/

const withMarks = (text: string): string => {
  const plain = text.normalize('NFKC').trim()
  const [, degrees, , minutes, seconds] = BARE_ANGLE.exec(plain) ?? []
  return degrees === undefined
    ? text.trim().replace(STOP_FOR_DEGREES, '°')
    : `${degrees}°${minutes}'${seconds}"`
}

/** What stands behind both in the same cell: the height, and remarks such as the system or who measured it. */
const HEIGHT_BEHIND =
  /\s*[,;，；、\s]\s*(?:h|高程|海拔)\s*[=:：]?\s*\d+(?:\.\d+)?\s*(?:m|米)?(?=\s*[)）]?\s*$)/i
const REMARK_BEHIND = /(?<=\d.*)[(（](?=[^()（）]*[a-z\p{Script=Han}]{3})[^()（）]*[)）]\s*$/iu

/** Well-known text says what it is in front. */
const POINT = /^\s*(?:srid\s*=\s*\d+\s*;)?\s*point\s*z?\s*(?=\()/i

/** Both of one cell: bare angles stand on either side of a comma or of space. */
const bothWithMarks = (text: string): string => {
  const plain = text.replace(POINT, '').replace(REMARK_BEHIND, '').replace(HEIGHT_BEHIND, '')
  const halves = plain
    .normalize('NFKC')
    .trim()
    .split(/\s*[,;、]\s*|\s+/)
  return halves.length === 2 && halves.every((half) => BARE_ANGLE.test(half))
    ? halves.map(withMarks).join(', ')
    : plain
}

/** X=3920511.5,Y=462951.6: two numbers and labels, the one of seven digits the northing. */
const METRES_IN_ONE =
  /^[^\d.+-]{0,12}(\d{6,8}(?:\.\d+)?)[^\d.+-]{1,12}(\d{6,8}(?:\.\d+)?)[^\d]{0,4}$/

const metresOfOne = (text: string, region: Bbox): PlaceRead | null => {
  const [, first, second] = METRES_IN_ONE.exec(text.normalize('NFKC')) ?? []
  if (first === undefined || second === undefined) return null
  const isNorthingFirst = whole(first).length === NORTHING_DIGITS
  const [northing, easting] = isNorthingFirst ? [first, second] : [second, first]
  const read = readMetres(northing, easting, region)
  return { ...read, issues: read.issues.map(({ code }) => ({ code, part: 'both' })) }
}

const holdsDigit = (text: string): boolean => /\d/.test(text.normalize('NFKC'))

const none = (code: IssueCode, part: Part): PlaceRead => ({
  numbers: null,
  issues: [{ code, part }],
})

/** Farther than this from its border nothing is a region's own: some thirty kilometres. */
const MARGIN_DEGREES = 0.3

/** A region with the ground about it. */
export const withMargin = ([west, south, east, north]: Bbox): Bbox => [
  west - MARGIN_DEGREES,
  south - MARGIN_DEGREES,
  east + MARGIN_DEGREES,
  north + MARGIN_DEGREES,
]

/** Decimal degrees with so few digits are a kilometre off. */
const MOST_COARSE_DECIMALS = 2

const isCoarse = (raw: string): boolean => {
  const text = plainMarks(withMarks(bothWithMarks(raw)))
  const numbers = text.match(/\d+(?:\.\d+)?/g) ?? []
  return (
    numbers.length > 0 &&
    !/[°'"]/.test(text) &&
    numbers.every((number) => (number.split('.')[1] ?? '').length <= MOST_COARSE_DECIMALS)
  )
}

/** Which cell is to blame where neither order lies in the region. */
const outlying = ([a]: LonLat, region: Bbox, parts: readonly [Part, Part]): Part =>
  a < region[0] || a > region[2] ? parts[0] : parts[1]

const placed = (
  [a, b]: readonly [Angle, Angle],
  region: Bbox,
  parts: readonly [Part, Part],
): PlaceRead => {
  if (Number.isNaN(a.degrees)) return none('coordinates-unreadable', parts[0])
  if (Number.isNaN(b.degrees)) return none('coordinates-unreadable', parts[1])
  const asWritten: LonLat = [a.degrees, b.degrees]
  const exchanged: LonLat = [b.degrees, a.degrees]
  if (a.degrees === 0 && b.degrees === 0) return none('coordinates-zero', parts[0])
  const area = withMargin(region)
  const isInside = (place: LonLat): boolean => isOnEarth(place) && containsLonLat(area, ...place)
  const isLabelled = a.axis === 'latitude' || b.axis === 'longitude'
  if (!isLabelled && isInside(asWritten)) return { numbers: asWritten, issues: [] }
  if (isInside(exchanged)) {
    // In one cell, letters in either order are right; columns have headings that they contradict.
    const isAsSaid = isLabelled && parts[0] === 'both'
    return {
      numbers: exchanged,
      issues: isAsSaid ? [] : [{ code: 'coordinates-swapped', part: parts[0] }],
    }
  }
  return none('coordinates-out-of-area', outlying(asWritten, area, parts))
}

const whole = (text: string): string =>
  text.normalize('NFKC').replace(/[\s,]/g, '').split('.')[0] ?? ''

/** Degrees that stand among metres: latitude first, as northing comes first. */
const degreesAmongMetres = (northing: string, easting: string, region: Bbox): PlaceRead => {
  const read = readPlace({ longitude: easting, latitude: northing }, region)
  return read.numbers
    ? {
        numbers: read.numbers,
        isProjected: true,
        issues: [{ code: 'coordinates-mixed-forms', part: 'northing' }],
      }
    : { numbers: null, issues: read.issues.map(({ code }) => ({ code, part: 'northing' })) }
}

const NORTHING_DIGITS = 7
const EASTING_DIGITS_WITHOUT_ZONE = 6
const MOST_DEGREE_DIGITS = 3
const METRES_PER_ZONE = 1_000_000

/** X the northing with seven digits, Y the easting with six, or eight with its zone before them. */
const readMetres = (
  northing: string,
  easting: string,
  region: Bbox,
  told: Zone | null = null,
): PlaceRead => {
  if (!holdsDigit(northing)) return none('coordinates-missing', 'northing')
  if (!holdsDigit(easting)) return none('coordinates-missing', 'easting')
  const [first, second] = [whole(northing), whole(easting)]
  if (first.length <= MOST_DEGREE_DIGITS && second.length <= MOST_DEGREE_DIGITS) {
    return degreesAmongMetres(northing, easting, region)
  }
  const isExchanged = first.length !== NORTHING_DIGITS && second.length === NORTHING_DIGITS
  const [north, east] = (isExchanged ? [easting, northing] : [northing, easting]).map(
    (text) => readNumber(text)?.value ?? Number.NaN,
  ) as [number, number]
  const withoutZone = !told && (isExchanged ? first : second).length === EASTING_DIGITS_WITHOUT_ZONE
  const area = withMargin(region)
  const zone =
    told ??
    (withoutZone
      ? zoneFitting(north, east, area)
      : zoneOfNumber(Math.floor(east / METRES_PER_ZONE)))
  const place = zone && !Number.isNaN(north) ? placeInZone(north, east, zone) : null
  if (!zone || !place || !containsLonLat(area, ...place)) {
    return none(
      'coordinates-out-of-area',
      first.length === NORTHING_DIGITS ? 'easting' : 'northing',
    )
  }
  return {
    numbers: place,
    isProjected: true,
    zone,
    issues: [
      ...(isExchanged ? [{ code: 'coordinates-swapped', part: 'northing' } as const] : []),
      ...(withoutZone ? [{ code: 'zone-prefix-missing', part: 'easting' } as const] : []),
    ],
  }
}

/**
 * Reads the place of a row. @param region of the product's data: what lies far from it is no place
 * of a register of it.
 */
export const readPlace = (texts: PlaceTexts, region: Bbox): PlaceRead => {
  if ('northing' in texts) {
    return readMetres(texts.northing, texts.easting, region, texts.zone)
  }
  const [first, second] = 'both' in texts ? [texts.both, null] : [texts.longitude, texts.latitude]
  const parts: readonly [Part, Part] =
    second === null ? ['both', 'both'] : ['longitude', 'latitude']
  if (!holdsDigit(first)) return none('coordinates-missing', parts[0])
  if (second !== null && !holdsDigit(second)) return none('coordinates-missing', parts[1])
  const metres = second === null ? metresOfOne(first, region) : null
  if (metres) return metres
  const pairText =
    second === null ? bothWithMarks(first) : `${withMarks(first)}, ${withMarks(second)}`
  const { pairs, isWhole } = anglesIn(pairText.trim())
  const [pair] = pairs
  if (!pair || !isWhole) return none('coordinates-unreadable', parts[0])
  const read = placed(pair, region, parts)
  if (read.numbers === null || !isCoarse(first) || (second !== null && !isCoarse(second))) {
    return read
  }
  return { ...read, issues: [...read.issues, { code: 'coordinates-coarse', part: parts[0] }] }
}
