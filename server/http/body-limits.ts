/** How large a body may be, in bytes and in values, before anything looks at what it says. */
import type { MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { ProblemError } from './problem-error.ts'

const MOST_BODY_BYTES = 1024 * 1024
/**
 * As many as 20,000 corners with room to spare. A fault in each of half a million would take seconds
 * to find, and more memory than the thread has.
 */
const MOST_BODY_VALUES = 80_000

const tooLarge = (en: string, zh: string): ProblemError => new ProblemError('too-large', { en, zh })

/** @param uploads the address that takes files, which it counts itself while it writes them down. */
export const fewBytes = (uploads: string): MiddlewareHandler => {
  const limited = bodyLimit({
    maxSize: MOST_BODY_BYTES,
    onError: () => {
      throw tooLarge(
        `The request is larger than ${MOST_BODY_BYTES} bytes`,
        `请求超过 ${MOST_BODY_BYTES} 字节`,
      )
    },
  })
  return async (context, next) => {
    const { method, path } = context.req
    return method === 'POST' && path === uploads ? next() : limited(context, next)
  }
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
