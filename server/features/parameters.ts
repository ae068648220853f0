/** One parser per query parameter of OGC API – Features; each says what is wrong with its value. */
import { z } from '@hono/zod-openapi'
import { LANGUAGES } from '../../data/bilingual.ts'
import { COLLECTIONS, MOST_IDS } from '../../data/collections.ts'
import type { Bbox } from '../../data/geometry.ts'
import { refuse } from '../../data/inputs.ts'
import { LOCAL_OFFSET, localDayOf } from '../../data/local-time.ts'
import type { ResourceDeclaration } from '../../data/resource.ts'
import { TEXT_ENCODINGS } from '../../data/text-encoding.ts'
import { invalidParameter } from '../http/problem-error.ts'
import type { AskedBox, ItemsQuery } from '../store/items.ts'
import { boxInCrs84 } from './box-in-crs.ts'
import {
  CRS_EVERYWHERE,
  CRS84,
  type Crs,
  crsOfUri,
  KNOWN_CRS,
  OWN_CRS,
  ZONE_PATTERN,
} from './crs.ts'
import { filterParameters, withoutClash } from './fields.ts'
import { DOCUMENT_FORMATS, FEATURE_FORMATS, WHOLE_GEOJSON } from './formats.ts'

const LIMIT = { default: 100, maximum: 10_000 } as const

/** The parameter as the API definition lists it, where GDAL looks for the largest page. */
export const LIMIT_PARAMETER = {
  name: 'limit',
  in: 'query',
  required: false,
  description: `Features per page; more than ${LIMIT.maximum} are clamped to that. Files (csv, xlsx, gpkg, shp, kml, geojson-file) hold all that fits, or as many as this says where it is given.`,
  schema: { type: 'integer', minimum: 1, maximum: LIMIT.maximum, default: LIMIT.default },
} as const

const limitParameter = z
  .string()
  .transform((text, context): number => {
    const limit = /^\d+$/.test(text) ? Number(text) : 0
    if (limit < 1) return refuse(context, 'needs a whole number from 1', '需要不小于 1 的整数')
    return limit
  })
  .optional()
  .openapi({ param: LIMIT_PARAMETER, ...LIMIT_PARAMETER.schema })

export const crsParameter = z
  .string()
  .transform((uri, context): Crs => {
    const crs = crsOfUri(uri)
    if (crs !== undefined) return crs
    return refuse(context, `must be one of: ${KNOWN_CRS.en}`, `只能取：${KNOWN_CRS.zh}`)
  })
  .default(CRS84)
  .openapi({
    type: 'string',
    format: 'uri-reference',
    default: CRS84,
    description:
      'One of `crs` of the collection, or any other zone of CGCS2000; one of our own also by its path alone.',
    anyOf: [
      { enum: [...CRS_EVERYWHERE] },
      { pattern: ZONE_PATTERN },
      { pattern: `^https?://[^/]+(${Object.keys(OWN_CRS).join('|')})$` },
    ],
  })

/** Above the maximum the limit is clamped, as the standard asks. @param asked left out: the default. */
export const pageLimit = (asked: number | undefined): number =>
  Math.min(asked ?? LIMIT.default, LIMIT.maximum)

const formatParameter = <const F extends string>(...formats: readonly [F, ...F[]]) =>
  z.enum(formats).optional()

/** What is GeoJSON is JSON too. */
const featureFormatParameter = formatParameter('json', ...FEATURE_FORMATS).transform((format) =>
  format === 'json' ? 'geojson' : format,
)
const featuresFormatParameter = formatParameter(
  'json',
  ...FEATURE_FORMATS,
  WHOLE_GEOJSON,
).transform((format) => (format === 'json' ? 'geojson' : format))

/** Of the table of a Shapefile. */
export const encodingParameter = z.enum(TEXT_ENCODINGS).default('utf-8').openapi({
  description: 'Of the table of a Shapefile (f=shp): GBK for programs that know no UTF-8.',
})

const idsParameter = z
  .string()
  .transform((text, context): string[] => {
    const ids = [...new Set(text.split(',').filter((id) => id !== ''))]
    if (ids.length > 0 && ids.length <= MOST_IDS) return ids
    return refuse(
      context,
      `needs one to ${MOST_IDS} ids with commas between; more are sent by POST to the collection’s files`,
      `需要 1 至 ${MOST_IDS} 个以逗号分隔的标识；更多时请用 POST 提交到集合的 files`,
    )
  })
  .optional()
  .openapi({
    param: { name: 'ids', in: 'query', description: 'Only these features, with commas between' },
    type: 'string',
  })

const languageParameter = z.enum(LANGUAGES).optional().openapi({
  description: 'Of words in tables and pages; else what `Accept-Language` prefers, else Chinese.',
})

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

/** Hours, minutes and seconds as far as they are given, and the offset; without one it is local time. */
const TIME_OF_DAY =
  /^[T ](?:(\d{2})(?::(\d{2})(?::(\d{2}(?:\.\d+)?))?)?)?\s*(Z|[-+ ]\d{2}(?::?\d{2})?)?$/i
const OPEN_ENDS: readonly string[] = ['', '..']
const DAY_CHARACTERS = 10

