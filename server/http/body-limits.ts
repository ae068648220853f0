/** How large a body may be, in bytes and in values, before anything looks at what it says. */
import type { MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { ProblemError } from './problem-error.ts'

export const MOST_BODY_BYTES = 1024 * 1024
/**
 * As many as 20,000 corners with room to spare. A fault in each of half a million would take seconds
 * to find, and more memory than the thread has.
 */
const MOST_BODY_VALUES = 80_000

const tooLarge = (en: string, zh: string): ProblemError => new ProblemError('too-large', { en, zh })

/** @param mostBytes of a method and a path; infinite: it counts them itself. */
export const fewBytes =
  (mostBytes: (method: string, path: string) => number): MiddlewareHandler =>
  (context, next) => {
    const maxSize = mostBytes(context.req.method, context.req.path)
    if (maxSize === Number.POSITIVE_INFINITY) return next()
    const onError = (): never => {
      throw tooLarge(`The request is larger than ${maxSize} bytes`, `请求超过 ${maxSize} 字节`)
    }
    return bodyLimit({ maxSize, onError })(context, next)
  }

/** Commas are counted, those in texts too: they stand between values. */
const valueCount = (json: string): number => {
  let count = 1
  for (let at = json.indexOf(','); at >= 0; at = json.indexOf(',', at + 1)) count++
  return count
}

export const fewValues = (): MiddlewareHandler => async (context, next) => {
  const isJson = /^application\/(?:[\w.-]+\+)?json/i.test(context.req.header('Content-Type') ?? '')
  if (isJson && valueCount(await context.req.text()) > MOST_BODY_VALUES) {
    throw tooLarge(
      `The request holds more than ${MOST_BODY_VALUES} values`,
      `请求中的数据超过 ${MOST_BODY_VALUES} 项`,
    )
  }
  return next()
}
