/** What a plan comes to, and whether it keeps every rule: independent of how it was found. */

import {
  HORIZON_SECONDS,
  type TransferFlow,
  type TransferInstance,
  type TransferSolution,
} from './instance.ts'
import { lastArrival, mostTrips, tripsFor } from './lorry-rounds.ts'
import { isCount, type Objective, type ObjectiveProof, type ObjectiveValues } from './objectives.ts'

export const SECONDS_PER_MINUTE = 60
export const HORIZON_MINUTES = HORIZON_SECONDS / SECONDS_PER_MINUTE
export const KILOGRAMS_PER_TONNE = 1000

/** @param arc as sender × siteCount + site. */
export const minutesLate = (instance: TransferInstance, arc: number): number => {
  const deadline = instance.deadlineSeconds[arc % instance.siteCount]!
  return Math.max(0, instance.arrivalSeconds[arc]! - deadline) / SECONDS_PER_MINUTE
}

/** Units that stockpiles send of an item, by stockpile and item. */
const sentUnits = (instance: TransferInstance, flows: readonly TransferFlow[]): Float64Array => {
  const sent = new Float64Array(instance.stockpileCount * instance.itemCount)
  for (const { sender, item, quantity } of flows) {
    sent[instance.stockpileOf[sender]! * instance.itemCount + item]! += quantity
  }
  return sent
}

/** All objectives of a plan, asked for or not; see ObjectiveValues for their units. */
export const evaluateTransfer = (
  instance: TransferInstance,
  flows: readonly TransferFlow[],
): ObjectiveValues => {
  const { demand, itemCount, siteCount, siteWeight, kilograms } = instance
  let missed = objectiveOffset(instance, 'missed')
  let lateness = objectiveOffset(instance, 'lateness')
  let [county, town, haul] = [0, 0, 0]
  for (const { sender, site, item, quantity } of flows) {
    const arc = sender * siteCount + site
    const share = (quantity / demand[site * itemCount + item]!) * siteWeight[site]!
    const late = minutesLate(instance, arc)
    const tonnes = (quantity * kilograms[item]!) / KILOGRAMS_PER_TONNE
    if (late === 0) missed -= share
    lateness -= share * (HORIZON_MINUTES - late)
    county += tonnes * instance.countyDistance[arc]!
    town += tonnes * instance.townDistance[arc]!
    haul += (tonnes * instance.travelSeconds[arc]!) / SECONDS_PER_MINUTE
  }
  const reserve = sentUnits(instance, flows).reduce((total, sent, index) => {
    const below = sent - instance.free[index]!
    return below > 0 ? total + below / instance.minimum[index]! : total
  }, 0)
  const stores = new Set(flows.map(({ sender }) => instance.stockpileOf[sender])).size
  const trips = tripsFor(instance, flows)
  const lorries = trips.reduce((total, trip) => total + trip.lorries, 0)
  const arrival = trips.reduce((last, trip) => Math.max(last, lastArrival(instance, trip)), 0)
  return { missed, lateness, reserve, county, stores, lorries, arrival, town, haul }
}

/** What an objective comes to when nothing is sent. */
export const objectiveOffset = (instance: TransferInstance, objective: Objective): number => {
  if (objective !== 'missed' && objective !== 'lateness') return 0
  const perLine = objective === 'missed' ? 1 : HORIZON_MINUTES
  let total = 0
  for (let line = 0; line < instance.demand.length; line++) {
    const site = Math.floor(line / instance.itemCount)
    if (instance.demand[line]! > 0) total += instance.siteWeight[site]! * perLine
  }
  return total
}

/** @returns the plan of these flows, on as few lorries as they need. */
export const solutionOf = (
  instance: TransferInstance,
  flows: readonly TransferFlow[],
): TransferSolution => ({
  flows,
  trips: tripsFor(instance, flows),
  values: evaluateTransfer(instance, flows),
})

