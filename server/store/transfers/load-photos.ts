/** Pictures of loads. */
import { MOST_PHOTOS_OF_LOAD, type PhotoType } from '../../../data/load-link-limits.ts'
import type { LoadPhoto } from '../../../data/transfer-order.ts'
import { TransferRefused } from '../refusals.ts'
import type { Statements } from '../statements.ts'
import { keepKey, type RequestKey } from './idempotency.ts'

/** A picture as it is to be kept. */
export interface NewPhoto extends Pick<LoadPhoto, 'step' | 'actor'> {
  readonly mediaType: PhotoType
  readonly picture: Uint8Array
}

/** Of an order, oldest first, without the pictures themselves. */
export const readPhotos = (statements: Statements, orderId: number): Promise<LoadPhoto[]> =>
  statements.all<LoadPhoto>(
    `SELECT p.id, load, step, at, actor, mediaType, length(picture) AS bytes
     FROM load_photos p JOIN transfer_loads l ON l.id = p.loadId
     WHERE transferId = ? ORDER BY p.id`,
    [orderId],
  )

/** One picture of an order; null where it has none of this id. */
export const readPhoto = async (
  statements: Statements,
  number: string,
  id: number,
): Promise<Pick<NewPhoto, 'mediaType' | 'picture'> | null> =>
  (await statements.get<Pick<NewPhoto, 'mediaType' | 'picture'>>(
    `SELECT mediaType, picture FROM load_photos p
     JOIN transfer_loads l ON l.id = p.loadId JOIN transfers t ON t.id = l.transferId
     WHERE t.number = ? AND p.id = ?`,
    [number, id],
  )) ?? null

/**
 * For a key that was not carried out before. @param at ISO instant.
 * @throws TransferRefused where the load has as many as it may.
 */
export const addPhoto = async (
  statements: Statements,
  { loadId, number }: { readonly loadId: number; readonly number: string },
  { step, actor, mediaType, picture }: NewPhoto,
  at: string,
  request: RequestKey,
): Promise<void> => {
  const kept = await statements.value<number>('SELECT count(*) FROM load_photos WHERE loadId = ?', [
    loadId,
  ])
  if (kept! >= MOST_PHOTOS_OF_LOAD) throw new TransferRefused({ reason: 'many-photos' })
  await statements.run(
    'INSERT INTO load_photos (loadId, step, at, actor, mediaType, picture) VALUES (?, ?, ?, ?, ?, ?)',
    [loadId, step, at, actor, mediaType, picture],
  )
  // Not its version: a picture is in the way of no step.
  await statements.run('UPDATE transfers SET updatedAt = ? WHERE number = ?', [at, number])
  await keepKey(statements, request, number, at)
}
