/** How routes answer, and how the API definition describes it. */
import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import type { Context, MiddlewareHandler, TypedResponse } from 'hono'
import type { JSONParsed } from 'hono/utils/types'
import { LANGUAGES, type Language } from '../../data/bilingual.ts'
import { pointSchema } from '../../data/geometry.ts'
import { PROBLEM_MEDIA_TYPE, problemSchema } from '../../data/problem.ts'
import { keyOf } from '../../data/shapes.ts'
import { isInMetres } from '../features/crs.ts'
import { MEDIA_TYPES } from '../features/links.ts'
import { crsParameter, encodingParameter, plainQuerySchema } from '../features/parameters.ts'
import { PAGE_TYPE } from '../html/page.ts'
import { admitLongQuestion } from '../http/long-questions.ts'
import { invalidParameter, type ProblemError } from '../http/problem-error.ts'
import { validationHook } from '../http/validation.ts'
import {
  type FileForm,
  type Filing,
  TABLE_FORMATS,
  type TableFormat,
  type TableSheet,
} from '../services/tables/table-files.ts'

const DESCRIPTIONS = {
  400: 'A parameter is unknown or invalid; `errors` names it.',
  403: 'The request comes from another site, or its link does not allow it.',
  404: 'There is nothing of this name.',
  406: 'There is no form of it that the client accepts (`Accept`).',
  409: 'Something of this name is there already, or there are too many.',
  410: 'The link has ended.',
  412: 'Somebody has changed it meanwhile; read it again.',
  413: 'The body is too large.',
  415: 'The body is of a type that is not listed here.',
  421: 'The service does not go by the name that was asked.',
  422: 'The body does not fit; `errors` names what is wrong.',
  428: 'The version that was read is missing (`If-Match`).',
  429: 'Too many long questions are under way.',
  503: 'No road network is loaded, another program holds the database, or the answer took too long.',
  507: 'The disk is full; nothing was written.',
} as const

type ProblemStatus = keyof typeof DESCRIPTIONS

interface Described<MediaType extends string, Schema extends z.ZodType> {
  description: string
  content: Record<MediaType, { schema: Schema }>
}

const described = <const MediaType extends string, Schema extends z.ZodType>(
  description: string,
  mediaType: MediaType,
  schema: Schema,
) =>
  ({ description, content: { [mediaType]: { schema } } }) as unknown as Described<MediaType, Schema>

/** A body that is no text. */
export const bytesSchema = z.string().openapi({ format: 'binary' })

const FILE_SCHEMAS = {
  csv: z.string(),
  xlsx: bytesSchema,
  gpkg: bytesSchema,
  shp: bytesSchema,
  kml: z.string(),
  geojson: z
    .object({
      type: z.literal('FeatureCollection'),
      title: z.string(),
      facts: z.array(z.string()),
      columns: z.array(z.object({ key: z.string(), label: z.string(), isSummed: z.boolean() })),
      signatures: z.array(z.string()),
      remarks: z.array(z.string()),
      features: z.array(
        z.object({
          type: z.literal('Feature'),
          geometry: pointSchema.nullable(),
          properties: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
        }),
      ),
    })
    .openapi('table'),
} as const satisfies Record<TableFormat, z.ZodType>

/** Of files, by media type. */
const filesOf = (formats: readonly TableFormat[]) =>
  Object.fromEntries(
    formats.map((format) => [TABLE_FORMATS[format].mediaType, { schema: FILE_SCHEMAS[format] }]),
  )

/** What a route answers when all is well, as the API definition describes it. */
export const answers = {
  ok: <Schema extends z.ZodType, const MediaType extends string = typeof MEDIA_TYPES.json>(
    description: string,
    schema: Schema,
    mediaType: MediaType = MEDIA_TYPES.json as MediaType,
  ) => ({ 200: described(description, mediaType, schema) }),
  created: <Schema extends z.ZodType>(description: string, schema: Schema) => ({
    201: described(description, MEDIA_TYPES.json, schema),
  }),
  /** What goes on in the background. */
  accepted: <Schema extends z.ZodType>(description: string, schema: Schema) => ({
    202: described(description, MEDIA_TYPES.json, schema),
  }),
  /** Without a body. */
  empty: (description: string) => ({ 204: { description } }),
  /** A table as a file. */
  table: {
    200: {
      description: 'The table',
      content: filesOf(Object.keys(TABLE_FORMATS) as TableFormat[]),
    },
  },
}

/** As JSON of this schema, as a page for people, or as files. */
export const inForms = (
  description: string,
  mediaType: string,
  schema: z.ZodType,
  files: readonly TableFormat[] = [],
) => ({
  200: {
    description,
    content: {
      [mediaType]: { schema },
      [PAGE_TYPE]: { schema: z.string() },
      ...filesOf(files),
    } as Record<string, { schema: z.ZodType }>,
  },
})

/** Where a browser can be led, a person sees the problem on a page (`problem-page.ts`). */
const problemAnswers = <const Status extends ProblemStatus>(
  method: string,
  statuses: readonly Status[],
) => {
  const page = method === 'get' && { [PAGE_TYPE]: { schema: z.string() } }
  return Object.fromEntries(
    statuses.map((status) => {
      const problem = described(DESCRIPTIONS[status], PROBLEM_MEDIA_TYPE, problemSchema)
      return [status, { ...problem, content: { ...problem.content, ...page } }]
    }),
  ) as Record<Status, Described<typeof PROBLEM_MEDIA_TYPE, typeof problemSchema>>
}