/** Rules that a plan breaks, as sentences for a test or a log; empty when it keeps them all. */
export const checkTransfer = (
  instance: TransferInstance,
  { flows, trips }: TransferSolution,
): string[] => {
  const { itemCount, siteCount } = instance
  const problems: string[] = []
  const note = (isBroken: boolean, sentence: string): void => {
    if (isBroken) problems.push(sentence)
  }
  const delivered = new Float64Array(siteCount * itemCount)
  for (const { sender, site, item, quantity } of flows) {
    note(!Number.isInteger(quantity) || quantity <= 0, `a flow of ${quantity} units`)
    const arrival = instance.arrivalSeconds[sender * siteCount + site]!
    note(!Number.isFinite(arrival), `no road for ${sender} to ${site}`)
    delivered[site * itemCount + item]! += quantity
  }
  for (const [index, quantity] of delivered.entries()) {
    note(quantity > instance.demand[index]!, `demand ${index} gets more than it wants`)
  }
  for (const [index, quantity] of sentUnits(instance, flows).entries()) {
    const there = instance.free[index]! + instance.reserve[index]!
    note(quantity > there, `supply ${index} sends ${quantity} of ${there}`)
  }
  const needed = tripsFor(instance, flows)
  for (const { sender, site, lorries, rounds } of needed) {
    const trip = trips.find((each) => each.sender === sender && each.site === site)
    note((trip?.lorries ?? 0) < lorries, `too few lorries of ${sender} to ${site}`)
    const most = mostTrips(instance, { sender, site })
    note(rounds > most, `lorries of ${sender} drive to ${site} ${rounds} times of ${most}`)
  }
  for (const [fleet, there] of instance.lorries?.entries() ?? []) {
    const used = trips
      .filter((trip) => instance.fleetOf[trip.sender] === fleet)
      .reduce((sum, { lorries }) => sum + lorries, 0)
    note(used > there, `fleet ${fleet} uses ${used} of ${there} lorries`)
  }
  return problems
}

/** Values closer than this, relative to their size, are the same: sums of many parts. */
const SAME = 1e-6

/** Infinity, which stands for a bound that there is none of, is like no number. */
export const isSameValue = (a: number, b: number): boolean =>
  a === b || Math.abs(a - b) / Math.max(1, Math.abs(a), Math.abs(b)) <= SAME

/** Whether a is better than b: in the first of the plan's objectives in which they differ. */
export const isBetter = (
  { objectives }: Pick<TransferInstance, 'objectives'>,
  a: ObjectiveValues,
  b: ObjectiveValues,
): boolean => {
  for (const objective of objectives) {
    if (!isSameValue(a[objective], b[objective])) return a[objective] < b[objective]
  }
  return false
}

const PERCENT = 100

/**
 * How far a value can be from the best at most, in percent: 0 when it is proved. What is missed or
 * late is measured against all that could be met, other values against themselves: a plan that
 * misses 3 of 1,000 where 2 cannot be met is within a tenth of a percent, not within a third.
 */
export const gapPercent = (
  instance: TransferInstance,
  { objective, value, bound }: Omit<ObjectiveProof, 'gapPercent'>,
): number => {
  if (isSameValue(value, bound) || value <= bound) return 0
  const worst = objectiveOffset(instance, objective)
  const measure = worst > 0 ? worst - bound : value
  // Nothing that could be met is left to measure against, or it is less than what is missed of it.
  return value - bound >= measure ? PERCENT : (PERCENT * (value - bound)) / measure
}

/**
 * How well the linear plan proves a plan: its values are bounds as long as the plan equals it in
 * the earlier objectives. After the first objective in which it does not, nothing is proved. Counts
 * break nothing: the linear plan was never held to them.
 */
export const proofsByRelaxation = (
  instance: TransferInstance,
  values: ObjectiveValues,
  relaxed: ObjectiveValues,
): ObjectiveProof[] => {
  let areEqual = true
  return instance.objectives.map((objective) => {
    const value = values[objective]
    const bound = areEqual ? Math.min(value, relaxed[objective]) : 0
    const gap = gapPercent(instance, { objective, value, bound })
    if (gap > 0 && !isCount(objective)) areEqual = false
    return { objective, value, bound, gapPercent: gap }
  })
}
