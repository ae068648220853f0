/** Coordinates in the forms that people paste, with a stated guess of which number is which. */
import type { Bilingual } from '../../../data/bilingual.ts'
import { type Bbox, containsLonLat, type LonLat } from '../../../data/geometry.ts'

export interface PastedCoordinates {
  position: LonLat
  /** How the two numbers were told apart, and what is wrong with them if anything is. */
  reading: Bilingual
}

/** The many marks for degrees, minutes and seconds in one form. */
const plain = (text: string): string =>
  text
    .replace(/[′’‘`´]/g, "'")
    .replace(/[″”“]|''/g, '"')
    .replace(/[，、;；]/g, ',')
    .replace(/[º˚]/g, '°')
    .replace(/度/g, '°')
    .replace(/分/g, "'")
    .replace(/秒/g, '"')

type Axis = 'longitude' | 'latitude'

interface Angle {
  degrees: number
  axis: Axis | null
}

const AXIS_BY_LETTER: Readonly<Record<string, Axis>> = {
  E: 'longitude',
  W: 'longitude',
  N: 'latitude',
  S: 'latitude',
}

/** 东经 and its like stand before the number, hemisphere letters on either side. */
const CHINESE_HEMISPHERES: readonly (readonly [RegExp, string])[] = [
  [/东经|经度:?/g, ' E'],
  [/西经/g, ' W'],
  [/北纬|纬度:?/g, ' N'],
  [/南纬/g, ' S'],
]

const NUMBER = '\\d+(?:\\.\\d+)?'
const SIZE = `([+-]?${NUMBER})\\s*(?:°\\s*(?:(${NUMBER})\\s*'\\s*(?:(${NUMBER})\\s*"\\s*)?)?)?`
/** A letter in front belongs to the number behind it, and then none may follow. */
const LETTER_FIRST = new RegExp(`([NSEW])\\s*${SIZE}`, 'iy')
const LETTER_LAST = new RegExp(`${SIZE}([NSEW])?`, 'iy')
const BETWEEN_ANGLES = /[\s,/]*/y

const angleOf = (
  letter: string | undefined,
  degrees: string,
  minutes: string,
  seconds: string,
): Angle | null => {
  if (Number(minutes) >= 60 || Number(seconds) >= 60) return null
  const hemisphere = letter?.toUpperCase()
  const size = Math.abs(Number(degrees)) + Number(minutes) / 60 + Number(seconds) / 3600
  const isNegative = degrees.startsWith('-') !== (hemisphere === 'S' || hemisphere === 'W')
  return {
    degrees: isNegative ? -size : size,
    axis: hemisphere ? AXIS_BY_LETTER[hemisphere]! : null,
  }
}

/** The angle that begins at this place of the text, and where it ends. */
const angleAt = (text: string, at: number): { angle: Angle; end: number } | null => {
  LETTER_FIRST.lastIndex = at
  const first = LETTER_FIRST.exec(text)
  LETTER_LAST.lastIndex = at
  const last = first ? null : LETTER_LAST.exec(text)
  const [whole = '', ...parts] = first ?? last ?? []
  const [letter, degrees = '', minutes = '0', seconds = '0'] = first
    ? parts
    : [parts[3], parts[0], parts[1], parts[2]]
  const angle = whole === '' ? null : angleOf(letter, degrees, minutes, seconds)
  return angle && { angle, end: at + whole.length }
}

const readAngles = (text: string): Angle[] | null => {
  let lettered = text.normalize('NFKC')
  for (const [pattern, letter] of CHINESE_HEMISPHERES) lettered = lettered.replace(pattern, letter)
  const rest = plain(lettered)
    .replace(/[()[\]]/g, ' ')
    .trim()
  const angles: Angle[] = []
  let at = 0
  while (at < rest.length) {
    const found = angleAt(rest, at)
    // Two numbers that touch are one thing with a hyphen in it, such as a telephone number.
    const touches = at > 0 && /\d[-+]/.test(rest.slice(at - 1, at + 1))
    if (!found || touches || angles.length === 2) return null
    angles.push(found.angle)
    BETWEEN_ANGLES.lastIndex = found.end
    at = found.end + BETWEEN_ANGLES.exec(rest)![0].length
  }
  return angles.length === 2 ? angles : null
}

const WHOLE_EARTH: Bbox = [-180, -90, 180, 90]

const isOnEarth = ([longitude, latitude]: LonLat): boolean =>
  Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90

const reading = (first: Axis, ground: Bilingual, region: Bbox, position: LonLat): Bilingual => {
  const inside = containsLonLat(region, position[0], position[1])
  const order =
    first === 'longitude'
      ? { zh: '经度在前', en: 'longitude first' }
      : { zh: '纬度在前', en: 'latitude first' }
  return {
    zh: `按${order.zh}解读（${ground.zh}）${inside ? '' : '，位于辖区之外'}`,
    en: `Read ${order.en} (${ground.en})${inside ? '' : ', outside the region'}`,
  }
}

/** Two whole numbers with a space between them may as well be part of a name. */
const LOOKS_LIKE_COORDINATES = /[.,、;°NSEW度经纬]/i

/** What is wrong with a text that reads like coordinates of no place on Earth; otherwise `null`. */
export const impossibleCoordinates = (text: string): Bilingual | null => {
  const angles = readAngles(text)
  const isMeant = LOOKS_LIKE_COORDINATES.test(text.normalize('NFKC'))
  if (!angles || !isMeant || parseCoordinates(text, WHOLE_EARTH)) return null
  const [a, b] = angles as [Angle, Angle]
  if (a.axis && a.axis === b.axis) {
    return {
      en: 'both numbers are of the same axis; one longitude and one latitude are needed',
      zh: '两个数是同一方向的坐标；需要一个经度和一个纬度',
    }
  }
  const numbers = `${a.degrees}, ${b.degrees}`
  return {
    en: `${numbers} is no place on Earth: longitude goes from −180 to 180, latitude from −90 to 90`,
    zh: `${numbers} 超出范围：经度应在 −180 到 180 之间，纬度应在 −90 到 90 之间`,
  }
}

/**
 * The position that a text means, or `null` when it is no pair of coordinates or none on Earth.
 * Letters decide the order; else a number above 90; else which order lies in the region; else
 * longitude is taken to come first, as in GeoJSON.
 */
export const parseCoordinates = (text: string, region: Bbox): PastedCoordinates | null => {
  const angles = readAngles(text)
  if (!angles) return null
  const [a, b] = angles as [Angle, Angle]
  if (a.axis && a.axis === b.axis) return null
  const asGiven: LonLat = [a.degrees, b.degrees]
  const swapped: LonLat = [b.degrees, a.degrees]
  const answer = (position: LonLat, ground: Bilingual): PastedCoordinates => ({
    position,
    reading: reading(position === asGiven ? 'longitude' : 'latitude', ground, region, position),
  })
  const lettered = a.axis ?? (b.axis === 'latitude' ? 'longitude' : b.axis ? 'latitude' : null)
  if (lettered) {
    const position = lettered === 'longitude' ? asGiven : swapped
    return isOnEarth(position) ? answer(position, { zh: '按方向字母', en: 'by the letters' }) : null
  }
  const possible = [asGiven, swapped].filter(isOnEarth)
  const [only] = possible
  if (!only) return null
  if (possible.length === 1)
    return answer(only, { zh: '另一种顺序不成立', en: 'the other order is impossible' })
  const inside = possible.filter(([lon, lat]) => containsLonLat(region, lon, lat))
  const [local] = inside
  return local
    ? answer(local, { zh: '这样落在辖区内', en: 'this way it lies in the region' })
    : answer(asGiven, { zh: '顺序无法判断', en: 'the order cannot be told' })
}
