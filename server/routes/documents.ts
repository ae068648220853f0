/** All kinds of documents that people keep by name have the same five routes. */
import { type OpenAPIHono, z } from '@hono/zod-openapi'
import type { Context, Env, TypedResponse } from 'hono'
import type { ToSchema } from 'hono/types'
import type { JSONParsed } from 'hono/utils/types'
import { hazardHistorySchema } from '../../data/hazard-change.ts'
import { deskHeaders, deskOf } from '../http/desk.ts'
import { ProblemError } from '../http/problem-error.ts'
import type { DocumentService } from '../services/documents/named-documents.ts'
import { answers, jsonBody, plain, route, router, send } from './answers.ts'

interface Named {
  readonly id: string
  readonly version: number
}

interface DocumentSchemas<Input, Answer, Entry> {
  readonly input: z.ZodType<Input>
  readonly answer: z.ZodType<Answer>
  /** Left out where entries of the list are whole documents. */
  readonly list?: z.ZodType<Entry[]>
  /** In place of the sentences made from the service's words. */
  readonly summaries?: { readonly list?: string; readonly create?: string }
  /** Gives the time, where it is noted who changes what and when; left out where that is not noted. */
  readonly notedAt?: () => Date
}

/** @param path of the history; @param one what a document is called. */
export const historyRoute = <const Path extends string>(path: Path, tag: string, one: string) =>
  route('get', path, tag, {
    summary: `What was done to ${one}, by whom and why, newest first; it stays when that is deleted`,
    request: { ...plain, params: documentId },
    answer: answers.ok('The history', hazardHistorySchema),
  })

/** What the page knows of the routes: inputs and answers by address and method. */
type DocumentApi<Path extends string, Input, Answer, Entry> = OpenAPIHono<
  Env,
  ToSchema<'get', Path, Record<never, never>, Typed<Entry[], 200>> &
    ToSchema<'post', Path, Body<Input>, Typed<Answer, 201>> &
    ToSchema<'get', `${Path}/:id`, ById, Typed<Answer, 200>> &
    ToSchema<'put', `${Path}/:id`, ById & Body<Input>, Typed<Answer, 200>> &
    ToSchema<'delete', `${Path}/:id`, ById, TypedResponse<null, 204, 'body'>>
>
type Typed<Answer, Status extends 200 | 201> = TypedResponse<JSONParsed<Answer>, Status, 'json'>
interface Body<Input> {
  in: { json: Input }
  out: { json: Input }
}
interface ById {
  in: { param: { id: string } }
  out: { param: { id: string } }
}

export const documentId = z.object({ id: z.string().min(1) })

/** The header as the API definition lists it. @param example an ETag as it is written there. */
export const ifMatchHeader = (
  isRequired: boolean,
  description = 'The version that was read, as its ETag has it, or `*` for any',
  example = '"3"',
) =>
  z.object({
    'if-match': z
      .string()
      .optional()
      .openapi({
        param: { required: isRequired },
        description,
        example,
      }),
  })

/**
 * The version in an If-Match header such as `"3"`; null where there is none, or any will do (`*`).
 * @throws ProblemError where it is no version, or missing though `isRequired`.
 */
const versionIn = (header: string | undefined, isRequired: boolean): number | null => {
  if (header === undefined && isRequired) {
    throw new ProblemError('precondition-required', {
      en: 'Say with `If-Match` which version you have read, such as "3", so that nobody’s change is lost.',
      zh: '请用 If-Match 给出读到的版本号（如 "3"），以免覆盖他人的修改。',
    })
  }
  if (header === undefined || header.trim() === '*') return null
  const version = Number(/^\s*(?:W\/)?"?(\d+)"?\s*$/.exec(header)?.[1])
  if (Number.isSafeInteger(version)) return version
  const sentence = {
    en: 'If-Match needs the version that was read, such as "3"',
    zh: 'If-Match 须为读到的版本号，如 "3"',
  }
  throw new ProblemError('invalid-parameter', sentence, [{ parameter: 'If-Match', sentence }])
}

/** Headers of an answer that is one document. @param path of its collection where it is new. */
export const documentHeaders = ({ id, version }: Named, path?: string) => ({
  ETag: `"${version}"`,
  ...(path !== undefined && { Location: `/api${path}/${id}` }),
})

/** Where there is no history. */
const NOT_ASKED: ReturnType<typeof deskOf> = { who: '', at: '' }

/** List, create, read, update and remove at `path` and `path/{id}`. */
export const documentRoutes = <const Path extends string, Input, Answer extends Named, Entry>(
  path: Path,
  tag: string,
  service: DocumentService<Input, Answer, Entry>,
  { summaries = {}, notedAt, ...schemas }: DocumentSchemas<Input, Answer, Entry>,
): DocumentApi<Path, Input, Answer, Entry> => {
  const { one, several } = service.words
  const [all, single] = [path as string, `${path}/{id}`]
  const answer = answers.ok(`The ${one.en}`, schemas.answer)
  const desk = notedAt ? deskHeaders.shape : {}
  const byIn = (context: Context): ReturnType<typeof deskOf> =>
    notedAt ? deskOf(context, notedAt()) : NOT_ASKED
  const list = schemas.list ?? (z.array(schemas.answer) as unknown as z.ZodType<Entry[]>)
  const routes = {
    list: route('get', all, tag, {
      summary: summaries.list ?? `All ${several.en}, changed last first`,
      answer: answers.ok(`The ${several.en}`, list),
    }),
    create: route('post', all, tag, {
      summary: summaries.create ?? `Keep a ${one.en}`,
      request: { ...plain, headers: z.object(desk), body: jsonBody(schemas.input) },
      answer: answers.created(`The ${one.en}`, schemas.answer),
      problems: [409, 507],
    }),
    read: route('get', single, tag, {
      summary: `One ${one.en}; its version is the ETag`,
      request: { ...plain, params: documentId },
      answer,
    }),
    update: route('put', single, tag, {
      summary: `Change or rename a ${one.en}; needs \`If-Match\` with the version that was read`,
      request: {
        ...plain,
        params: documentId,
        headers: ifMatchHeader(true).extend(desk),
        body: jsonBody(schemas.input),
      },
      answer,
      problems: [409, 412, 428, 507],
    }),
    remove: route('delete', single, tag, {
      summary: `Delete a ${one.en}`,
      request: { ...plain, params: documentId, headers: ifMatchHeader(false).extend(desk) },
      answer: answers.empty('It is gone'),
      problems: [412, 507],
    }),
  }
  const app = router()
  app.openapi(routes.list, async (context) => send.json(context, await service.list()))
  app.openapi(routes.create, async (context) => {
    const answer = await service.create(context.req.valid('json'), byIn(context))
    return send.json(context, answer, { status: 201, headers: documentHeaders(answer, path) })
  })
  app.openapi(routes.read, async (context) => {
    const answer = await service.get(context.req.valid('param').id)
    return send.json(context, answer, { headers: documentHeaders(answer) })
  })
  app.openapi(routes.update, async (context) => {
    const { id } = context.req.valid('param')
    const version = versionIn(context.req.header('If-Match'), true)
    const answer = await service.update(id, version, context.req.valid('json'), byIn(context))
    return send.json(context, answer, { headers: documentHeaders(answer) })
  })
  app.openapi(routes.remove, async (context) => {
    const { id } = context.req.valid('param')
    const version = versionIn(context.req.header('If-Match'), false)
    await service.remove(id, version, byIn(context))
    return context.body(null, 204)
  })
  return app as unknown as DocumentApi<Path, Input, Answer, Entry>
}
