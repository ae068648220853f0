/** Common Alerting Protocol 1.2 (OASIS, 2010): what a message says, checked against the standard. */
import { METRES_PER_DEGREE } from '../../../data/geometry.ts'
import { CapRefused } from './cap-refused.ts'
import { type Element, elementTree } from './element-tree.ts'

const NAMESPACE = 'urn:oasis:names:tc:emergency:cap:1.2'
const METRES_PER_KILOMETRE = 1000
/** Corners of a circle as a polygon. */
const CIRCLE_CORNERS = 64
const MOST_CORNERS = 5000

export type Ring = [longitude: number, latitude: number][]

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

export interface CapAlert {
  readonly identifier: string
  readonly sender: string
  readonly sent: string
  readonly status: string
  readonly msgType: string
  /** Identifiers of the messages that this one updates or cancels. */
  readonly references: readonly string[]
  readonly infos: readonly CapInfo[]
}

const childrenOf = (element: Element, name: string): Element[] =>
  element.children.filter((child) => child.name === name && child.namespace === NAMESPACE)

const textOf = (element: Element, name: string): string =>
  childrenOf(element, name)[0]?.text.trim() ?? ''

const required = (element: Element, name: string): string => {
  const text = textOf(element, name)
  if (text !== '') return text
  throw new CapRefused(
    `CAP 消息缺少 ${element.name} 的 ${name}。`,
    `The CAP message lacks ${name} in ${element.name}.`,
  )
}

const oneOf = (element: Element, name: string, values: readonly string[]): string => {
  const text = required(element, name)
  if (values.includes(text)) return text
  throw new CapRefused(
    `${name} 应为 ${values.join('、')} 之一，现为“${text}”。`,
    `${name} must be one of ${values.join(', ')}, not “${text}”.`,
  )
}

const STATUSES = ['Actual', 'Exercise', 'System', 'Test', 'Draft']
const MESSAGE_TYPES = ['Alert', 'Update', 'Cancel', 'Ack', 'Error']
const SEVERITIES = ['Extreme', 'Severe', 'Moderate', 'Minor', 'Unknown']
/** As CAP writes them: seconds, and an offset that is never Z (section 3.3.2). */
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}[-+]\d{2}:\d{2}$/

const instantOf = (element: Element, name: string): string | null => {
  const text = textOf(element, name)
  if (text === '') return null
  if (!INSTANT.test(text) || Number.isNaN(Date.parse(text))) {
    throw new CapRefused(
      `${name} 不是 CAP 的时间格式（如 2026-07-01T08:00:00+08:00）：“${text}”。`,
      `${name} is no time as CAP writes it (2026-07-01T08:00:00+08:00): “${text}”.`,
    )
  }
  return new Date(text).toISOString()
}

const latLon = (text: string): [number, number] => {
  const [latitude = Number.NaN, longitude = Number.NaN, ...more] = text.split(',').map(Number)
  const isPlace =
    Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 && more.length === 0 && text !== ''
  if (!isPlace) {
    throw new CapRefused(
      `区域坐标“${text}”不是“纬度,经度”。`,
      `The area has “${text}”, which is no “latitude,longitude”.`,
    )
  }
  return [longitude, latitude]
}

/** Pairs of latitude and longitude, the first and the last the same (section 3.2.4). */
const ringOf = (text: string): Ring => {
  const ring = text
    .trim()
    .split(/\s+/)
    .slice(0, MOST_CORNERS + 1)
    .map(latLon)
  const isClosed = String(ring[0]) === String(ring.at(-1))
  if (ring.length < 4 || ring.length > MOST_CORNERS || !isClosed) {
    throw new CapRefused(
      '区域的多边形须首尾相接，且有 4 个以上、不过多的顶点。',
      'A polygon must end where it begins, with at least four corners and not thousands.',
    )
  }
  return ring
}

/** `lat,lon radius` in kilometres, as a polygon around it on the sphere's plane. */
const circleOf = (text: string): Ring => {
  const [place = '', radiusText = ''] = text.trim().split(/\s+/)
  const [longitude, latitude] = latLon(place)
  const kilometres = Number(radiusText)
  if (!(kilometres > 0) || kilometres > 1000) {
    throw new CapRefused(
      `圆形区域的半径“${radiusText}”无效。`,
      `The radius “${radiusText}” of a circle cannot be used.`,
    )
  }
  const degrees = (kilometres * METRES_PER_KILOMETRE) / METRES_PER_DEGREE
  const stretch = Math.cos((latitude * Math.PI) / 180)
  const ring = Array.from({ length: CIRCLE_CORNERS }, (_, corner): [number, number] => {
    const angle = (2 * Math.PI * corner) / CIRCLE_CORNERS
    return [longitude + (degrees * Math.cos(angle)) / stretch, latitude + degrees * Math.sin(angle)]
  })
  return [...ring, ring[0]!]
}

const infoOf = (info: Element): CapInfo => {
  for (const name of ['category', 'urgency', 'certainty']) required(info, name)
  const areas = childrenOf(info, 'area')
  const areaText = areas.map((area) => required(area, 'areaDesc')).join('；')
  return {
    language: textOf(info, 'language') || 'en-US',
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
    rings: areas.flatMap((area) => [
      ...childrenOf(area, 'polygon').map(({ text }) => ringOf(text)),
      ...childrenOf(area, 'circle').map(({ text }) => circleOf(text)),
    ]),
  }
}

/** @throws CapRefused with a sentence. */
export const readCap = (xml: string): CapAlert => {
  const alert = elementTree(xml)
  if (alert.name !== 'alert' || alert.namespace !== NAMESPACE) {
    throw new CapRefused(
      `不是 CAP 1.2 消息：根元素应为 alert，命名空间应为 ${NAMESPACE}。`,
      `This is no CAP 1.2 message: its root must be alert in ${NAMESPACE}.`,
    )
  }
  required(alert, 'scope')
  const sent = instantOf(alert, 'sent')
  if (!sent) required(alert, 'sent')
  return {
    identifier: required(alert, 'identifier'),
    sender: required(alert, 'sender'),
    sent: sent ?? '',
    status: oneOf(alert, 'status', STATUSES),
    msgType: oneOf(alert, 'msgType', MESSAGE_TYPES),
    references: textOf(alert, 'references')
      .split(/\s+/)
      .flatMap((reference) => reference.split(',')[1] ?? []),
    infos: childrenOf(alert, 'info').map(infoOf),
  }
}
