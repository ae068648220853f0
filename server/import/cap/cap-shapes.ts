/** Polygons and circles of CAP areas as closed rings in WGS-84. */
import { isOnEarth, METRES_PER_DEGREE } from '../../../data/geometry.ts'
import { WARNING_LIMITS } from '../../../data/warning.ts'
import { CapError, childrenOf, type Element } from './xml-elements.ts'

export type Ring = [longitude: number, latitude: number][]

const METRES_PER_KILOMETRE = 1000
/** Corners of a circle as a polygon. */
const CIRCLE_CORNERS = 64
const MOST_KILOMETRES = 1000
/** A radius of 0 means a point (section 3.2.4): the least circle that a map shows stands for it. */
const POINT_KILOMETRES = 0.5
/** `Number` would take nothing at all for 0, and read hexadecimal. */
const DECIMAL = /^[-+]?(?:\d+\.?\d*|\.\d+)$/

const decimal = (text: string): number => (DECIMAL.test(text) ? Number(text) : Number.NaN)

const NUMBERS_OF_PLACE = 2
const LEAST_PAIRS = 3

const inPairs = (numbers: readonly string[]): string[] =>
  numbers.flatMap((first, at) =>
    at % NUMBERS_OF_PLACE === 0 ? [`${first},${numbers[at + 1]}`] : [],
  )

/**
 * Places with spaces between them; also with semicolons, and where all numbers have the same sign
 * between them, two by two.
 */
const placesIn = (text: string): string[] => {
  const places = text
    .normalize('NFKC')
    .replace(/[\s;|]+/g, ' ')
    .trim()
    .replace(/ ?, ?/g, ',')
    .split(' ')
  const numbers = places.length === 1 ? places[0]!.split(',') : places
  const isAlike = places.length === 1 || !text.includes(',')
  const isPaired = isAlike && numbers.length >= NUMBERS_OF_PLACE * LEAST_PAIRS
  return isPaired && numbers.length % NUMBERS_OF_PLACE === 0 ? inPairs(numbers) : places
}

/** Of a ring, the repeated first one among them. */
const LEAST_CORNERS = 4
/** Beyond this no number is a latitude: longitude comes first there, against section 3.2.4. */
const MOST_LATITUDE = 90

/** @returns null where the text is no `latitude,longitude`; a height may follow. */
const latLon = (text: string): [longitude: number, latitude: number] | null => {
  const [first = Number.NaN, second = Number.NaN, height = 0, ...more] = text
    .split(',')
    .map(decimal)
  const place: [number, number] = first > MOST_LATITUDE ? [first, second] : [second, first]
  return isOnEarth(place) && Number.isFinite(height) && more.length === 0 ? place : null
}

/**
 * Pairs of latitude and longitude, the first and the last the same (section 3.2.4). A ring that is left
 * open is closed; one place alone is a point.
 * @returns null where the text is neither.
 */
const ringOf = (text: string): Ring | null => {
  const places = placesIn(text)
  if (new Set(places).size === 1) return circleOf(places[0]!)
  const ring: Ring = []
  for (const each of places[0] === places.at(-1) ? places : [...places, places[0]!]) {
    const place = latLon(each)
    if (!place) return null
    ring.push(place)
  }
  return ring.length < LEAST_CORNERS ? null : ring
}

/** `35.4,116.6,10` and `35.4 116.6 10 km` are the same circle as `35.4,116.6 10`. */
const ALL_ALIKE = /^([^\s,]+)[\s,]([^\s,]+)[\s,]([^\s,]+)$/
const KILOMETRES = /\s?(?:km|公里|千米)$/i

/** `lat,lon radius` in kilometres, as a polygon around it on the sphere's plane; without a radius a point. */
const circleOf = (text: string): Ring | null => {
  const plain = placesIn(text).join(' ').replace(KILOMETRES, '').replace(ALL_ALIKE, '$1,$2 $3')
  const [placeText = '', radiusText = '0', ...more] = plain.split(' ')
  const place = latLon(placeText)
  const kilometres = decimal(radiusText)
  const isUsable = kilometres >= 0 && kilometres <= MOST_KILOMETRES && more.length === 0
  if (!place || !isUsable) return null
  const [longitude, latitude] = place
  const drawn = kilometres === 0 ? POINT_KILOMETRES : kilometres
  const degrees = (drawn * METRES_PER_KILOMETRE) / METRES_PER_DEGREE
  const stretch = Math.cos((latitude * Math.PI) / 180)
  const ring = Array.from({ length: CIRCLE_CORNERS }, (_, corner): [number, number] => {
    const angle = (2 * Math.PI * corner) / CIRCLE_CORNERS
    return [longitude + (degrees * Math.cos(angle)) / stretch, latitude + degrees * Math.sin(angle)]
  })
  // Past a pole or the 180th meridian it cannot be drawn.
  return ring.every(isOnEarth) ? [...ring, ring[0]!] : null
}

/** Elements of this name that are not empty, as programs send them that fill in a form. */
const filled = (area: Element, name: 'polygon' | 'circle'): string[] =>
  childrenOf(area, name).flatMap(({ text }) => (text.trim() === '' ? [] : [text]))

/** @throws CapError where these infos together have more area than a map and its readers bear. */
export const limitShapes = (infos: readonly Element[]): void => {
  const areas = infos.flatMap((info) => childrenOf(info, 'area'))
  const polygons = areas.flatMap((area) => filled(area, 'polygon'))
  const circles = areas.flatMap((area) => filled(area, 'circle')).length
  const rings = polygons.length + circles
  const { mostAreaRings, mostAreaCorners } = WARNING_LIMITS
  if (rings > mostAreaRings) {
    throw new CapError(
      `消息中的多边形和圆形区域不能超过 ${mostAreaRings} 个，现有 ${rings} 个；请合并或简化。`,
      `A message may have at most ${mostAreaRings} polygons and circles, not ${rings}; merge or simplify them.`,
    )
  }
  const corners = polygons.reduce(
    (sum, text) => sum + placesIn(text).length - 1,
    circles * CIRCLE_CORNERS,
  )
  if (corners > mostAreaCorners) {
    throw new CapError(
      `消息中区域的顶点合计不能超过 ${mostAreaCorners} 个（每个圆计 ${CIRCLE_CORNERS} 个），现有 ${corners} 个；请简化。`,
      `The areas of a message may have at most ${mostAreaCorners} corners in all (a circle counts ${CIRCLE_CORNERS}), not ${corners}; simplify them.`,
    )
  }
}

/** Of one area. */
export interface AreaShapes {
  readonly rings: readonly Ring[]
  /** Shapes that cannot be read or drawn, as the message writes them: `polygon 35.3,116.5 x,y`. */
  readonly unreadable: readonly string[]
}

const MOST_TOLD_CHARACTERS = 40

const toldShape = (name: string, text: string): string => {
  const whole = `${name} ${text.trim()}`.replace(/\s+/g, ' ')
  return whole.length > MOST_TOLD_CHARACTERS ? `${whole.slice(0, MOST_TOLD_CHARACTERS)}…` : whole
}

const READERS = { polygon: ringOf, circle: circleOf } as const

export const shapesOf = (area: Element): AreaShapes => {
  const rings: Ring[] = []
  const unreadable: string[] = []
  for (const name of ['polygon', 'circle'] as const) {
    for (const text of filled(area, name)) {
      const ring = READERS[name](text)
      if (ring) rings.push(ring)
      else unreadable.push(toldShape(name, text))
    }
  }
  return { rings, unreadable }
}
