/** GET /api/nearest, who can be there first by road: its parameters, the query as understood. */
import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { COLLECTIONS } from '../../data/collections.ts'
import { EQUIPMENT } from '../../data/equipment.ts'
import { refuse } from '../../data/inputs.ts'
import { itemSchema } from '../../data/ledger.ts'
import { toLocalIso } from '../../data/local-time.ts'
import {
  NEAREST_COLLECTIONS,
  NEAREST_LIMITS,
  type NearestQuery,
  nearestAnswerSchema,
  nearestRoutesSchema,
} from '../../data/nearest.ts'
import { PROFILE_IDS } from '../../data/profile.ts'
import type { ResourceDeclaration } from '../../data/resource.ts'
import { filterProblem, filterValues, queryableFields, withoutClash } from '../features/fields.ts'
import { link, linkSchema, MEDIA_TYPES } from '../features/links.ts'
import { addressWith, baseUrl } from '../http/base-url.ts'
import { type ParameterProblem, ProblemError } from '../http/problem-error.ts'
import {
  booleanParameter,
  instantParameter,
  numberParameter,
  wholeNumberParameter,
} from '../http/query-parameters.ts'
import { isFromOwnPage, OWN_PAGE_HEADERS } from '../http/same-origin.ts'
import { forOthers } from '../services/nearest/nearest.ts'
import { nearestRoutes } from '../services/nearest/nearest-routes.ts'
import type { Services } from '../services/services.ts'
import { answers, askedFile, route, router, send, tableQuery } from './answers.ts'

/** `pump:2,boat:1`; a piece without a number is wanted once. */
const equipmentParameter = z.string().transform((text, context): Record<string, number> => {
  const wanted: Record<string, number> = {}
  for (const part of text.split(',')) {
    const [key = '', count = '1', ...more] = part.split(':')
    const isUnderstood =
      Object.hasOwn(EQUIPMENT, key) && /^[1-9]\d{0,4}$/.test(count) && more.length === 0
    if (Object.hasOwn(wanted, key)) {
      return refuse(context, `names "${key}" more than once`, `重复列出了“${key}”`)
    }
    if (!isUnderstood) {
      const known = Object.keys(EQUIPMENT).join(', ')
      return refuse(
        context,
        `"${part}" is not a piece of equipment with a number, such as pump:2; known: ${known}`,
        `“${part}”不是“装备:数量”，例如 pump:2；可用：${known}`,
      )
    }
    wanted[key] = Number(count)
  }
  return wanted
})

const resources = NEAREST_COLLECTIONS.map((id): ResourceDeclaration => COLLECTIONS[id])

const MOST_QUANTITY = 1e9

const ownParameters = {
  lon: numberParameter(-180, 180),
  lat: numberParameter(-90, 90),
  collection: z.enum(NEAREST_COLLECTIONS).default('stations'),
  k: wholeNumberParameter(1, NEAREST_LIMITS.maxCount).default(NEAREST_LIMITS.defaultCount),
  profile: z.enum(PROFILE_IDS).optional(),
  at: instantParameter
    .openapi({
      description:
        'Instant with offset that is asked about: duty, closures, warnings and the speed of the roads are those of then. Left out: now.',
    })
    .optional(),
  withinSeconds: wholeNumberParameter(1, NEAREST_LIMITS.maxWithinSeconds).default(
    NEAREST_LIMITS.defaultWithinSeconds,
  ),
  onDuty: booleanParameter
    .openapi({
      description:
        'Whether those that are off duty at that instant are passed over. Left out: true where the collection has duty hours.',
    })
    .optional(),
  withoutSent: booleanParameter
    .openapi({
      description:
        'Whether stations that are out at that instant are passed over. Left out: true without `at`, false with it.',
    })
    .optional(),
  equipment: equipmentParameter.optional(),
  item: itemSchema.optional(),
  quantity: numberParameter(0, MOST_QUANTITY).optional(),
}

/** Every property that one of the collections can be filtered by; which one is checked later. */
const propertyParameters = Object.fromEntries(
  resources.flatMap(queryableFields).map(([name]) => [name, z.string().min(1).optional()]),
)

export const nearestParametersSchema = z.strictObject({
  ...ownParameters,
  ...withoutClash('nearest', ownParameters, propertyParameters),
})

type NearestParameters = z.infer<typeof nearestParametersSchema>

/** Property filters, each checked against the collection that is asked for. */
const filterOf = (
  parameters: NearestParameters,
  problems: ParameterProblem[],
): Record<string, string> => {
  const fields = new Map(queryableFields(COLLECTIONS[parameters.collection]))
  const filter: Record<string, string> = {}
  for (const [name, value] of Object.entries(parameters)) {
    if (Object.hasOwn(ownParameters, name) || typeof value !== 'string') continue
    const field = fields.get(name)
    if (!field) {
      problems.push({
        parameter: name,
        sentence: {
          en: `${parameters.collection} have no such property`,
          zh: `${COLLECTIONS[parameters.collection].title.zh}没有这个属性`,
        },
      })
    } else {
      const problem = filterProblem(field, value)
      if (problem) problems.push({ parameter: name, sentence: problem })
    }
    filter[name] = value
  }
  return filter
}

const EQUIPPED = Object.values<ResourceDeclaration>(COLLECTIONS).filter(
  ({ fields }) => 'equipment' in fields,
)

/**
 * The query with its defaults filled in: a lorry fetches stock, a rescue van everything else, and
 * duty counts where there is any.
 * @throws ProblemError for parameters that do not belong together.
 */
