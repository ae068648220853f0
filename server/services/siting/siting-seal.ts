/** The mark by which the server knows an answer of its own: what is kept by name is what was found. */
import { createHmac, timingSafeEqual } from 'node:crypto'
import type { SitingAnswer } from '../../../data/siting-answer.ts'
import { type KeptAnswer, keptForm } from '../../../data/siting-run.ts'
import type { KeyName } from '../made-keys.ts'

export const SEAL_KEY: KeyName = 'siting-seal-key'

/** JSON with the names of each object in order, so that whoever sends it may have read and written it. */
const inOrder = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  )

/** HMAC-SHA-256 (RFC 2104) over the answer as it may be kept. */
const sealOf = (key: Buffer, answer: SitingAnswer | KeptAnswer): string => {
  const { seal: _, ...found } = keptForm(answer)
  return createHmac('sha256', key).update(inOrder(found)).digest('base64url')
}

export const sealed = <Answer extends SitingAnswer | KeptAnswer>(
  key: Buffer,
  answer: Answer,
): Answer => ({ ...answer, seal: sealOf(key, answer) })

/** Whether an answer is, word for word, one that was sealed with this key. */
export const isSealed = (key: Buffer, answer: KeptAnswer): boolean => {
  const [wanted, given] = [sealOf(key, answer), answer.seal ?? ''].map((seal) => Buffer.from(seal))
  return wanted!.length === given!.length && timingSafeEqual(wanted!, given!)
}
