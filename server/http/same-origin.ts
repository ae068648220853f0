/**
 * No one signs in here, so a page of someone else's, opened in a browser inside the network, must
 * not be able to write: requests that change something come from our own page, or from a program
 * that is no browser at all.
 */
import type { MiddlewareHandler } from 'hono'
import { baseUrl } from './base-url.ts'
import { ProblemError } from './problem-error.ts'

const READING = ['GET', 'HEAD', 'OPTIONS']

const foreign = (): ProblemError =>
  new ProblemError('cross-origin', {
    en: 'This request comes from another site; changes are accepted from this service’s own page only.',
    zh: '该请求来自其他网站；只接受本系统页面发出的修改。',
  })

export const WRONG_TYPE = {
  en: 'The body must be JSON: send `Content-Type: application/json`.',
  zh: '请求内容须为 JSON：请发送 Content-Type: application/json。',
} as const

const isJson = (contentType: string): boolean => /^application\/json\s*(?:;|$)/i.test(contentType)
/** Messages come as XML, which no page may send elsewhere without asking first either. */
export const isXml = (contentType: string): boolean =>
  /^(?:application\/(?:cap\+)?xml|text\/xml)\s*(?:;|$)/i.test(contentType)

/**
 * Refuses what another site's page would have a browser send, and bodies that are not JSON: those
 * a page may send anywhere without asking first. Programs say nothing of where they come from.
 *
 * @param takesXml addresses whose body may be XML instead.
 * @param trustProxy whether the forwarded headers say under which address we are known.
 */
export const sameOriginWrites =
  (trustProxy: boolean, takesXml: readonly string[]): MiddlewareHandler =>
  async (context, next) => {
    const { req } = context
    if (READING.includes(req.method)) return next()
    // Over plain http a browser sends no Sec-Fetch-Site; the Origin is all there is to go by.
    const site = req.header('Sec-Fetch-Site')
    if (site !== undefined && site !== 'same-origin' && site !== 'none') throw foreign()
    const origin = req.header('Origin')
    const ownHost = URL.parse(baseUrl(context, trustProxy))?.host
    const isForeign = origin !== undefined && (URL.parse(origin)?.host ?? '') !== ownHost
    // A proxy may reach us under another name than the page has; the browser compared the right ones.
    if (isForeign && site !== 'same-origin') throw foreign()
    const contentType = req.header('Content-Type')
    const hasBody = contentType !== undefined || (req.header('Content-Length') ?? '0') !== '0'
    const isTaken =
      isJson(contentType ?? '') || (isXml(contentType ?? '') && takesXml.includes(req.path))
    if (hasBody && !isTaken) throw new ProblemError('unsupported-media-type', WRONG_TYPE)
    return next()
  }
