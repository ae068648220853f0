/**
 * Nobody signs in here, so a page of somebody else's, opened in a browser inside the network, must
 * not be able to write: requests that change something come from our own page, or from a program
 * that is no browser at all.
 */
import type { MiddlewareHandler } from 'hono'
import { ProblemError } from './problem-error.ts'

const READING = ['GET', 'HEAD', 'OPTIONS']

const refused = (): ProblemError =>
  new ProblemError('cross-origin', {
    en: 'This request comes from another site; changes are accepted from this service’s own page only.',
    zh: '该请求来自其他网站；只接受本系统页面发出的修改。',
  })

const wrongType = (): ProblemError =>
  new ProblemError('unsupported-media-type', {
    en: 'The body must be JSON: send `Content-Type: application/json`.',
    zh: '请求内容须为 JSON：请发送 Content-Type: application/json。',
  })

const isJson = (contentType: string): boolean =>
  /^application\/(?:[\w.+-]+\+)?json\s*(?:;|$)/i.test(contentType)

/** Browsers say in a header of their own where a request comes from; programs say nothing. */
export const sameOriginWrites = (): MiddlewareHandler => async (context, next) => {
  const { req } = context
  if (READING.includes(req.method)) return next()
  const site = req.header('Sec-Fetch-Site')
  if (site !== undefined && site !== 'same-origin' && site !== 'none') throw refused()
  const origin = req.header('Origin')
  if (origin !== undefined && URL.parse(origin)?.host !== req.header('Host')) {
    const isProxied = site === 'same-origin'
    if (!isProxied) throw refused()
  }
  const contentType = req.header('Content-Type')
  const hasBody = contentType !== undefined || (req.header('Content-Length') ?? '0') !== '0'
  if (hasBody && !isJson(contentType ?? '')) throw wrongType()
  return next()
}
