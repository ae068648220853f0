/** Who can be there first, by road: the registers joined to the road network, and the ranking. */
import { boxesMeet } from '../../../data/geometry.ts'
import { localDayOf } from '../../../data/local-time.ts'
import type { NearestAnswer, NearestQuery } from '../../../data/nearest.ts'
import { DEMONSTRATION_NOTICE } from '../../../data/provenance.ts'
import { plainReason } from '../../analysis/eligibility.ts'
import { withWaters } from '../../analysis/known-water.ts'
import {
  answerNearest,
  closedOnTheWays,
  type NearestContext,
} from '../../analysis/nearest-answer.ts'
import { holdingsOf } from '../../analysis/transfer/batches.ts'
import type { RoadNetwork } from '../../network/road-network.ts'
import type { Snapshot } from '../../store/store.ts'
import { sentAt } from '../deployments/sent.ts'
import type { AnyFeature, Registers } from '../registers.ts'
import type { ServiceContext } from '../service-context.ts'
import { thatMatter, warningsAt } from './nearest-hazards.ts'

/** Water and counties, as areas that places lie in. */
const surroundingsOf = async (
  registers: Registers,
  snapshot: Snapshot,
  { graph }: RoadNetwork,
): Promise<Pick<NearestContext, 'water' | 'region'>> => {
  const water = withWaters(await registers.water(snapshot), graph)
  const region = await registers.counties(snapshot)
  // Where the roads lie elsewhere than the counties, there is no region to be outside of.
  const isHere = region.some(({ bbox }) => boxesMeet(bbox, graph.region))
  return { water, region: isHere ? region : [] }
}

/** A stockpile with what may still be used of an item: the register's sums know no dates. */
const usableStock = async (
  snapshot: Snapshot,
  item: string,
  at: Date,
): Promise<(feature: AnyFeature) => AnyFeature> => {
  const batches = await snapshot.ledger.batches({ items: [item] })
  const holdings = holdingsOf(batches, [], localDayOf(at))
  return (feature) => {
    const stock = feature.properties.stock as Readonly<Record<string, number>>
    if (!Object.hasOwn(stock, item)) return feature
    const usable = { ...stock, [item]: holdings.get(feature.id)?.get(item)?.available ?? 0 }
    return { ...feature, properties: { ...feature.properties, stock: usable } }
  }
}

/**
 * @param filter texts that each filtered property may have.
 * @throws ProblemError when no road network is loaded.
 */
export const nearestAnswer = async (
  { store, registers, joined, inForce, closedRoads, analyses }: ServiceContext,
  query: NearestQuery,
  filter: Readonly<Record<string, readonly string[]>>,
): Promise<NearestAnswer> => {
  const network = analyses.network()
  const { collection, profile, item } = query
  const at = new Date(query.at)
  const { rows, withStock, closures, stamp, warnings, ...read } = await store.read(
    async (snapshot) => {
      return {
        rows: await registers.rows(snapshot, collection),
        withStock: item === null ? null : await usableStock(snapshot, item, at),
        ...(await surroundingsOf(registers, snapshot, network)),
        closures: await inForce.at(snapshot, at),
        sent: await sentAt(snapshot, at, collection === 'stations' && query.withoutSent),
        warnings: await warningsAt(registers, snapshot, query),
        stamp: await registers.stamp(snapshot, [collection]),
      }
    },
  )
  const floods = closedRoads.floodsOf(closures.documents)
  const { water } = read
  const facilities = await joined.facilities(network, profile, water, collection, rows)
  const featureAt = (facility: number): AnyFeature => {
    const { feature } = rows[facility]!
    return withStock ? withStock(feature) : feature
  }
  const mask = await closedRoads.maskOf(network, closures.documents)
  const isGenerated = network.graph.provenance === 'generated'
  const asked = { ...read, ...facilities, featureAt, network, closures: mask, floods, filter }
  const answer = answerNearest(asked, query)
  const obeyed = await thatMatter(closedRoads, network, closures.documents, answer, () =>
    closedOnTheWays(asked, query),
  )
  return {
    ...answer,
    obeyed: closures.list.filter(({ id }) => obeyed.has(id)),
    closuresInForce: closures.list.length,
    warnings,
    ...stamp,
    notice: stamp.notice ?? (isGenerated ? DEMONSTRATION_NOTICE : null),
  }
}

/** For others than our own page: that a station is out, and neither whither nor since when. */
export const forOthers = (answer: NearestAnswer): NearestAnswer => ({
  ...answer,
  passedOver: answer.passedOver.map(({ reasons, ...each }) => ({
    ...each,
    reasons: reasons.map((reason) => (reason.code === 'sent' ? plainReason('sent') : reason)),
  })),
})