/** A request without parameters of its own. */
export const plain = { query: plainQuerySchema }

interface RequestParts {
  readonly query?: z.ZodType
  readonly params?: z.ZodObject
  readonly body?: object
}

/** What any request may be answered, and what follows from its method, its body and its path. */
const generalProblems = (method: string, { params, body }: RequestParts): ProblemStatus[] => {
  const problems: ProblemStatus[] = [400, 421, 503]
  if (method !== 'get') problems.push(403, 413, 415)
  if (body) problems.push(422)
  // A path that takes one of a list, or a number, is refused as a wrong parameter instead.
  const isNamed = Object.values(params?.shape ?? {}).some((each) => each instanceof z.ZodString)
  if (isNamed) problems.push(404)
  return problems
}

interface RouteParts<Request, Answer, Status> {
  readonly summary: string
  readonly description?: string
  readonly middleware?: MiddlewareHandler
  /** Left out: `plain`. */
  readonly request?: Request
  readonly answer: Answer
  /** Beside those that follow from method, body and path. Left out: none. */
  readonly problems?: readonly Status[]
}

/** @param path as the API definition writes it: relative to /api, placeholders in braces. */
export const route = <
  const Method extends 'get' | 'post' | 'put' | 'patch' | 'delete',
  const Path extends string,
  Answer extends object,
  const Status extends ProblemStatus = never,
  Request extends object = typeof plain,
>(
  method: Method,
  path: Path,
  tag: string,
  { request, answer, problems = [], ...parts }: RouteParts<Request, Answer, Status>,
) =>
  createRoute({
    method,
    path,
    tags: [tag],
    ...parts,
    request: request ?? (plain as unknown as Request),
    responses: {
      ...(problemAnswers(method, generalProblems(method, request ?? plain)) as object),
      ...problemAnswers(method, problems),
      ...answer,
    },
  })

/** Where routes are mounted: what does not fit is refused in one way. */
export const router = () => new OpenAPIHono({ defaultHook: validationHook })

/** A body that a request must have. */
export const jsonBody = <Schema extends z.ZodType>(schema: Schema) => ({
  required: true as const,
  content: { [MEDIA_TYPES.json]: { schema } } as Record<
    typeof MEDIA_TYPES.json,
    { schema: Schema }
  >,
})

const MOST_SAID = 100
const said = z.string().trim().max(MOST_SAID).default('')

/** Parameters of a table as a file. */
export const tableQuery = (format: TableFormat) => ({
  f: keyOf(TABLE_FORMATS).default(format),
  lang: z.enum(LANGUAGES).default('zh'),
  crs: crsParameter,
  encoding: encodingParameter,
  unit: said.openapi({ description: 'Who reports: stands above the table of a workbook' }),
  maker: said.openapi({ description: 'Who made it: stands above the table of a workbook' }),
})

/** A query taken apart: how the file is wanted, and what it is asked about. */
export const askedFile = <
  Query extends { f: TableFormat; lang: Language } & Filing &
    Omit<FileForm, 'format' | 'language' | 'filing'>,
>({
  f,
  lang,
  crs,
  encoding,
  unit,
  maker,
  ...query
}: Query) => ({
  form: { format: f, language: lang, crs, encoding, filing: { unit, maker } } satisfies FileForm,
  query,
})

type JsonAnswer<Body, Status extends number> = Response &
  TypedResponse<JSONParsed<Body>, Status & (200 | 201 | 202), 'json'>

interface JsonOptions<Status> {
  readonly status?: Status
  readonly mediaType?: string
  readonly headers?: Readonly<Record<string, string>>
}

/** Characters that RFC 5987 wants encoded beside those that an address does. */
const percentEncoded = (character: string): string =>
  `%${character.charCodeAt(0).toString(16).toUpperCase()}`

const kmlInMetres = (): ProblemError =>
  invalidParameter('crs', {
    en: 'KML has degrees; choose a system in degrees, or another format',
    zh: 'KML 只有度为单位的坐标，请选择以度为单位的坐标系或其他格式',
  })

/** Answers that no cache keeps. */
export const send = {
  json: <Body, const Status extends 200 | 201 | 202 = 200>(
    context: Context,
    body: Body,
    { status, mediaType = MEDIA_TYPES.json, headers }: JsonOptions<Status> = {},
  ) =>
    context.body(JSON.stringify(body), status ?? 200, {
      'Content-Type': mediaType,
      'Cache-Control': 'no-store',
      ...headers,
    }) as unknown as JsonAnswer<Body, Status>,
  /** A table as a download, written while it is sent. @throws ProblemError where too many are under way. */
  file: (
    context: Context,
    sheet: TableSheet,
    form: FileForm,
    headers: Readonly<Record<string, string>> = {},
  ) => {
    const { mediaType, ending } = TABLE_FORMATS[form.format]
    if (form.format === 'kml' && isInMetres(form.crs)) throw kmlInMetres()
    admitLongQuestion(context)
    const { title, bytes } = sheet.write(form)
    // By RFC 6266: what people call it, and for older programs a name of plain letters.
    const called = encodeURIComponent(`${title}.${ending}`).replaceAll(/['()*]/g, percentEncoded)
    return context.body(bytes, 200, {
      'Content-Type': mediaType,
      'Content-Disposition': `attachment; filename="${sheet.name}.${ending}"; filename*=UTF-8''${called}`,
      'Cache-Control': 'no-store',
      ...headers,
    })
  },
}
