/** Pairs of angles in a text: degrees, minutes, seconds, and what says which is the longitude. */
import { plainMarks } from './plain-marks.ts'

export type Axis = 'longitude' | 'latitude'

export interface Angle {
  /** `NaN` where there are sixty minutes or seconds, or more. */
  degrees: number
  axis: Axis | null
  /** Written as only coordinates are: with minutes, a label, or three decimals and more. */
  isPlain: boolean
}

const AXIS_BY_LETTER: Readonly<Record<string, Axis>> = {
  E: 'longitude',
  W: 'longitude',
  N: 'latitude',
  S: 'latitude',
}

/** What stands before a number, simplified and traditional, also as the keys of a record. */
const LABELS: readonly (readonly [RegExp, string])[] = [
  [/(?:东|東)[经經]|(?<![东東西])[经經](?:度|(?=\s*[:=]?\s*-?\d))/g, ' E:'],
  [/西[经經]/g, ' W:'],
  [/北[纬緯]|(?<![北南经經])[纬緯](?:度|(?=\s*[:=]?\s*-?\d))/g, ' N:'],
  [/南[纬緯]/g, ' S:'],
  [/["']?(?<![a-z])(?:longitude|long|lon|lng)(?![a-z])\.?["']?/gi, ' E:'],
  [/["']?(?<![a-z])(?:latitude|lat)(?![a-z])\.?["']?/gi, ' N:'],
]

/** 北纬(N)35, 经度E 116: the same axis twice. */
const LABELLED_AGAIN = /(?:[NS]:[\s:=]*(?=[NS])|[EW]:[\s:=]*(?=[EW]))([NSEW])(?=[\s:=]*[-+\d])/gi
/** 纬度(°)：35. */
const LABELLED_UNIT = /(?<=[NSEW]):\s*[°度](?=[\s:=]*\d)/gi

const NUMBER = '\\d+(?:\\.\\d+)?'
/** The last seconds may lack their mark, unless what looks like seconds begins another angle. */
const SECONDS = `(${NUMBER})(?:\\s*"|(?![\\d.]|\\s*[°']))\\s*`
const SIZE = `([+-]?${NUMBER})\\s*(?:°\\s*(?:(${NUMBER})\\s*'\\s*(?:${SECONDS})?)?)?`
const LETTER = '([NSEW])(?![A-Za-z])'
/** A letter in front belongs to the number behind it; one that follows it then says the same axis again. */
const LETTER_FIRST = new RegExp(
  `([NSEW])([:=\\s]*)${SIZE}(?:\\s*${LETTER}(?![:=\\s]*[-+\\d]))?`,
  'iy',
)
const LETTER_LAST = new RegExp(`${SIZE}\\s*(?:${LETTER})?`, 'iy')
const BETWEEN_ANGLES = /[\s,/&~]*/y

interface Found {
  angle: Angle
  end: number
}

/** The angle that begins at this place of the text, and where it ends. */
const angleAt = (text: string, at: number): Found | null => {
  LETTER_FIRST.lastIndex = at
  LETTER_LAST.lastIndex = at
  const first = LETTER_FIRST.exec(text)
  const found = first ?? LETTER_LAST.exec(text)
  if (!found) return null
  const [letter, colon, degrees = '', minutes, seconds, again] = first
    ? first.slice(1)
    : [found[4], undefined, ...found.slice(1, 4)]
  const hemisphere = (again ?? letter)?.toUpperCase()
  const [inMinutes, inSeconds] = [Number(minutes ?? 0), Number(seconds ?? 0)]
  const isAngle = inMinutes < 60 && inSeconds < 60
  const size = isAngle ? Math.abs(Number(degrees)) + inMinutes / 60 + inSeconds / 3600 : Number.NaN
  const isNegative = degrees.startsWith('-') !== (hemisphere === 'S' || hemisphere === 'W')
  const decimals = degrees.split('.')[1]?.length ?? 0
  const isLettered = letter !== undefined && (decimals > 0 || found[0].includes('°'))
  return {
    angle: {
      degrees: isNegative ? -size : size,
      axis: hemisphere ? AXIS_BY_LETTER[hemisphere]! : null,
      isPlain: minutes !== undefined || Boolean(colon?.trim()) || isLettered || decimals >= 3,
    },
    end: at + found[0].trimEnd().length,
  }
}

/** Two numbers that touch are one thing with a hyphen in it, such as a telephone number. */
const touches = (text: string, at: number): boolean =>
  at > 0 && /\d[-+]/.test(text.slice(at - 1, at + 1))

export type Pair = readonly [Angle, Angle]

const pairAt = (text: string, at: number): { pair: Pair; end: number } | null => {
  const a = angleAt(text, at)
  if (!a) return null
  BETWEEN_ANGLES.lastIndex = a.end
  const next = a.end + BETWEEN_ANGLES.exec(text)![0].length
  const b = touches(text, next) ? null : angleAt(text, next)
  return b && { pair: [a.angle, b.angle], end: b.end }
}

export interface Angles {
  /** Each in the order in which it is written. */
  pairs: readonly Pair[]
  /** The text is one pair and nothing else. */
  isWhole: boolean
  /** There is one angle without its other half. */
  isHalf: boolean
}

/** Where a number may begin: behind a word, a number or a hyphen it is part of something else. */
const BEGINNING = /(?<![\w.+¥$-])(?:[NSEW][:=\s]*)?[+-]?\d/gi
/** Money and sizes have their unit behind them; 米 and 元 begin names, too. */
const GOES_ON =
  /[\d%]|\.\d|\s*(?:[元块吨万亩]|公[里斤]|[千毫厘]?米|[平立]方米?|[mck]m|kg)(?![\p{Script=Han}a-z])/iuy

/** All pairs of angles in a text; around them may stand anything, if they are written as only they are. */
export const anglesIn = (text: string): Angles => {
  let plain = plainMarks(text).replace(/(?<![a-z])(east|west|north|south)(?![a-z])/gi, (word) =>
    word.charAt(0).toUpperCase(),
  )
  for (const [pattern, letter] of LABELS) plain = plain.replace(pattern, letter)
  plain = plain.replace(LABELLED_AGAIN, '$1:').replace(LABELLED_UNIT, ':').trim()
  const whole = pairAt(plain, 0)
  if (whole && /^[\s,/]*$/.test(plain.slice(whole.end))) {
    return { pairs: [whole.pair], isWhole: true, isHalf: false }
  }
  const pairs: Pair[] = []
  let isHalf = false
  let end = 0
  for (const { index } of plain.matchAll(BEGINNING)) {
    if (index < end) continue
    const found = pairAt(plain, index)
    GOES_ON.lastIndex = found?.end ?? 0
    if (found?.pair.every(({ isPlain }) => isPlain) && !GOES_ON.test(plain)) {
      pairs.push(found.pair)
      end = found.end
    } else {
      isHalf ||= angleAt(plain, index)?.angle.isPlain ?? false
    }
  }
  return { pairs, isWhole: false, isHalf: isHalf && pairs.length === 0 }
}
