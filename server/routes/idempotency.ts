/** The Idempotency-Key of requests that must not be carried out twice. */
import { createHash } from 'node:crypto'
import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { invalidParameter } from '../http/problem-error.ts'

const MOST_KEY_CHARACTERS = 200

/** The header as the API definition lists it; `requestKeyOf` reads it, and says what is wrong with it. */
export const keyHeader = z.object({
  'idempotency-key': z.string().optional().openapi({
    description: 'The same request with the same key is carried out once, however often it comes',
    example: '5f652eee-7b2c-4c23-ae5d-9ec45a6a6934',
  }),
})

/** The request's key with a digest of what is asked; null where the sender gave none. */
export const requestKeyOf = (
  context: Context,
  asked: unknown,
): { key: string; digest: string } | null => {
  const key = context.req.header('Idempotency-Key')
  if (key === undefined) return null
  if (key === '' || key.length > MOST_KEY_CHARACTERS) {
    throw invalidParameter('Idempotency-Key', {
      en: `must have 1 to ${MOST_KEY_CHARACTERS} characters`,
      zh: `长度应为 1–${MOST_KEY_CHARACTERS} 个字符`,
    })
  }
  const digest = createHash('sha256')
    .update(`${context.req.path}\n${JSON.stringify(asked)}`)
    .digest('hex')
  return { key, digest }
}
