/** One parser per query parameter of OGC API – Features; each says what is wrong with its value. */
import { z } from '@hono/zod-openapi'
import type { Field } from '../../data/field.ts'
import type { Bbox } from '../../data/geometry.ts'
import type { ResourceDeclaration } from '../../data/resource.ts'
import { invalidParameter } from '../http/problem-error.ts'
import { bilingualIssue } from '../http/validation.ts'
import { bboxToCrs84, CRS84, SUPPORTED_CRS } from './crs.ts'

export const LIMIT = { default: 100, maximum: 10_000 } as const

/** Above the maximum the limit is clamped, as the standard asks; below one it is refused. */
export const limitParameter = z
  .string()
  .regex(/^\d+$/)
  .transform(Number)
  .pipe(z.int().min(1))
  .transform((limit) => Math.min(limit, LIMIT.maximum))
  .default(LIMIT.default)

const crsParameter = z.enum(SUPPORTED_CRS as [string, ...string[]]).default(CRS84)

const formatParameter = z.enum(['json']).optional()

const numbersOf = (text: string): number[] =>
  text.split(',').map((part) => (part.trim() === '' ? Number.NaN : Number(part)))

/** Four numbers, or six with heights, which are ignored. */
const rawBboxParameter = z.string().transform((text, context): Bbox => {
  const numbers = numbersOf(text)
  const [west, south, east, north] =
    numbers.length === 6 ? [0, 1, 3, 4].map((i) => numbers[i]) : numbers
  const isBox = (numbers.length === 4 || numbers.length === 6) && numbers.every(Number.isFinite)
  if (!isBox) {
    context.addIssue(
      bilingualIssue({
        en: 'needs four numbers: west,south,east,north (or six with heights)',
        zh: '需要四个数：西,南,东,北（带高程时六个）',
      }),
    )
    return z.NEVER
  }
  return [west!, south!, east!, north!]
})

const INSTANT = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2}))?$/
const OPEN_END = new Set(['', '..'])
const DAY_CHARACTERS = 10

/** Features are dated by day, so instants are cut to theirs. */
const dayOf = (instant: string): string | null =>
  INSTANT.test(instant) && !Number.isNaN(Date.parse(instant))
    ? instant.slice(0, DAY_CHARACTERS)
    : null

const datetimeParameter = z.string().transform((text, context) => {
  const parts = text.split('/')
  const ends = parts.map((part) => (parts.length === 2 && OPEN_END.has(part) ? null : dayOf(part)))
  const [from = null, until = from] = ends
  const isValid =
    parts.length <= 2 &&
    parts.every((part, i) => ends[i] !== null || (parts.length === 2 && OPEN_END.has(part))) &&
    (from !== null || until !== null) &&
    (from === null || until === null || from <= until)
  if (!isValid) {
    context.addIssue(
      bilingualIssue({
        en: 'needs a date or an interval such as 2026-01-01, 2026-01-01/2026-06-30 or 2026-01-01/..',
        zh: '需要日期或时段，如 2026-01-01、2026-01-01/2026-06-30、2026-01-01/..',
      }),
    )
    return z.NEVER
  }
  return { from, until }
})

/** Position in the order of arrival after which the next page begins; made by the server. */
const afterParameter = z
  .string()
  .regex(/^\d{1,15}$/)
  .transform(Number)

/** Values of a property filter, several separated by commas. */
const filterParameter = (field: Field) =>
  z.string().transform((text, context): (string | number)[] => {
    const values = text.split(',')
    if (field.kind === 'choice') {
      const unknown = values.filter((value) => !Object.hasOwn(field.options, value))
      if (unknown.length > 0) {
        const known = Object.keys(field.options).join(', ')
        context.addIssue(
          bilingualIssue({
            en: `${unknown.join(', ')} is none of: ${known}`,
            zh: `${unknown.join('、')} 不在可选值之内：${known}`,
          }),
        )
      }
      return values
    }
    if (field.kind !== 'integer' && field.kind !== 'number') return [text]
    const numbers = numbersOf(text)
    if (!numbers.every(Number.isFinite)) {
      context.addIssue(bilingualIssue({ en: 'needs a number', zh: '需要数字' }))
    }
    return numbers
  })

/** Properties that a request may filter by: single values that say nothing about persons. */
export const queryableFields = (resource: ResourceDeclaration): [name: string, field: Field][] =>
  Object.entries(resource.fields).filter(([, field]) => !field.personal && field.kind !== 'counts')

export const filterParameters = (resource: ResourceDeclaration) =>
  Object.fromEntries(
    queryableFields(resource).map(([name, field]) => [name, filterParameter(field).optional()]),
  )

/** Parameters of a single item's address. */
export const itemQuerySchema = z.strictObject({ f: formatParameter, crs: crsParameter })

/** Parameters of addresses that take none of their own. */
export const plainQuerySchema = z.strictObject({ f: formatParameter })

/** All parameters of a collection's items; `limit` comes from where it is declared for all. */
export const itemsQuerySchema = <L extends z.ZodType<number>>(
  resource: ResourceDeclaration,
  limit: L,
) =>
  z.strictObject({
    f: formatParameter,
    limit,
    after: afterParameter.optional(),
    bbox: rawBboxParameter.optional(),
    'bbox-crs': crsParameter,
    crs: crsParameter,
    datetime: datetimeParameter.optional(),
    ...filterParameters(resource),
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
