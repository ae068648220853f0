/**
 * Common Alerting Protocol 1.2 (OASIS, 2010): what a message says, checked against the standard, and
 * its areas as closed rings in WGS-84.
 */

import { z } from 'zod'
import { METRES_PER_DEGREE } from '../../../data/geometry.ts'
import { WARNING_LIMITS } from '../../../data/warning.ts'
import {
  CAP_NAMESPACE,
  CapError,
  childrenOf,
  type Element,
  elementTree,
  oneOf,
  required,
  textOf,
} from './xml-elements.ts'

type Ring = [longitude: number, latitude: number][]

const METRES_PER_KILOMETRE = 1000
/** Corners of a circle as a polygon. */
const CIRCLE_CORNERS = 64
const MOST_KILOMETRES = 1000
/** `Number` would take nothing at all for 0, and read hexadecimal. */
const DECIMAL = /^[-+]?(?:\d+\.?\d*|\.\d+)$/

const decimal = (text: string): number => (DECIMAL.test(text) ? Number(text) : Number.NaN)

const isOnEarth = (longitude: number, latitude: number): boolean =>
  Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180

const placesIn = (text: string): string[] => text.trim().split(/\s+/)

const latLon = (text: string): [number, number] => {
  const [latitude = Number.NaN, longitude = Number.NaN, ...more] = text.split(',').map(decimal)
  if (!isOnEarth(longitude, latitude) || more.length > 0) {
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
  if (!(kilometres > 0) || kilometres > MOST_KILOMETRES || more.length > 0) {
    const radius = [radiusText, ...more].join(' ')
    throw new CapError(
      `圆形区域的半径“${radius}”无效。`,
      `The radius “${radius}” of a circle cannot be used.`,
    )
  }
  const degrees = (kilometres * METRES_PER_KILOMETRE) / METRES_PER_DEGREE
  const stretch = Math.cos((latitude * Math.PI) / 180)
  const ring = Array.from({ length: CIRCLE_CORNERS }, (_, corner): [number, number] => {
    const angle = (2 * Math.PI * corner) / CIRCLE_CORNERS
    return [longitude + (degrees * Math.cos(angle)) / stretch, latitude + degrees * Math.sin(angle)]
  })
  if (!ring.every((corner) => isOnEarth(...corner))) {
    throw new CapError(
      `圆形区域“${text.trim()}”越过极点或 180° 经线，无法上图。`,
      `The circle “${text.trim()}” reaches past a pole or the 180th meridian; it cannot be mapped.`,
    )
  }
  return [...ring, ring[0]!]
}

/** @throws CapError where these infos together have more area than a map and its readers bear. */
const limitShapes = (infos: readonly Element[]): void => {
  const areas = infos.flatMap((info) => childrenOf(info, 'area'))
  const polygons = areas.flatMap((area) => childrenOf(area, 'polygon'))
  const circles = areas.flatMap((area) => childrenOf(area, 'circle')).length
  const rings = polygons.length + circles
  const { mostAreaRings, mostAreaCorners } = WARNING_LIMITS
  if (rings > mostAreaRings) {
    throw new CapError(
      `消息中的多边形和圆形区域不能超过 ${mostAreaRings} 个，现有 ${rings} 个；请合并或简化。`,
      `A message may have at most ${mostAreaRings} polygons and circles, not ${rings}; merge or simplify them.`,
    )
  }
  const corners = polygons.reduce(
    (sum, { text }) => sum + placesIn(text).length - 1,
    circles * CIRCLE_CORNERS,
  )
  if (corners > mostAreaCorners) {
    throw new CapError(
      `消息中区域的顶点合计不能超过 ${mostAreaCorners} 个（每个圆计 ${CIRCLE_CORNERS} 个），现有 ${corners} 个；请简化。`,
      `The areas of a message may have at most ${mostAreaCorners} corners in all (a circle counts ${CIRCLE_CORNERS}), not ${corners}; simplify them.`,
    )
  }
}

/** The rings of these areas. @throws CapError */
const ringsOf = (areas: readonly Element[]): Ring[] =>
  areas.flatMap((area) => [
    ...childrenOf(area, 'polygon').map(({ text }) => ringOf(text)),
    ...childrenOf(area, 'circle').map(({ text }) => circleOf(text)),
  ])

export interface CapInfo {
  readonly language: string
  readonly event: string
  readonly severity: string
  readonly headline: string
  readonly description: string
  /** ISO instants; null where the message says none. */
  readonly from: string | null
  readonly until: string | null
  readonly parameters: readonly { readonly name: string; readonly value: string }[]
  readonly areaText: string
  /** Closed rings, WGS-84. */
  readonly rings: readonly Ring[]
}

/** What tells a message from all others: two bureaus may number theirs alike. */
export interface CapReference {
  readonly sender: string
  readonly identifier: string
}

export interface CapAlert extends CapReference {
  readonly sent: string
  readonly status: string
  readonly msgType: string
  /** The messages that this one updates or cancels; empty for every other type. */
  readonly references: readonly CapReference[]
  readonly infos: readonly CapInfo[]
}

const STATUSES = ['Actual', 'Exercise', 'System', 'Test', 'Draft']
const MESSAGE_TYPES = ['Alert', 'Update', 'Cancel', 'Ack', 'Error']
/** Only these act on the messages that they refer to. */
const SUCCEEDING_TYPES = ['Update', 'Cancel']
const SEVERITIES = ['Extreme', 'Severe', 'Moderate', 'Minor', 'Unknown']

const isTooLong = (text: string): boolean => text.length > WARNING_LIMITS.mostCapKeyCharacters

const keyPart = (alert: Element, name: 'sender' | 'identifier'): string => {
  const text = required(alert, name)
  if (!isTooLong(text)) return text
  throw new CapError(
    `${name} 不能超过 ${WARNING_LIMITS.mostCapKeyCharacters} 个字符。`,
    `${name} must not be longer than ${WARNING_LIMITS.mostCapKeyCharacters} characters.`,
  )
}

/** `sender,identifier,sent`, one after the other with spaces between (section 3.2.1). */
const referencesOf = (alert: Element): CapReference[] =>
  textOf(alert, 'references')
    .split(/\s+/)
    .filter(Boolean)
    .map((reference) => {
      const [sender = '', identifier = ''] = reference.split(',')
      if (sender && identifier && !isTooLong(sender) && !isTooLong(identifier)) {
        return { sender, identifier }
      }
      throw new CapError(
        `references 中的“${reference.slice(0, 100)}”不是“sender,identifier,sent”。`,
        `references has “${reference.slice(0, 100)}”, which is no “sender,identifier,sent”.`,
      )
    })

/**
 * As CAP writes them: days that there are, seconds, an offset. Section 3.3.2 wants `-00:00` in
 * place of Z, but many bureaus send Z all the same, and there is only one thing it can mean.
 */
const capTime = z.iso.datetime({ offset: true, precision: 0 })
/** In UTC as well: JavaScript writes years beyond with a sign and six digits. */
const FOUR_DIGIT_YEAR = /^\d{4}-/

/** An ISO instant in UTC, null where there is none. @throws CapError for what is no time. */
const instantOf = (element: Element, name: string): string | null => {
  const text = textOf(element, name)
  if (text === '') return null
  const instant = capTime.safeParse(text).success ? new Date(text).toISOString() : ''
  if (FOUR_DIGIT_YEAR.test(instant)) return instant
  throw new CapError(
    `${name} 不是 CAP 的时间格式（如 2026-07-01T08:00:00+08:00），或没有这一天：“${text}”。`,
    `${name} is no time as CAP writes it (2026-07-01T08:00:00+08:00), or no day that there is: “${text}”.`,
  )
}

const languageOf = (info: Element): string => textOf(info, 'language') || 'en-US'
const primaryLanguageOf = (info: Element): string => languageOf(info).slice(0, 2).toLowerCase()

const infoOf = (info: Element): CapInfo => {
  for (const name of ['category', 'urgency', 'certainty']) required(info, name)
  const areas = childrenOf(info, 'area')
  const areaText = areas.map((area) => required(area, 'areaDesc')).join('；')
  return {
    language: languageOf(info),
    event: required(info, 'event'),
    severity: oneOf(info, 'severity', SEVERITIES),
    headline: textOf(info, 'headline'),
    description: textOf(info, 'description'),
    from: instantOf(info, 'onset') ?? instantOf(info, 'effective'),
    until: instantOf(info, 'expires'),
    parameters: childrenOf(info, 'parameter').map((parameter) => ({
      name: textOf(parameter, 'valueName'),
      value: textOf(parameter, 'value'),
    })),
    areaText,
    rings: ringsOf(areas),
  }
}

/** @throws CapError with a sentence. */
export const readCap = (xml: string): CapAlert => {
  const alert = elementTree(xml)
  if (alert.name !== 'alert' || alert.namespace !== CAP_NAMESPACE) {
    throw new CapError(
      `不是 CAP 1.2 消息：根元素应为 alert，命名空间应为 ${CAP_NAMESPACE}。`,
      `This is no CAP 1.2 message: its root must be alert in ${CAP_NAMESPACE}.`,
    )
  }
  required(alert, 'scope')
  const sent = instantOf(alert, 'sent')
  if (!sent) required(alert, 'sent')
  const msgType = oneOf(alert, 'msgType', MESSAGE_TYPES)
  const infos = childrenOf(alert, 'info')
  // Every language repeats the same area, and only one of them is kept.
  for (const [, inOneLanguage] of Map.groupBy(infos, primaryLanguageOf)) limitShapes(inOneLanguage)
  return {
    identifier: keyPart(alert, 'identifier'),
    sender: keyPart(alert, 'sender'),
    sent: sent ?? '',
    status: oneOf(alert, 'status', STATUSES),
    msgType,
    references: SUCCEEDING_TYPES.includes(msgType) ? referencesOf(alert) : [],
    infos: infos.map(infoOf),
  }
}
