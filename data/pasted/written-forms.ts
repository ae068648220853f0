/** Coordinates as they are written without the usual marks, brought to these: `116-35-13`, `E1163513`, `B:35.4`. */
import { isOnEarth } from '../geometry.ts'
import { withoutForeignForms } from './foreign-forms.ts'
import { plainMarks } from './plain-marks.ts'
import { withoutSpokenForms } from './spoken-forms.ts'

/** Double and triple primes one place too far: 116°35″13‴. */
const PRIMES = /(°\s*\d{1,2})\s*″(\s*\d{1,2}(?:\.\d+)?)\s*‴/gu
/** The full stop of a Chinese keyboard for the degree, with minutes behind; elsewhere it is a point. */
const STOP = /(?<=\d)[。｡]\s*(?=\d{1,2}\s*['′’]\s*\d)/gu
/** What looks like the degree sign, with minutes behind. */
const DEGREE_LIKE = /(?<=\d)\s*[〇o*d]\s*(?=\d{1,2}(?:\.\d+)?\s*')/giu

const SECONDS = '\\d{1,2}(?:\\.\\d+)?'
/** Two angles of three numbers each, all with the same sign between them. */
const IN_PARTS = new RegExp(
  `(?<![\\d.:a-z-])(?:([NSEW])\\s*)?(\\d{2,3})([-:. ])(\\d{1,2})\\3(${SECONDS})(?:\\s*([NSEW])(?![a-z]))?[\\s,/]+` +
    `(?:([NSEW])\\s*)?(\\d{2,3})\\3(\\d{1,2})\\3(${SECONDS})(?:\\s*([NSEW])(?![a-z]))?(?![\\d.:-])`,
  'gi',
)
/** Degrees and decimal minutes with a space or hyphen between: N 35 24.900 E 116 35.217. */
const MINUTES = '(\\d{1,3})(?:\\s+|-)(\\d{1,2}\\.\\d+)'
const IN_MINUTES = [
  new RegExp(`([NSEW])\\s*${MINUTES}([\\s,/]+)([NSEW])\\s*${MINUTES}(?![\\d.])`, 'gi'),
  new RegExp(`(?<![\\d.])${MINUTES}\\s*([NSEW])([\\s,/]+)${MINUTES}\\s*([NSEW])(?![a-z])`, 'gi'),
]
/** Degrees, minutes and seconds in one number of just so many digits. */
const IN_ONE = [
  /((?:(?<![a-z\d])|(?<=\d{6}(?:\.\d+)?))[EW]|[东西東][经經])[:=\s]*([01]\d{2})([0-5]\d)([0-5]\d(?:\.\d+)?)(?![\d.])/gi,
  /((?:(?<![a-z\d])|(?<=\d{7}(?:\.\d+)?))[NS]|[北南][纬緯])[:=\s]*(\d{2})([0-5]\d)([0-5]\d(?:\.\d+)?)(?![\d.])/gi,
]
const IN_ONE_LETTER_LAST = [
  /(?<![\d.])([01]\d{2})([0-5]\d)([0-5]\d(?:\.\d+)?)\s*([EW])(?![a-z])/gi,
  /(?<![\d.])(\d{2})([0-5]\d)([0-5]\d(?:\.\d+)?)\s*([NS])(?![a-z])/gi,
]
const LETTERS: readonly (readonly [RegExp, string])[] = [
  // Which of both is the longitude depends on who wrote them.
  [/(?<![a-z])[xy]\s*[:=]\s*(?=-?\d{1,3}\.\d)/gi, ' '],
  [/(?<![a-z])b\s*[:=]\s*(?=\d{1,2}[.°])/gi, ' N:'],
  [/(?<![a-z])l\s*[:=]\s*(?=\d{1,3}[.°])/gi, ' E:'],
  [/(?<=\d\.\d+|[°'"])\s*[东東](?![经經侧边面角])/gu, 'E '],
  [/(?<=\d\.\d+|[°'"])\s*北(?![纬緯侧边面角])/gu, 'N '],
  [/(?<![往向朝以])[东東]\s*[:=]?\s*(?=\d{2,3}\.\d{3})/gu, ' E:'],
  [/(?<![往向朝以])北\s*[:=]?\s*(?=\d{2}\.\d{3})/gu, ' N:'],
]
const LARGEST_LATITUDE = 90

/** Numbers between hyphens may be dates and versions: without letters one of both must be a longitude. */
const inParts = (written: string, ...found: (string | undefined)[]): string => {
  const [a = '', degrees = '', sign, minutes, seconds, b = ''] = found
  const [c = '', otherDegrees = '', otherMinutes, otherSeconds, d = ''] = found.slice(6)
  const sizes = [Number(degrees), Number(otherDegrees)]
  const [larger, smaller] = [Math.max(...sizes), Math.min(...sizes)]
  const isPlace = larger > LARGEST_LATITUDE && isOnEarth([larger, smaller])
  const areLettered = Boolean((a || b) && (c || d))
  if (!areLettered && (sign === '.' || !isPlace)) return written
  return `${a}${degrees}°${minutes}'${seconds}"${b} ${c}${otherDegrees}°${otherMinutes}'${otherSeconds}"${d}`
}

/** The text with plain marks, and with those that its coordinates lack. */
export const withUsualMarks = (text: string): string => {
  let plain = plainMarks(
    withoutSpokenForms(withoutForeignForms(text)).replace(PRIMES, `$1'$2"`).replace(STOP, '°'),
  )
    .replace(DEGREE_LIKE, '°')
    .replace(IN_PARTS, inParts)
    .replace(IN_MINUTES[0]!, `$1$2°$3'$4$5$6°$7'`)
    .replace(IN_MINUTES[1]!, `$1°$2'$3$4$5°$6'$7`)
  for (const pattern of IN_ONE) plain = plain.replace(pattern, `$1$2°$3'$4"`)
  for (const pattern of IN_ONE_LETTER_LAST) plain = plain.replace(pattern, `$1°$2'$3"$4`)
  for (const [pattern, letter] of LETTERS) plain = plain.replace(pattern, letter)
  return plain
}
