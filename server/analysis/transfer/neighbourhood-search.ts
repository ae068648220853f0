/**
 * Takes the goods of a few neighbouring sites back and plans them anew in whole lorries, again and
 * again, while the rest of the plan stays (large neighbourhood search, Shaw 1998). For fleets that
 * are short: there the linear plan is full of thin trips, and no rounding of it uses lorries well.
 */
import type { Highs } from 'highs'
import { countdown } from '../cancellation.ts'
import { indexBelow, type Random, seededRandom } from '../random.ts'
import { isBetter, minutesLate, solutionOf } from './evaluate.ts'
import { flowColumns, unitsOf } from './flow-columns.ts'
import {
  HORIZON_SECONDS,
  type TransferFlow,
  type TransferInstance,
  type TransferSolution,
} from './instance.ts'
import { fewestTrips, tripsFor } from './lorry-rounds.ts'
import type { ProgramObjective } from './program-layout.ts'
import { repairPlan } from './repair-plan.ts'
import { TransferProgram } from './transfer-program.ts'
import { wholeItems, wholeUnits } from './whole-units.ts'

interface NeighbourhoodLimits {
  readonly seconds: number
  /** Called after every round: whether this plan is good enough. */
  readonly isEnough: (solution: TransferSolution) => boolean
}

/** Sites at once: their programs are proved optimal in some 20 ms. Where that finds no more, more. */
const SITES_AT_ONCE = 3
const MOST_SITES_AT_ONCE = 6
/** A site's neighbours are chosen among as many of the nearest for every one wanted. */
const NEIGHBOURS_PER_SITE = 3
/** How often a round is about a site that lacks something: until so many rounds found no more, and then. */
const SHARE_OF_LACKING = 0.9
const SHARE_ONCE_STALE = 0.5
/** Beside those that send already, each site may turn to as many of its nearest stockpiles. */
const NEAREST_STOCKPILES = 8
const ROUND_SECONDS = 0.4
/** Rounds without a better plan, for every site, after which the search ends. */
const STALE_ROUNDS_PER_SITE = 5
const LACKS = 1e-6

/**
 * All objectives in one sum: a share of a demand against a minute, a reserve used up, a tonne. Only
 * plans that are better objective by objective are kept: the weights steer and do not judge.
 */
const WEIGHTS: readonly (readonly [ProgramObjective, number])[] = [
  ['missed', 1],
  ['lateness', 1e-5],
  ['reserve', 1e-3],
  ['county', 1e-4],
  ['stores', 1e-5],
  ['lorries', 1e-5],
  ['town', 1e-6],
  ['haul', 1e-7],
]
export const steeringWeights = ({ objectives }: TransferInstance): Map<ProgramObjective, number> =>
  new Map(WEIGHTS.filter(([each]) => objectives.includes(each)))

const SERVICE: readonly string[] = ['missed', 'lateness']

/** Where service comes first, it alone: such a program is solved sooner. */
const serviceWeights = (instance: TransferInstance): Map<ProgramObjective, number> => {
  const weights = steeringWeights(instance)
  const isServiceFirst = instance.objectives[0] === 'missed'
  return isServiceFirst
    ? new Map([...weights].filter(([objective]) => SERVICE.includes(objective)))
    : weights
}

/** A round is over when its plan is as close to the best: there are more sites to look at. */
const GAP = 1e-5

/** A few sites of a plan as a problem of their own. */
interface SiteGroup {
  readonly instance: TransferInstance
  readonly flows: readonly TransferFlow[]
  /** The whole plan with other flows for these sites. */
  readonly merge: (flows: readonly TransferFlow[]) => TransferSolution
}

/**
 * Takes out what the other sites have been given; everything else is open again.
 * @param sites indexes of sites, each once.
 */