const nearestQueryOf = (parameters: NearestParameters, now: Date): NearestQuery => {
  const { collection, item, quantity, equipment } = parameters
  const problems: ParameterProblem[] = []
  const filter = filterOf(parameters, problems)
  const { fields }: ResourceDeclaration = COLLECTIONS[collection]
  const note = (isWrong: boolean, parameter: string, en: string, zh: string): void => {
    if (isWrong) problems.push({ parameter, sentence: { en, zh } })
  }
  const isStock = 'stock' in fields
  const lacksItem = quantity !== undefined && item === undefined
  note(
    !!equipment && !('equipment' in fields),
    'equipment',
    `only ${EQUIPPED.map(({ title }) => title.en.toLowerCase()).join(' and ')} have equipment`,
    `只有${EQUIPPED.map(({ title }) => title.zh).join('、')}有装备`,
  )
  note(item !== undefined && !isStock, 'item', 'only stockpiles hold items', '只有物资储备点有物资')
  note(lacksItem, 'quantity', 'needs an item', '需要同时给出 item')
  if (problems.length > 0) {
    throw new ProblemError(
      'invalid-parameter',
      {
        en: problems.map(({ parameter, sentence }) => `${parameter}: ${sentence.en}`).join('; '),
        zh: problems.map(({ parameter, sentence }) => `${parameter}：${sentence.zh}`).join('；'),
      },
      problems,
    )
  }
  return {
    lon: parameters.lon,
    lat: parameters.lat,
    collection,
    k: parameters.k,
    profile: parameters.profile ?? (collection === 'stockpiles' ? 'supply-lorry' : 'rescue-van'),
    at: toLocalIso(parameters.at ?? now),
    withinSeconds: parameters.withinSeconds,
    onDuty: parameters.onDuty ?? 'dutyPattern' in fields,
    // Who asks about another hour asks about the plan, not about today's incidents.
    withoutSent: parameters.withoutSent ?? parameters.at === undefined,
    equipment: equipment ?? {},
    item: item ?? null,
    quantity: quantity ?? null,
    filter,
  }
}

/** The texts that each filtered property may have, however its numbers were written. */
const acceptedValues = ({ collection, filter }: NearestQuery): Record<string, string[]> => {
  const fields = new Map(queryableFields(COLLECTIONS[collection]))
  return Object.fromEntries(
    Object.entries(filter).map(([name, text]) => {
      const field = fields.get(name)
      return [name, field ? filterValues(field, text).map(String) : [text]]
    }),
  )
}

const DESCRIPTION =
  'Ranks resources by arrival (turnout + road + access), with routes and every nearer resource that was passed over, with reasons. Whither a station was sent, and when, is told to the page of this service alone; others read that it is out.'

const LINKS = { links: z.array(linkSchema) }

const routes = {
  nearest: route('get', '/nearest', 'Analysis', {
    summary: 'Nearest resources by road travel time',
    description: DESCRIPTION,
    request: { query: nearestParametersSchema },
    answer: answers.ok(
      'Ranked features, routes and reasons',
      nearestAnswerSchema.extend(LINKS),
      MEDIA_TYPES.geojson,
    ),
  }),
  routes: route('get', '/nearest/routes', 'Analysis', {
    summary: 'The routes of the nearest answer as a layer of lines',
    description: 'The same question; the answer opens whole in QGIS and geojson.io.',
    request: { query: nearestParametersSchema },
    answer: answers.ok('Routes', nearestRoutesSchema.extend(LINKS), MEDIA_TYPES.geojson),
  }),
  table: route('get', '/nearest/table', 'Analysis', {
    summary: 'The ranking of the nearest answer as a file',
    description: 'The same question; one row for each resource, with its arrival.',
    request: { query: nearestParametersSchema.extend(tableQuery('xlsx')) },
    answer: answers.table,
    problems: [429],
  }),
} as const

export const nearestApi = ({ nearest, nearestTable, now }: Services, trustProxy: boolean) => {
  /** An answer as GeoJSON, with links to itself and to its other form. */
  const sendLinked = <Body extends object>(
    context: Context,
    body: Body,
    [other, path, title]: readonly [rel: string, path: string, title: string],
    headers: Readonly<Record<string, string>> = {},
  ) => {
    const base = baseUrl(context, trustProxy)
    const { search } = new URL(context.req.url)
    const links = [
      link(addressWith(context, base, {}), 'self', MEDIA_TYPES.geojson, 'This answer'),
      link(`${base}${path}${search}`, other, MEDIA_TYPES.geojson, title),
    ]
    const mediaType = MEDIA_TYPES.geojson
    return send.json(context, { ...body, links }, { mediaType, headers })
  }
  return router()
    .openapi(routes.nearest, async (context) => {
      const query = nearestQueryOf(context.req.valid('query'), now())
      const answer = await nearest(query, acceptedValues(query))
      // Any page may read it; whither stations were sent is for our own.
      const told = isFromOwnPage(context, trustProxy) ? answer : forOthers(answer)
      const related = ['related', '/api/nearest/routes', 'Routes as a layer'] as const
      return sendLinked(context, told, related, { Vary: OWN_PAGE_HEADERS })
    })
    .openapi(routes.routes, async (context) => {
      const query = nearestQueryOf(context.req.valid('query'), now())
      const answer = nearestRoutes(await nearest(query, acceptedValues(query)))
      return sendLinked(context, answer, ['related', '/api/nearest', 'Resources and reasons'])
    })
    .openapi(routes.table, async (context) => {
      const { form, query: asked } = askedFile(context.req.valid('query'))
      const query = nearestQueryOf(asked, now())
      return send.file(context, nearestTable(await nearest(query, acceptedValues(query))), form)
    })
}
