/** Coordinates in the forms that people paste, with a stated guess of which number is which. */
import type { Bilingual } from '../../data/bilingual.ts'
import { type Bbox, containsLonLat, type LonLat } from '../../data/geometry.ts'

export interface PastedCoordinates {
  position: LonLat
  /** How the two numbers were told apart, and what is wrong with them if anything is. */
  reading: Bilingual
}

/** Full-width digits and signs, and the many marks for minutes and seconds, in their plain form. */
const plain = (text: string): string =>
  text
    .normalize('NFKC')
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
const ANGLE = new RegExp(
  `([NSEW])?\\s*([+-]?${NUMBER})\\s*(?:°\\s*(?:(${NUMBER})\\s*'\\s*(?:(${NUMBER})\\s*"\\s*)?)?)?([NSEW])?`,
  'giy',
)
const BETWEEN_ANGLES = /[\s,/]*/y

const angleOf = (match: RegExpMatchArray): Angle | null => {
  const [, before, degrees = '', minutes = '0', seconds = '0', after] = match
  if (before && after) return null
  if (Number(minutes) >= 60 || Number(seconds) >= 60) return null
  const letter = (before ?? after)?.toUpperCase()
  const size = Math.abs(Number(degrees)) + Number(minutes) / 60 + Number(seconds) / 3600
  const isNegative = degrees.startsWith('-') !== (letter === 'S' || letter === 'W')
  return { degrees: isNegative ? -size : size, axis: letter ? AXIS_BY_LETTER[letter]! : null }
}

const readAngles = (text: string): Angle[] | null => {
  let rest = plain(text)
  for (const [pattern, letter] of CHINESE_HEMISPHERES) rest = rest.replace(pattern, letter)
  rest = rest.replace(/[()[\]]/g, ' ').trim()
  const angles: Angle[] = []
  let at = 0
  while (at < rest.length) {
    ANGLE.lastIndex = at
    const match = ANGLE.exec(rest)
    const angle = match && angleOf(match)
    if (!angle || !match || angles.length === 2) return null
    angles.push(angle)
    BETWEEN_ANGLES.lastIndex = at + match[0].length
    const gap = BETWEEN_ANGLES.exec(rest)![0]
    at += match[0].length + gap.length
  }
  return angles.length === 2 ? angles : null
}

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
