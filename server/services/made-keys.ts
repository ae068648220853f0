/** Keys that are made once and kept in the database, so that what was signed with them outlives a restore. */
import { randomBytes } from 'node:crypto'
import type { Snapshot, Store } from '../store/store.ts'

export const KEY_BYTES = 32

/** What a key signs. */
export type KeyName = 'load-link-key' | 'siting-seal-key'

/** Null: nothing was ever signed with it here. */
export const keptKey = async (
  snapshot: Pick<Snapshot, 'meta'>,
  name: KeyName,
): Promise<Buffer | null> => {
  const kept = await snapshot.meta(name)
  return kept === null ? null : Buffer.from(kept, 'hex')
}

/** The key, made where there is none. @throws FolderHeld where another program writes. */
export const madeKey = async (store: Store, name: KeyName): Promise<Buffer> => {
  const kept = await store.read((snapshot) => keptKey(snapshot, name))
  if (kept) return kept
  return store.write(async (transaction) => {
    const meanwhile = await keptKey(transaction, name)
    if (meanwhile) return meanwhile
    const key = randomBytes(KEY_BYTES)
    await transaction.setMeta(name, key.toString('hex'))
    return key
  })
}
