/** Links of loads over HTTP: for the desk that prints them, and for the phones that open them. */
import { createHash } from 'node:crypto'
import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import {
  linkStepInputSchema,
  loadLinksSchema,
  loadSheetSchema,
  photoQuerySchema,
} from '../../data/load-link.ts'
import { PHOTO_TYPES } from '../../data/load-link-limits.ts'
import { baseUrl } from '../http/base-url.ts'
import { invalidParameter } from '../http/problem-error.ts'
import { wholeNumberParameter } from '../http/query-parameters.ts'
import type { Services } from '../services/services.ts'
import { answers, bytesSchema, jsonBody, plain, route, router, send } from './answers.ts'
import { keyHeader, requestKeyOf } from './idempotency.ts'

const TAG = 'Load links'

const id = wholeNumberParameter(1, Number.MAX_SAFE_INTEGER)
const ofLoad = { ...plain, params: z.object({ id }) }
const sheet = answers.ok('The load as it stands now', loadSheetSchema)

/** Not `Authorization`, which a proxy in front may want for itself. */
const SECRET_HEADER = 'Load-Secret'
const secretHeader = z.object({
  [SECRET_HEADER.toLowerCase() as 'load-secret']: z.string().optional().openapi({
    description: 'What stands behind the full stop in the link of the load',
  }),
})
const sending = { ...ofLoad, headers: secretHeader.extend(keyHeader.shape) }

const pictures = Object.fromEntries(
  PHOTO_TYPES.map((type) => [type, { schema: bytesSchema }]),
) as Record<(typeof PHOTO_TYPES)[number], { schema: typeof bytesSchema }>

const routes = {
  ofOrder: route('get', '/transfers/{number}/load-links', TAG, {
    summary: 'The links of an order’s loads, for its papers, with their ways in words',
    description:
      'A link holds a secret of its load. `PUBLIC_URL` says under which address phones reach this service; without it links begin with the address that was asked.',
    request: { ...plain, params: z.object({ number: z.string().min(1) }) },
    answer: answers.ok('The links', loadLinksSchema),
  }),
  photo: route('get', '/transfers/{number}/photos/{photo}', TAG, {
    summary: 'A photo of an order, with nothing in it but the picture',
    request: { ...plain, params: z.object({ number: z.string().min(1), photo: id }) },
    answer: { 200: { description: 'The picture', content: pictures } },
  }),
  sheet: route('get', '/load-links/{id}', TAG, {
    summary: 'One load, as those see it who carry it',
    description:
      'The link’s address has the load’s number and secret in its fragment, which browsers keep to themselves. Without the right secret every load is refused in the same words; a load that is done answers 410.',
    request: { ...ofLoad, headers: secretHeader },
    answer: sheet,
    problems: [403, 410],
  }),
  step: route('post', '/load-links/{id}/events', TAG, {
    summary: 'A step of this load: load, depart, arrive, receive, or the last of them undone',
    description:
      'As `POST /api/transfers/{number}/events`, for this load only. The `Idempotency-Key` is a must: a step that is sent twice is taken once.',
    request: { ...sending, body: jsonBody(linkStepInputSchema) },
    answer: sheet,
    problems: [409, 410, 507],
  }),
  addPhoto: route('post', '/load-links/{id}/photos', TAG, {
    summary: 'Keep a photo with this load, at most 2 MiB',
    description:
      'JPEG, PNG or WebP. Place, device, moment and whatever else a camera writes beside the picture is left out before it is kept. The `Idempotency-Key` is a must.',
    request: {
      ...sending,
      query: photoQuerySchema,
      body: { required: true as const, content: pictures },
    },
    answer: sheet,
    problems: [409, 410, 507],
  }),
} as const

/** @throws ProblemError where the sender gave none. */
const expectKey = (context: Context, asked: unknown) => {
  const key = requestKeyOf(context, asked)
  if (key) return key
  throw invalidParameter('Idempotency-Key', {
    en: 'is missing: a step or photo from a phone may be sent twice, and must be taken once',
    zh: '缺少：手机上的步骤和照片可能重复发送，须保证只办理一次',
  })
}

const secretOf = ({ req }: Context): string | undefined => req.header(SECRET_HEADER)

interface LoadLinkOptions {
  readonly publicUrl: string | null
  readonly trustProxy: boolean
}

export const loadLinkRoutes = (
  { loadLinks }: Services,
  { publicUrl, trustProxy }: LoadLinkOptions,
) =>
  router()
    .openapi(routes.ofOrder, async (context) => {
      const { number } = context.req.valid('param')
      const base = publicUrl ?? baseUrl(context, trustProxy)
      return send.json(context, await loadLinks.ofOrder(number, base, publicUrl !== null))
    })
    .openapi(routes.photo, async (context) => {
      const { number, photo } = context.req.valid('param')
      const { mediaType, picture } = await loadLinks.photo(number, photo)
      return context.body(Uint8Array.from(picture), 200, {
        'Content-Type': mediaType,
        'Cache-Control': 'no-store',
      }) as never
    })
    .openapi(routes.sheet, async (context) =>
      send.json(context, await loadLinks.sheet(context.req.valid('param').id, secretOf(context))),
    )
    .openapi(routes.step, async (context) => {
      const input = context.req.valid('json')
      const key = expectKey(context, input)
      const { id } = context.req.valid('param')
      return send.json(context, await loadLinks.step(id, secretOf(context), input, key))
    })
    .openapi(routes.addPhoto, async (context) => {
      const by = context.req.valid('query')
      const bytes = new Uint8Array(await context.req.arrayBuffer())
      const digest = createHash('sha256').update(bytes).digest('hex')
      const key = expectKey(context, { ...by, digest })
      const { id } = context.req.valid('param')
      const photo = { ...by, bytes }
      return send.json(context, await loadLinks.addPhoto(id, secretOf(context), photo, key))
    })