export const siteGroup = (
  instance: TransferInstance,
  { flows }: TransferSolution,
  sites: readonly number[],
): SiteGroup => {
  const { itemCount, senderCount, stockpileOf, fleetOf, siteCount } = instance
  const placeOf = new Map(sites.map((site, index) => [site, index]))
  const others = flows.filter(({ site }) => !placeOf.has(site))
  const free = instance.free.slice()
  const reserve = instance.reserve.slice()
  for (const { sender, item, quantity } of others) {
    const supply = stockpileOf[sender]! * itemCount + item
    const ofFree = Math.min(free[supply]!, quantity)
    free[supply]! -= ofFree
    reserve[supply]! -= quantity - ofFree
  }
  const lorries = instance.lorries?.slice() ?? null
  for (const trip of fewestTrips(instance, others)) {
    if (lorries) lorries[fleetOf[trip.sender]!]! -= trip.lorries
  }
  const lines = sites.flatMap((site) =>
    Array.from({ length: itemCount }, (_, item) => site * itemCount + item),
  )
  const arcs = Array.from({ length: senderCount }, (_, sender) =>
    sites.map((site) => sender * siteCount + site),
  ).flat()
  return {
    instance: {
      ...instance,
      siteCount: sites.length,
      demand: Int32Array.from(lines, (line) => instance.demand[line]!),
      siteWeight: Float64Array.from(sites, (site) => instance.siteWeight[site]!),
      deadlineSeconds: Float64Array.from(sites, (site) => instance.deadlineSeconds[site]!),
      free,
      reserve,
      lorries,
      arrivalSeconds: Float64Array.from(arcs, (arc) => instance.arrivalSeconds[arc]!),
      travelSeconds: Float64Array.from(arcs, (arc) => instance.travelSeconds[arc]!),
      countyDistance: Uint8Array.from(arcs, (arc) => instance.countyDistance[arc]!),
      townDistance: Uint8Array.from(arcs, (arc) => instance.townDistance[arc]!),
      repeats: instance.repeats && {
        mostTrips: Int32Array.from(arcs, (arc) => instance.repeats!.mostTrips[arc]!),
        cycleSeconds: Float64Array.from(arcs, (arc) => instance.repeats!.cycleSeconds[arc]!),
      },
    },
    flows: flows.flatMap((flow) => {
      const site = placeOf.get(flow.site)
      return site === undefined ? [] : [{ ...flow, site }]
    }),
    merge: (ofGroup) =>
      solutionOf(instance, [
        ...others,
        ...ofGroup.map((flow) => ({ ...flow, site: sites[flow.site]! })),
      ]),
  }
}

/** Sites by how alike their ways to the stockpiles are, for every site, itself first. */
const neighboursOf = (instance: TransferInstance): readonly (readonly number[])[] => {
  const { siteCount, stockpileCount, travelSeconds } = instance
  const seconds = (stockpile: number, site: number): number =>
    Math.min(HORIZON_SECONDS, travelSeconds[stockpile * siteCount + site]!)
  const sites = Array.from({ length: siteCount }, (_, site) => site)
  return sites.map((site) => {
    const apart = sites.map((other) => {
      let sum = 0
      for (let stockpile = 0; stockpile < stockpileCount; stockpile++) {
        sum += Math.abs(seconds(stockpile, site) - seconds(stockpile, other))
      }
      return other === site ? -1 : sum
    })
    return sites.toSorted((a, b) => apart[a]! - apart[b]!)
  })
}

/** Items that are not there in time, by site; sites that lack nothing are left out. */
const lackingItems = (
  instance: TransferInstance,
  { flows }: TransferSolution,
): ReadonlyMap<number, readonly number[]> => {
  const { itemCount, siteCount, demand } = instance
  const missing = Float64Array.from(demand)
  for (const { sender, site, item, quantity } of flows) {
    const isInTime = minutesLate(instance, sender * siteCount + site) === 0
    if (isInTime) missing[site * itemCount + item]! -= quantity
  }
  const lines = Array.from(missing.keys()).filter((line) => missing[line]! > LACKS)
  const items = Map.groupBy(lines, (line) => Math.floor(line / itemCount))
  return new Map([...items].map(([site, of]) => [site, of.map((line) => line % itemCount)]))
}

/** Other sites that have lorries of stockpiles from which something of what a site lacks would be there in time. */
const rivalsOf = (
  instance: TransferInstance,
  { flows }: TransferSolution,
  first: number,
  lacks: readonly number[],
): number[] => {
  const { itemCount, siteCount, stockpileOf, free } = instance
  const couldHelp = (sender: number): boolean =>
    minutesLate(instance, sender * siteCount + first) === 0 &&
    lacks.some((item) => free[stockpileOf[sender]! * itemCount + item]! > 0)
  const rivals = flows.filter(({ sender, site }) => site !== first && couldHelp(sender))
  return [...new Set(rivals.map(({ site }) => site))]
}

interface SearchState {
  readonly instance: TransferInstance
  readonly best: TransferSolution
  readonly lacking: ReadonlyMap<number, readonly number[]>
}

/** Sites whose goods are planned anew together, and whether for what one of them lacks. */
interface Round {
  readonly sites: readonly number[]
  readonly isAboutLacking: boolean
}

