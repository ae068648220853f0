/** What a plan comes to, and whether it keeps every rule: independent of how it was found. */
import {
  type AimValues,
  HORIZON_SECONDS,
  type TransferFlow,
  type TransferInstance,
  type TransferSolution,
  type TransferTrip,
} from './instance.ts'

const SECONDS_PER_MINUTE = 60
const KILOGRAMS_PER_TONNE = 1000
/** A lorry is full at its limit, whatever the last binary digit of a sum says. */
const LOAD_TOLERANCE = 1e-9

export const minutesLate = (
  instance: TransferInstance,
  stockpile: number,
  site: number,
): number => {
  const arrival = instance.arrivalSeconds[stockpile * instance.siteCount + site]!
  return Math.max(0, arrival - instance.deadlineSeconds[site]!) / SECONDS_PER_MINUTE
}

/** Whole lorries that carry these flows of one stockpile, by mass and by volume. */
export const lorriesFor = (
  instance: TransferInstance,
  stockpile: number,
  flows: readonly TransferFlow[],
): number => {
  const sum = (shares: Float64Array): number =>
    flows.reduce(
      (total, { item, quantity }) =>
        total + quantity * shares[stockpile * instance.itemCount + item]!,
      0,
    )
  const load = Math.max(sum(instance.massShare), sum(instance.volumeShare))
  return Math.max(0, Math.ceil(load - LOAD_TOLERANCE))
}

/** Trips with as few lorries as the flows need. */
export const tripsFor = (
  instance: TransferInstance,
  flows: readonly TransferFlow[],
): TransferTrip[] =>
  [...Map.groupBy(flows, ({ stockpile, site }) => `${stockpile} ${site}`).values()].flatMap(
    (group) => {
      const [first] = group
      if (!first) return []
      const { stockpile, site } = first
      return [{ stockpile, site, lorries: lorriesFor(instance, stockpile, group) }]
    },
  )

/** Units that stockpiles send of an item, by stockpile and item. */
const sentUnits = (instance: TransferInstance, flows: readonly TransferFlow[]): Float64Array => {
  const sent = new Float64Array(instance.stockpileCount * instance.itemCount)
  for (const { stockpile, item, quantity } of flows) {
    sent[stockpile * instance.itemCount + item]! += quantity
  }
  return sent
}

/** The six aims of a plan; see AimValues for their units. */
export const evaluateTransfer = (
  instance: TransferInstance,
  flows: readonly TransferFlow[],
): AimValues => {
  const { demand, itemCount, siteCount, siteWeight, kilograms } = instance
  const horizonMinutes = HORIZON_SECONDS / SECONDS_PER_MINUTE
  let [missed, lateness] = [0, 0]
  for (let site = 0; site < siteCount; site++) {
    for (let item = 0; item < itemCount; item++) {
      if (demand[site * itemCount + item]! === 0) continue
      missed += siteWeight[site]!
      lateness += siteWeight[site]! * horizonMinutes
    }
  }
  let [distance, arrival, haul] = [0, 0, 0]
  for (const { stockpile, site, item, quantity } of flows) {
    const arc = stockpile * siteCount + site
    const share = (quantity / demand[site * itemCount + item]!) * siteWeight[site]!
    const late = minutesLate(instance, stockpile, site)
    const tonnes = (quantity * kilograms[item]!) / KILOGRAMS_PER_TONNE
    if (late === 0) missed -= share
    lateness -= share * (horizonMinutes - late)
    distance += tonnes * instance.administrativeDistance[arc]!
    arrival = Math.max(arrival, instance.arrivalSeconds[arc]!)
    if (instance.isNearFirst) haul += (tonnes * instance.travelSeconds[arc]!) / SECONDS_PER_MINUTE
  }
  const reserve = sentUnits(instance, flows).reduce((total, sent, index) => {
    const below = sent - instance.free[index]!
    return below > 0 ? total + below / instance.minimum[index]! : total
  }, 0)
  return { missed, lateness, reserve, distance, arrival, haul }
}

/** Rules that a plan breaks, as sentences for a test or a log; empty when it keeps them all. */
export const checkTransfer = (
  instance: TransferInstance,
  { flows, trips }: TransferSolution,
): string[] => {
  const { itemCount, siteCount } = instance
  const problems: string[] = []
  const refuse = (isBroken: boolean, sentence: string): void => {
    if (isBroken) problems.push(sentence)
  }
  const delivered = new Float64Array(siteCount * itemCount)
  for (const { stockpile, site, item, quantity } of flows) {
    refuse(!Number.isInteger(quantity) || quantity <= 0, `a flow of ${quantity} units`)
    const arrival = instance.arrivalSeconds[stockpile * siteCount + site]!
    refuse(!Number.isFinite(arrival), `no road from ${stockpile} to ${site}`)
    delivered[site * itemCount + item]! += quantity
  }
  for (const [index, quantity] of delivered.entries()) {
    refuse(quantity > instance.demand[index]!, `demand ${index} gets more than it wants`)
  }
  for (const [index, quantity] of sentUnits(instance, flows).entries()) {
    const there = instance.free[index]! + instance.reserve[index]!
    refuse(quantity > there, `supply ${index} sends ${quantity} of ${there}`)
  }
  const needed = tripsFor(instance, flows)
  for (const { stockpile, site, lorries } of needed) {
    const trip = trips.find((each) => each.stockpile === stockpile && each.site === site)
    refuse((trip?.lorries ?? 0) < lorries, `too few lorries from ${stockpile} to ${site}`)
  }
  for (let stockpile = 0; stockpile < instance.stockpileCount; stockpile++) {
    const used = trips
      .filter((trip) => trip.stockpile === stockpile)
      .reduce((sum, { lorries }) => sum + lorries, 0)
    const there = instance.lorries?.[stockpile] ?? Number.POSITIVE_INFINITY
    refuse(used > there, `stockpile ${stockpile} uses ${used} of ${there} lorries`)
  }
  return problems
}
