/** Stockpiles and flood works that the closures in force cut off for lorries. */
import { toLocalIso } from '../../../data/local-time.ts'
import type { ClosureEffects } from '../../../data/road-closure.ts'
import { accessPositions } from '../../analysis/place.ts'
import type { ServiceContext } from '../service-context.ts'

/** @param signal aborted when nobody waits any more. @throws ProblemError */
export const closureEffects = async (
  { store, analyses, registers, inForce, now }: ServiceContext,
  at: Date,
  signal: AbortSignal,
): Promise<ClosureEffects> => {
  const { conditions, obeyed, stockpiles, works, context, revision } = await store.read(
    async (snapshot) => {
      const roads = await inForce.roads(snapshot, { from: at, isObeying: true })
      const features = await registers.features(snapshot, 'flood-works')
      return {
        ...roads,
        stockpiles: await registers.stockpiles(snapshot),
        works: features.map(({ id, geometry, properties: { name, nameEn } }) => ({
          ...{ id, name, nameEn },
          positions: accessPositions(geometry),
        })),
        context: roads.obeyed.length > 0 ? await analyses.context(snapshot) : null,
        revision: await snapshot.revision(),
      }
    },
  )
  const input = {
    stockpiles: stockpiles.map(({ position }) => position),
    works: works.map(({ positions }) => positions),
    conditions,
  }
  const cutOff = context
    ? await analyses.run('dispatch', context, 'cut-off', input, signal)
    : { stockpiles: [], works: [] }
  return {
    at: toLocalIso(at),
    closures: obeyed,
    stockpiles: stockpiles
      .filter((_, index) => cutOff.stockpiles[index])
      .map(({ id, name, nameEn, position: [lon, lat] }) => ({ id, name, nameEn, lon, lat })),
    works: works
      .filter((_, index) => cutOff.works[index])
      .map(({ id, name, nameEn, positions }) => {
        const [lon, lat] = positions[Math.floor(positions.length / 2)] ?? [0, 0]
        return { id, name, nameEn, lon, lat }
      }),
    revision,
    timeStamp: now().toISOString(),
  }
}
