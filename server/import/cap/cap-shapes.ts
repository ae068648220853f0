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

const placesIn = (text: string): string[] => text.trim().split(/\s+/)

const latLon = (text: string): [number, number] => {
  const [latitude = Number.NaN, longitude = Number.NaN, ...more] = text.split(',').map(decimal)
  if (!isOnEarth([longitude, latitude]) || more.length > 0) {
    throw new CapError(
      `区域坐标“${text}”不是“纬度,经度”。`,
      `The area has “${text}”, which is no “latitude,longitude”.`,
    )
  }
  return [longitude, latitude]
}

/** Pairs of latitude and longitude, the first and the last the same (section 3.2.4). */
const ringOf = (text: string): Ring => {
  const ring = placesIn(text).map(latLon)
  if (ring.length < 4 || String(ring[0]) !== String(ring.at(-1))) {
    throw new CapError(
      '区域的多边形须首尾相接，且至少有 4 个点（含重复的终点）。',
      'A polygon must end where it begins, with at least four points, the last one among them.',
    )
  }
  return ring
}

/** `lat,lon radius` in kilometres, as a polygon around it on the sphere's plane. */
const circleOf = (text: string): Ring => {
  const [place = '', radiusText = '', ...more] = placesIn(text)
  const [longitude, latitude] = latLon(place)
  const kilometres = decimal(radiusText)
  if (!(kilometres >= 0) || kilometres > MOST_KILOMETRES || more.length > 0) {
    const radius = [radiusText, ...more].join(' ')
    throw new CapError(
      `圆形区域的半径“${radius}”无效。`,
      `The radius “${radius}” of a circle cannot be used.`,
    )
  }
  const drawn = kilometres === 0 ? POINT_KILOMETRES : kilometres
  const degrees = (drawn * METRES_PER_KILOMETRE) / METRES_PER_DEGREE
  const stretch = Math.cos((latitude * Math.PI) / 180)
  const ring = Array.from({ length: CIRCLE_CORNERS }, (_, corner): [number, number] => {
    const angle = (2 * Math.PI * corner) / CIRCLE_CORNERS
    return [longitude + (degrees * Math.cos(angle)) / stretch, latitude + degrees * Math.sin(angle)]
  })
  if (!ring.every(isOnEarth)) {
    throw new CapError(
      `圆形区域“${text.trim()}”越过极点或 180° 经线，无法上图。`,
      `The circle “${text.trim()}” reaches past a pole or the 180th meridian; it cannot be mapped.`,
    )
  }
  return [...ring, ring[0]!]
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

/** The rings of an area; none where it has no shape. @throws CapError */
export const ringsOf = (area: Element): Ring[] => [
  ...filled(area, 'polygon').map(ringOf),
  ...filled(area, 'circle').map(circleOf),
]
