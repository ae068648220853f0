/**
 * What bounds every plan, also of lorries that load at several stores or at another than their own:
 * all lorries as one fleet, of which each takes as much of every item as the best of them, and the
 * goods of every store at a site as soon as a lorry that stood there from the start would bring them.
 * Wherever a lorry calls, its goods take no less room on it, and come no earlier.
 */
import type { TransferInstance } from './instance.ts'

/** Of each item the least share of a lorry; what drives itself stays, and so do those that drive. */
const pooledShares = (
  { massShare, senderCount, itemCount }: TransferInstance,
  shares: Float64Array,
): Float64Array => {
  const least = new Float64Array(itemCount).fill(Number.POSITIVE_INFINITY)
  const isDriven = new Set<number>()
  const isDriver = new Set<number>()
  for (let load = 0; load < senderCount * itemCount; load++) {
    if (massShare[load] === 0) {
      isDriven.add(load % itemCount)
      isDriver.add(Math.floor(load / itemCount))
    }
    least[load % itemCount] = Math.min(least[load % itemCount]!, shares[load]!)
  }
  return shares.map((share, load) => {
    const isOwn = isDriven.has(load % itemCount) || isDriver.has(Math.floor(load / itemCount))
    return isOwn ? share : least[load % itemCount]!
  })
}

/** An instance whose linear plan is as good as any plan of the other, whatever its lorries do. */
export const pooledLorries = (instance: TransferInstance): TransferInstance => {
  const { repeats, siteCount, senderCount } = instance
  const mostTo = (site: number): number =>
    Math.max(
      ...Array.from({ length: senderCount }, (_, sender) => {
        return repeats?.mostTrips[sender * siteCount + site] ?? 1
      }),
    )
  const most = Array.from({ length: siteCount }, (_, site) => mostTo(site))
  return {
    ...instance,
    fleetOf: new Int32Array(senderCount),
    lorries:
      instance.lorries && Int32Array.of(instance.lorries.reduce((sum, each) => sum + each, 0)),
    massShare: pooledShares(instance, instance.massShare),
    volumeShare: pooledShares(instance, instance.volumeShare),
    repeats: repeats && {
      ...repeats,
      mostTrips: repeats.mostTrips.map((_, arc) => most[arc % siteCount]!),
    },
  }
}
