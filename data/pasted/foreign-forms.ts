/** Coordinates as programs and other countries write them: ISO 6709, commas for points, numbers in quotes. */

/** Degrees, or degrees with minutes, or with seconds too, in two, four or six digits; then the longitude in one more. */
const ISO_6709 = [2, 4, 6].map(
  (digits) =>
    new RegExp(
      `(?<![\\w.+-])([+-])(\\d{${digits}})(\\.\\d+)?\\s?([+-])(\\d{${digits + 1}})(\\.\\d+)?(?:[+-]\\d+(?:\\.\\d+)?)?(CRS\\w*\\/?|\\/)?(?![\\w.+-])`,
      'g',
    ),
)

/** `+352454.0` as `+35°24'54.0"`: pairs of digits from the end are seconds and minutes. */
const inSixties = (digits: string, fraction: string, degreeDigits: number): string => {
  const degrees = digits.slice(0, degreeDigits)
  const [minutes, seconds] = digits.slice(degreeDigits).match(/\d\d/g) ?? []
  if (minutes === undefined) return `${degrees}${fraction}°`
  if (seconds === undefined) return `${degrees}°${minutes}${fraction}'`
  return `${degrees}°${minutes}'${seconds}${fraction}"`
}

/** Without decimals and without the end that the standard asks for it may be a telephone number. */
const ofStandard = (written: string, ...found: (string | undefined)[]): string => {
  const [south, latitude = '', part, west, longitude = '', otherPart, end] = found
  if (end === undefined && (part === undefined || otherPart === undefined)) return written
  const [northern, eastern] = [south === '-' ? 'S' : 'N', west === '-' ? 'W' : 'E']
  return `${northern}${inSixties(latitude, part ?? '', 2)}, ${eastern}${inSixties(longitude, otherPart ?? '', 3)}`
}

const AXIS = '(?:[NSEW]|[东東西][经經]|[北南][纬緯]|[经經纬緯]度?|lng|lon(?:gitude)?|lat(?:itude)?)'
const WITH_COMMA = `([+-]?\\d{1,3})[,，](\\d{2,})`
/** Two numbers with commas for points, and between them what is more than such a comma. */
const DECIMAL_COMMAS = new RegExp(
  `(?<![\\d.,，])(${AXIS}[\\s:：=]*)?${WITH_COMMA}(\\s*°?\\s*${AXIS}?)(\\s*[;；/|]\\s*|[,，]?\\s+|，|)(${AXIS}[\\s:：=]*)?${WITH_COMMA}(?![\\d.]|[,，]\\d)(\\s*°?\\s*(?:${AXIS}(?![A-Za-z]))?)`,
  'giu',
)

const withPoints = (written: string, ...found: (string | undefined)[]): string => {
  const [label = '', whole, part = '', mark = '', between = '', label2 = '', whole2, part2 = ''] =
    found
  const mark2 = found[8] ?? ''
  const isMarked = /\S/.test(label + mark + label2 + mark2)
  // Without a mark: two whole numbers before a comma are a pair already, and three digits may be thousands.
  const isFine = mark + between !== '' && part.length >= 3 && part2.length >= 3
  const areThousands = part.length === 3 && part2.length === 3
  const isAll = found[10]?.trim() === written.trim()
  if (!isMarked && (!isFine || (areThousands && !isAll))) return written
  return `${label}${whole}.${part}${mark}${between || ' '}${label2}${whole2}.${part2}${mark2}`
}

/** The comma of seconds or minutes: 54,0″. */
const PART_OF_ANGLE = /(?<=[°'′’]\s*\d{1,2}),(?=\d+\s*["'″′”’])/g

/** `lat="35.415"`, `"lat":"35.415"`: a number may stand in quotes behind a key, or alone. */
const IN_QUOTES = /(?<=^\s*|[:=,，[({]\s*)(["'])([+-]?\d{1,3}(?:\.\d+)?)\1/g

/** The text with such coordinates as others are written. */
export const withoutForeignForms = (text: string): string => {
  const whole = text
    .replace(PART_OF_ANGLE, '.')
    .replace(IN_QUOTES, '$2 ')
    .replace(DECIMAL_COMMAS, withPoints)
  return ISO_6709.reduce((left, pattern) => left.replace(pattern, ofStandard), whole)
}
