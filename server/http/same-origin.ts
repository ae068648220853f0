/**
 * No one signs in here, so a page of someone else's, opened in a browser inside the network, must
 * not be able to write: requests that change something come from our own page, or from a program
 * that is no browser at all.
 */
import type { Context, MiddlewareHandler } from 'hono'
import { matchedRoutes } from 'hono/route'
import type { Bilingual } from '../../data/bilingual.ts'
import { baseUrl } from './base-url.ts'
import { ProblemError } from './problem-error.ts'

const READING = ['GET', 'HEAD', 'OPTIONS']

const hostOf = (context: Context, trustProxy: boolean): string | undefined =>
  URL.parse(baseUrl(context, trustProxy))?.host

const foreign = (): ProblemError =>
  new ProblemError('cross-origin', {
    en: 'This request comes from another site; changes are accepted from this service’s own page only.',
    zh: '该请求来自其他网站；只接受本系统页面发出的修改。',
  })

const notOwnPage = (): ProblemError =>
  new ProblemError('cross-origin', {
    en: 'Names and telephone numbers are told whole to this service’s own page alone, where a feature or an order is opened; everything else has them masked.',
    zh: '完整的姓名和电话只在本系统页面打开某个要素或调拨单时提供；其他接口只提供脱敏内容。',
  })

/** Headers that show whether a request comes from our own page. */
export const OWN_PAGE_HEADERS = 'Sec-Fetch-Site, Origin, Referer'

/** Whether a request says that it comes from our own page; a program says nothing. */
export const isFromOwnPage = (context: Context, trustProxy: boolean): boolean => {
  const { req } = context
  const site = req.header('Sec-Fetch-Site')
  if (site !== undefined) return site === 'same-origin'
  // Over plain http a browser sends none; our page names itself then, which no other page can do.
  const from = req.header('Origin') ?? req.header('Referer')
  return from !== undefined && URL.parse(from)?.host === hostOf(context, trustProxy)
}

/**
 * For what only our own page receives: other programs are refused as well.
 * @throws ProblemError where a request does not say that it comes from there.
 */
export const expectOwnPage = (context: Context, trustProxy: boolean): void => {
  if (!isFromOwnPage(context, trustProxy)) throw notOwnPage()
}

/** @param types that the address takes. */
const wrongType = (types: readonly string[]): Bilingual => ({
  en: `The body is of a type that this address does not take: send \`Content-Type: ${types.join(', ')}\`.`,
  zh: `此地址不接受该类型的内容：请发送 Content-Type: ${types.join(', ')}。`,
})
const JSON_TYPE = 'application/json'

export const WRONG_TYPE = wrongType([JSON_TYPE])

/** Features and what of them is changed; a page may send those elsewhere as little as JSON. */
const FEATURE_TYPES = ['application/geo+json', 'application/merge-patch+json']
const OF_COLLECTIONS = '/api/collections/'

/** Messages come as XML, which no page may send elsewhere without asking first either. */
export const XML_TYPES = ['application/cap+xml', 'application/xml', 'text/xml']

/** Files of registers, and what was pasted: a page elsewhere that sends either names its origin. */
export const UPLOAD_TYPES = ['application/octet-stream', 'text/plain']

/** Whether a body is of one of these types, whatever its parameters. */
export const isOfType = (
  contentType: string | undefined,
  types: readonly string[],
): contentType is string =>
  contentType !== undefined && types.includes(contentType.split(';', 1)[0]!.trimEnd().toLowerCase())

/** Whether the method belongs to the address: else what was sent does not matter. */
const isAnswered = (context: Context): boolean =>
  matchedRoutes(context).some(({ method }) => method === context.req.method)

/**
 * Refuses what another site's page would have a browser send, and bodies that are not JSON: those
 * a page may send anywhere without asking first. Programs say nothing of where they come from.
 *
 * @param takes by address: of which types its body may be instead.
 * @param trustProxy whether the forwarded headers say under which address we are known.
 */
export const sameOriginWrites =
  (
    trustProxy: boolean,
    takes: readonly (readonly [path: RegExp, types: readonly string[]])[],
  ): MiddlewareHandler =>
  async (context, next) => {
    const { req } = context
    if (READING.includes(req.method)) return next()
    // Over plain http a browser sends no Sec-Fetch-Site; the Origin is all there is to go by.
    const site = req.header('Sec-Fetch-Site')
    if (site !== undefined && site !== 'same-origin' && site !== 'none') throw foreign()
    const origin = req.header('Origin')
    const ownHost = hostOf(context, trustProxy)
    const isForeign = origin !== undefined && (URL.parse(origin)?.host ?? '') !== ownHost
    // A proxy may reach us under another name than the page has; the browser compared the right ones.
    if (isForeign && site !== 'same-origin') throw foreign()
    const contentType = req.header('Content-Type')
    const hasBody = contentType !== undefined || (req.header('Content-Length') ?? '0') !== '0'
    const ofFeatures = req.path.startsWith(OF_COLLECTIONS)
    const others = takes.find(([path]) => path.test(req.path))?.[1]
    const taken = [JSON_TYPE, ...(ofFeatures ? FEATURE_TYPES : []), ...(others ?? [])]
    const isTaken = isOfType(contentType, taken)
    // OGC API – Features Part 4 has a status of its own for a type that is left out.
    const isLeftOut = ofFeatures && contentType === undefined && req.method !== 'DELETE'
    if ((hasBody || isLeftOut) && !isTaken && isAnswered(context)) {
      throw new ProblemError(
        isLeftOut ? 'malformed-body' : 'unsupported-media-type',
        wrongType(others ?? [JSON_TYPE]),
      )
    }
    return next()
  }