/** `+08:00` of what may be Z, `+08`, `+0800`, or ` 08:00`, where the plus was not escaped. */
const isoOffset = (text: string | undefined): string => {
  if (text === undefined) return LOCAL_OFFSET
  if (text.toUpperCase() === 'Z') return 'Z'
  const sign = text.startsWith('-') ? '-' : '+'
  const [hours, minutes] = [text.slice(1, 3), text.slice(3).replace(':', '')]
  return `${sign}${hours}:${minutes || '00'}`
}

/**
 * The local day of a date or an instant, as features are dated by day; `null` if it is neither. GDAL
 * also writes `2026-01-01T` of a day and `2026-01-01T08Z` of an hour.
 */
const localDay = (text: string): string | null => {
  const day = text.slice(0, DAY_CHARACTERS)
  if (!z.iso.date().safeParse(day).success) return null
  if (text === day) return day
  const parts = TIME_OF_DAY.exec(text.slice(DAY_CHARACTERS))
  if (!parts) return null
  const [, hours, minutes = '00', seconds = '00', offset] = parts
  if (hours === undefined) return day
  const instant = new Date(`${day}T${hours}:${minutes}:${seconds}${isoOffset(offset)}`)
  return Number.isNaN(instant.getTime()) ? null : localDayOf(instant)
}

type VerifiedBetween = NonNullable<ItemsQuery['verified']>

/** Days from … until, both included; `null` leaves an end open. `undefined`: not understood. */
const intervalOf = (text: string): VerifiedBetween | undefined => {
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

const laterOf = (a: string | null, b: string | null): string | null =>
  (a ?? '') > (b ?? '') ? a : b
const earlierOf = (a: string | null, b: string | null): string | null =>
  a === null || (b !== null && b < a) ? b : a

/** Given twice, as GDAL does of two conditions, it asks for what both do. */
const datetimeParameter = z
  .union([z.string(), z.array(z.string())])
  .transform((texts, context): VerifiedBetween => {
    const intervals = [texts].flat().map(intervalOf)
    if (intervals.includes(undefined)) {
      return refuse(
        context,
        'needs a date or an interval such as 2026-01-01, 2026-01-01/2026-06-30 or 2026-01-01/..',
        '需要日期或时段，如 2026-01-01、2026-01-01/2026-06-30、2026-01-01/..',
      )
    }
    return (intervals as VerifiedBetween[]).reduce((all, each) => ({
      from: laterOf(all.from, each.from),
      until: earlierOf(all.until, each.until),
    }))
  })
  .optional()
  .openapi({
    param: {
      name: 'datetime',
      in: 'query',
      description:
        'When features were last verified: a date, an instant, or two of them with `/` between, one of which may be `..`. Times without an offset are local (UTC+8)',
    },
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

/** How many features are passed over; more than there are leave none. */
const offsetParameter = (name: string) =>
  z
    .string()
    .transform((text, context): number => {
      if (/^\d{1,15}$/.test(text)) return Number(text)
      return refuse(context, 'needs a whole number from 0', '需要不小于 0 的整数')
    })
    .optional()
    .openapi({
      param: {
        name,
        in: 'query',
        description:
          'How many features are passed over, for clients that count; the links to the next page are quicker and miss nothing that is written meanwhile',
      },
      type: 'integer',
      minimum: 0,
      default: 0,
    })

/** Parameters of a single item's address. */
export const itemQuerySchema = z.strictObject({
  f: featureFormatParameter,
  lang: languageParameter,
  crs: crsParameter,
  encoding: encodingParameter,
})

/** Parameters of documents that people read as pages, too. */
export const documentQuerySchema = z.strictObject({
  f: formatParameter(...DOCUMENT_FORMATS),
  lang: languageParameter,
})

/** Parameters of addresses that take none of their own. */
export const plainQuerySchema = z.strictObject({ f: formatParameter('json') })

const itemsParameters = {
  f: featuresFormatParameter,
  lang: languageParameter,
  limit: limitParameter,
  after: afterParameter,
  offset: offsetParameter('offset'),
  startindex: offsetParameter('startindex'),
  bbox: bboxParameter,
  'bbox-crs': crsParameter,
  crs: crsParameter,
  datetime: datetimeParameter,
  ids: idsParameter,
  encoding: encodingParameter,
}

/** What is chosen of several collections at once: a box, a county, single features. */
export const selectionParameters = {
  bbox: bboxParameter,
  'bbox-crs': crsParameter,
  ids: idsParameter,
  countyCode: filterParameters(COLLECTIONS.stations).countyCode!,
}

/** All parameters of a collection's items. */
export const itemsQuerySchema = (resource: ResourceDeclaration) =>
  z.strictObject({
    ...itemsParameters,
    ...withoutClash('items', itemsParameters, filterParameters(resource)),
  })

/** @throws ProblemError where it is upside down or not on the Earth. */
export const askedBox = (bbox: Bbox, bboxCrs: Crs): AskedBox => {
  const box = boxInCrs84(bbox, bboxCrs)
  if ('bbox' in box) return box
  throw invalidParameter('bbox', { en: `bbox ${box.en}`, zh: `bbox ${box.zh}` })
}

/**
 * How many features are passed over, by whichever name it is asked for.
 * @throws ProblemError where the two names say two things.
 */
export const offsetOf = (offset: number | undefined, startIndex: number | undefined): number => {
  if (offset !== undefined && startIndex !== undefined && offset !== startIndex) {
    throw invalidParameter('startindex', {
      en: 'offset and startindex are the same parameter and say different things',
      zh: 'offset 与 startindex 含义相同，取值却不一致',
    })
  }
  return offset ?? startIndex ?? 0
}
