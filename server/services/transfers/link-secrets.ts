/**
 * Secrets of links: an HMAC-SHA-256 over the order's number, its moment and the load's own number, with
 * a key that is made once and kept in the database, so that printed links outlive a restore.
 */
import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Snapshot, Store } from '../../store/store.ts'
import type { LinkedLoad } from '../../store/transfers/linked-loads.ts'

const KEY_NAME = 'load-link-key'
const KEY_BYTES = 32
/** Half of the digest, as RFC 2104 allows: 22 characters, so that a code on paper stays coarse. */
const SECRET_BYTES = 16

/** Null: no link was ever made here. */
export type LinkKey = Buffer | null

export const linkKey = async (snapshot: Pick<Snapshot, 'meta'>): Promise<LinkKey> => {
  const kept = await snapshot.meta(KEY_NAME)
  return kept === null ? null : Buffer.from(kept, 'hex')
}

/** The key, made where there is none. @throws FolderHeld where another program writes. */
export const madeLinkKey = async (store: Store): Promise<Buffer> => {
  const kept = await store.read(linkKey)
  if (kept) return kept
  return store.write(async (transaction) => {
    const meanwhile = await linkKey(transaction)
    if (meanwhile) return meanwhile
    const key = randomBytes(KEY_BYTES)
    await transaction.setMeta(KEY_NAME, key.toString('hex'))
    return key
  })
}

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
  key: LinkKey,
  load: LinkedLoad | null,
  secret: string | undefined,
): boolean => {
  const wanted = secretOf(key ?? NO_KEY, load ?? NO_LOAD)
  // Texts of any length are compared by digests of one length.
  const isSame = timingSafeEqual(digestOf(wanted), digestOf(secret ?? ''))
  return isSame && key !== null && load !== null
}