const chooseRound = (
  random: Random,
  neighbours: readonly (readonly number[])[],
  { instance, best, lacking }: SearchState,
  count: number,
  shareOfLacking: number,
): Round => {
  const isAboutLacking = lacking.size > 0 && random() < shareOfLacking
  const first = isAboutLacking
    ? [...lacking.keys()][indexBelow(random, lacking.size)]!
    : indexBelow(random, neighbours.length)
  const rivals = isAboutLacking ? rivalsOf(instance, best, first, lacking.get(first)!) : []
  const others =
    rivals.length > 0 ? rivals : neighbours[first]!.slice(1, 1 + count * NEIGHBOURS_PER_SITE)
  const sites = [first]
  while (sites.length < count && others.length > 0) {
    sites.push(...others.splice(indexBelow(random, others.length), 1))
  }
  return { sites, isAboutLacking }
}

/** Arcs worth trying: those in use, and from the nearest stockpiles that have lorries or machines. */
export const arcsOf = (
  instance: TransferInstance,
  used: TransferSolution['flows'],
): Set<number> => {
  const { siteCount, senderCount, stockpileOf, fleetOf, travelSeconds, lorries } = instance
  const arcs = new Set(used.map(({ sender, site }) => sender * siteCount + site))
  const able = Array.from({ length: senderCount }, (_, sender) => sender).filter(
    (sender) => (lorries?.[fleetOf[sender]!] ?? 1) > 0,
  )
  const byStockpile = [...Map.groupBy(able, (sender) => stockpileOf[sender]!).values()]
  for (let site = 0; site < siteCount; site++) {
    const at = ([first]: readonly number[]): number => travelSeconds[first! * siteCount + site]!
    const nearest = byStockpile.toSorted((a, b) => at(a) - at(b)).slice(0, NEAREST_STOCKPILES)
    for (const sender of nearest.flat()) arcs.add(sender * siteCount + site)
  }
  return arcs
}

/** The plan with these sites' goods planned anew; null where nothing was found in time. */
const replanned = (
  highs: Highs,
  whole: TransferInstance,
  solution: TransferSolution,
  { sites, isAboutLacking }: Round,
  seconds: number,
): TransferSolution | null => {
  const { instance, flows, merge } = siteGroup(whole, solution, sites)
  const arcs = arcsOf(instance, flows)
  const columns = flowColumns(instance, (arc) => arcs.has(arc))
  if (columns.count === 0) return null
  const options = { isWhole: wholeItems(instance), hasTrips: true }
  const program = new TransferProgram(highs, columns, options)
  try {
    program.suggest(unitsOf(columns, flows), tripsFor(instance, flows))
    const weights = isAboutLacking ? serviceWeights(instance) : steeringWeights(instance)
    if (!program.minimiseSum(weights, { seconds, gap: GAP })) return null
    return merge(repairPlan(columns, wholeUnits(columns, program.units())))
  } finally {
    program.dispose()
  }
}

/**
 * @returns a plan that is no worse than the one given. @throws Error when HiGHS refuses a model.
 */
export const searchNeighbourhoods = (
  highs: Highs,
  instance: TransferInstance,
  start: TransferSolution,
  { seconds, isEnough }: NeighbourhoodLimits,
): TransferSolution => {
  const secondsLeft = countdown(seconds)
  const random = seededRandom(instance.siteCount)
  const neighbours = neighboursOf(instance)
  let best = start
  let lacking = lackingItems(instance, best)
  let sitesAtOnce = Math.min(SITES_AT_ONCE, instance.siteCount)
  // All sites at once are one round, and another one would be the same again.
  const isOneGroup = sitesAtOnce === instance.siteCount
  const mostStale = isOneGroup ? 1 : instance.siteCount * STALE_ROUNDS_PER_SITE
  for (let stale = 0; !isEnough(best); stale++) {
    const left = secondsLeft()
    if (left <= 0) break
    if (stale === mostStale) {
      if (isOneGroup || sitesAtOnce >= MOST_SITES_AT_ONCE) break
      sitesAtOnce++
      stale = 0
    }
    const shareOfLacking = stale < instance.siteCount ? SHARE_OF_LACKING : SHARE_ONCE_STALE
    const state = { instance, best, lacking }
    const round = isOneGroup
      ? { sites: neighbours[0]!, isAboutLacking: false }
      : chooseRound(random, neighbours, state, sitesAtOnce, shareOfLacking)
    const roundSeconds = isOneGroup ? left : Math.min(ROUND_SECONDS, left)
    const next = replanned(highs, instance, best, round, roundSeconds)
    if (!next || !isBetter(instance, next.values, best.values)) continue
    best = next
    lacking = lackingItems(instance, best)
    stale = -1
  }
  return best
}
