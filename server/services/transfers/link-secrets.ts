/**
 * Secrets of links: an HMAC-SHA-256 over the order's number, its moment and the load's own number, with
 * the key of links (`made-keys.ts`).
 */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import type { LinkedLoad } from '../../store/transfers/linked-loads.ts'
import { KEY_BYTES } from '../made-keys.ts'

/** Half of the digest, as RFC 2104 allows: 22 characters, so that a code on paper stays coarse. */
const SECRET_BYTES = 16

export const secretOf = (
  key: Buffer,
  { number, createdAt, loadId }: Omit<LinkedLoad, 'load'>,
): string =>
  createHmac('sha256', key)
    .update(JSON.stringify([number, createdAt, loadId]))
    .digest()
    .subarray(0, SECRET_BYTES)
    .toString('base64url')

const digestOf = (text: string): Buffer => createHash('sha256').update(text).digest()

const NO_LOAD = { number: '', createdAt: '', loadId: 0 }
const NO_KEY = Buffer.alloc(KEY_BYTES)

/** Whether a secret is that of a load. It takes as long for a wrong one, of whichever load, and for none. */
export const isSecretOf = (
  key: Buffer | null,
  load: LinkedLoad | null,
  secret: string | undefined,
): boolean => {
  const wanted = secretOf(key ?? NO_KEY, load ?? NO_LOAD)
  // Texts of any length are compared by digests of one length.
  const isSame = timingSafeEqual(digestOf(wanted), digestOf(secret ?? ''))
  return isSame && key !== null && load !== null
}
