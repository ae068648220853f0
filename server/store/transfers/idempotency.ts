/** Requests with a key are carried out once, however often they come. */

import { TransferRefused } from '../refusals.ts'
import type { Statements } from '../statements.ts'

/** What a sender gave its request, and a digest of what it asked for. */
export interface RequestKey {
  readonly key: string
  readonly digest: string
}

/**
 * Document of an earlier request with this key, null for a new one. Within a transaction.
 * @throws TransferRefused where the key was used for something else.
 */
export const documentOfKey = async (
  statements: Statements,
  request: RequestKey | null,
): Promise<string | null> => {
  if (!request) return null
  const row = await statements.get<{ digest: string; document: string }>(
    'SELECT digest, document FROM idempotency_keys WHERE key = ?',
    [request.key],
  )
  if (!row) return null
  if (row.digest !== request.digest) throw new TransferRefused({ reason: 'key-reused' })
  return row.document
}

/** For so long a request that comes again is not carried out again. */
export const KEY_DAYS = 90
const MILLISECONDS_PER_DAY = 86_400_000

/**
 * Remembers that a request was carried out: part of the transaction that does so. Forgets those
 * that are older than a sender would try for. @param at ISO instant.
 */
export const keepKey = async (
  statements: Statements,
  request: RequestKey | null,
  document: string,
  at: string,
): Promise<void> => {
  if (!request) return
  await statements.run(
    'INSERT INTO idempotency_keys (key, digest, document, at) VALUES (?, ?, ?, ?)',
    [request.key, request.digest, document, at],
  )
  const oldest = new Date(Date.parse(at) - KEY_DAYS * MILLISECONDS_PER_DAY).toISOString()
  await statements.run('DELETE FROM idempotency_keys WHERE at < ?', [oldest])
}
