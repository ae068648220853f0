/** One parser per query parameter of OGC API – Features; each says what is wrong with its value. */
import { z } from '@hono/zod-openapi'
import type { Bbox } from '../../data/geometry.ts'
import { refuse } from '../../data/inputs.ts'
import { toLocalIso } from '../../data/local-time.ts'
import type { ResourceDeclaration } from '../../data/resource.ts'
import { invalidParameter } from '../http/problem-error.ts'
import { bboxToCrs84, CRS84, SUPPORTED_CRS } from './crs.ts'
import { filterParameters, withoutClash } from './fields.ts'

const LIMIT = { default: 100, maximum: 10_000 } as const

/** The parameter as the API definition lists it, where GDAL looks for the largest page. */
export const LIMIT_PARAMETER = {
  name: 'limit',
  in: 'query',
  required: false,
  description: `Features per page; more than ${LIMIT.maximum} are clamped to that.`,
  schema: { type: 'integer', minimum: 1, maximum: LIMIT.maximum, default: LIMIT.default },
} as const

/** Above the maximum the limit is clamped, as the standard asks; below one it is refused. */
const limitParameter = z
  .string()
  .transform((text, context): number => {
    const limit = /^\d+$/.test(text) ? Number(text) : 0
    if (limit < 1) return refuse(context, 'needs a whole number from 1', '需要不小于 1 的整数')
    return Math.min(limit, LIMIT.maximum)
  })
  .default(LIMIT.default)
  .openapi({ param: LIMIT_PARAMETER, ...LIMIT_PARAMETER.schema })

const crsParameter = z.enum(SUPPORTED_CRS as [string, ...string[]]).default(CRS84)

const formatParameter = z.enum(['json']).optional()

const DECIMAL = /^\s*[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?\s*$/i

const numbersOf = (text: string): number[] =>
  text.split(',').map((part) => (DECIMAL.test(part) ? Number(part) : Number.NaN))

/** Four numbers, or six with heights, which are ignored. */
const bboxParameter = z
  .string()
  .transform((text, context): Bbox => {
    const numbers = numbersOf(text)
    const [west, south, east, north] =
      numbers.length === 6 ? [0, 1, 3, 4].map((i) => numbers[i]) : numbers
    const isBox = (numbers.length === 4 || numbers.length === 6) && numbers.every(Number.isFinite)
    if (!isBox) {
      return refuse(
        context,
        'needs four numbers: west,south,east,north (or six with heights)',
        '需要四个数：西,南,东,北（带高程时六个）',
      )
    }
    return [west!, south!, east!, north!]
  })
  .optional()
  .openapi({
    param: { name: 'bbox', in: 'query', style: 'form', explode: false },
    type: 'array',
    items: { type: 'number' },
    minItems: 4,
    maxItems: 6,
  })

const TIME_WITH_OFFSET = /^T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/i
const OPEN_ENDS: readonly string[] = ['', '..']
const DAY_CHARACTERS = 10

/** The local day of a date or an instant, as features are dated by day; `null` if it is neither. */
const localDay = (text: string): string | null => {
  const day = text.slice(0, DAY_CHARACTERS)
  if (!z.iso.date().safeParse(day).success) return null
  if (text === day) return day
  const isInstant = TIME_WITH_OFFSET.test(text.slice(DAY_CHARACTERS))
  const instant = new Date(text.toUpperCase())
  return isInstant && !Number.isNaN(instant.getTime())
    ? toLocalIso(instant).slice(0, DAY_CHARACTERS)
    : null
}

/** Days from … until, both included; `null` leaves an end open. `undefined`: not understood. */
const intervalOf = (text: string): { from: string | null; until: string | null } | undefined => {
  const parts = text.split('/')
  const [first = '', second = first] = parts
  if (parts.length > 2) return undefined
  const isOpen = (part: string): boolean => parts.length === 2 && OPEN_ENDS.includes(part)
  const from = isOpen(first) ? null : localDay(first)
  const until = isOpen(second) ? null : localDay(second)
  const isUnderstood =
    (from !== null || isOpen(first)) &&
    (until !== null || isOpen(second)) &&
    (from !== null || until !== null)
  const isForward = from === null || until === null || from <= until
  return isUnderstood && isForward ? { from, until } : undefined
}

const datetimeParameter = z
  .string()
  .transform((text, context) => {
    const interval = intervalOf(text)
    if (interval) return interval
    return refuse(
      context,
      'needs a date or an interval such as 2026-01-01, 2026-01-01/2026-06-30 or 2026-01-01/..',
      '需要日期或时段，如 2026-01-01、2026-01-01/2026-06-30、2026-01-01/..',
    )
  })
  .optional()
  .openapi({
    param: { name: 'datetime', in: 'query', description: 'When features were last verified' },
    type: 'string',
  })

/** Position in the order of arrival after which the next page begins; made by the server. */
const afterParameter = z
  .string()
  .transform((text, context): number => {
    if (/^\d{1,15}$/.test(text)) return Number(text)
    return refuse(
      context,
      'is not the position of a page; follow the link to the next page',
      '不是有效的翻页位置，请使用下一页链接',
    )
  })
  .optional()
  .openapi({
    param: { name: 'after', in: 'query', description: 'Made by the server for the next page' },
    type: 'integer',
    minimum: 0,
  })

/** Parameters of a single item's address. */
export const itemQuerySchema = z.strictObject({ f: formatParameter, crs: crsParameter })

/** Parameters of addresses that take none of their own. */
export const plainQuerySchema = z.strictObject({ f: formatParameter })

const itemsParameters = {
  f: formatParameter,
  limit: limitParameter,
  after: afterParameter,
  bbox: bboxParameter,
  'bbox-crs': crsParameter,
  crs: crsParameter,
  datetime: datetimeParameter,
}

/** All parameters of a collection's items. */
export const itemsQuerySchema = (resource: ResourceDeclaration) =>
  z.strictObject({
    ...itemsParameters,
    ...withoutClash('items', itemsParameters, filterParameters(resource)),
  })

/**
 * The box in degrees of CRS84.
 * @throws ProblemError where it is upside down or not on the Earth.
 */
export const boxInCrs84 = (bbox: Bbox, bboxCrs: string): Bbox => {
  const box = bboxToCrs84(bbox, bboxCrs)
  if (!box) {
    throw invalidParameter('bbox', {
      en: 'bbox lies outside its coordinate system',
      zh: 'bbox 超出其坐标系范围',
    })
  }
  if (box[1] > box[3]) {
    throw invalidParameter('bbox', { en: 'bbox: north is below south', zh: 'bbox：北界低于南界' })
  }
  return box
}
