/** A few sites of a plan by themselves: what the others have been given is gone, the rest is open. */
import { evaluateTransfer, tripsFor } from './evaluate.ts'
import type { TransferFlow, TransferInstance, TransferSolution } from './instance.ts'

export interface SiteGroup {
  readonly instance: TransferInstance
  readonly flows: readonly TransferFlow[]
  /** The whole plan with other flows for these sites. */
  readonly merge: (flows: readonly TransferFlow[]) => TransferSolution
}

/** @param sites indexes of sites, each once. */
export const siteGroup = (
  instance: TransferInstance,
  { flows, trips }: TransferSolution,
  sites: readonly number[],
): SiteGroup => {
  const { itemCount, stockpileCount, siteCount } = instance
  const placeOf = new Map(sites.map((site, index) => [site, index]))
  const others = flows.filter(({ site }) => !placeOf.has(site))
  const free = instance.free.slice()
  const reserve = instance.reserve.slice()
  for (const { stockpile, item, quantity } of others) {
    const supply = stockpile * itemCount + item
    const ofFree = Math.min(free[supply]!, quantity)
    free[supply]! -= ofFree
    reserve[supply]! -= quantity - ofFree
  }
  const lorries = instance.lorries?.slice() ?? null
  for (const trip of trips) {
    if (lorries && !placeOf.has(trip.site)) lorries[trip.stockpile]! -= trip.lorries
  }
  const lines = sites.flatMap((site) =>
    Array.from({ length: itemCount }, (_, item) => site * itemCount + item),
  )
  const arcs = Array.from({ length: stockpileCount }, (_, stockpile) =>
    sites.map((site) => stockpile * siteCount + site),
  ).flat()
  return {
    instance: {
      ...instance,
      siteCount: sites.length,
      demand: Int32Array.from(lines, (line) => instance.demand[line]!),
      siteWeight: Float64Array.from(sites, (site) => instance.siteWeight[site]!),
      deadlineSeconds: Float64Array.from(sites, (site) => instance.deadlineSeconds[site]!),
      ...{ free, reserve, lorries },
      arrivalSeconds: Float64Array.from(arcs, (arc) => instance.arrivalSeconds[arc]!),
      travelSeconds: Float64Array.from(arcs, (arc) => instance.travelSeconds[arc]!),
      administrativeDistance: Uint8Array.from(arcs, (arc) => instance.administrativeDistance[arc]!),
    },
    flows: flows.flatMap((flow) => {
      const site = placeOf.get(flow.site)
      return site === undefined ? [] : [{ ...flow, site }]
    }),
    merge: (ofGroup) => {
      const merged = [...others, ...ofGroup.map((flow) => ({ ...flow, site: sites[flow.site]! }))]
      return {
        flows: merged,
        trips: tripsFor(instance, merged),
        values: evaluateTransfer(instance, merged),
      }
    },
  }
}
