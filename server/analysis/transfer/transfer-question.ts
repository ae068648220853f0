/** A transfer as it is asked for, and its answer: goods by place, before they become numbers. */
import type { LonLat } from '../../../data/geometry.ts'
import {
  HORIZON_SECONDS,
  type ProvedPlan,
  type Repeats,
  type TransferInstance,
  type TransferSolution,
} from './instance.ts'
import type { LorryRoute, LorryTimes, RoadConditions } from './lorry-times.ts'
import type { Objective, ObjectiveProof } from './objectives.ts'
import { type QuestionHired, type QuestionSender, readySeconds, sendersOf } from './senders.ts'

export interface QuestionSite {
  /** Points at which goods can be handed over. */
  readonly positions: readonly LonLat[]
  readonly weight: number
  /** From the plan's start; Infinity without deadline. */
  readonly deadlineSeconds: number
  readonly townCode: string | null
  readonly countyCode: string | null
  /** Units wanted, by item. */
  readonly demand: readonly number[]
}

export interface QuestionStockpile {
  readonly position: LonLat
  readonly townCode: string | null
  readonly countyCode: string
  readonly isCity: boolean
  readonly lorries: number
  readonly lorryKilograms: number
  readonly lorryCubicMetres: number
  /** The dispatcher lets it send nothing, whatever it has. */
  readonly isExcluded: boolean
  /** Units by item: beyond the reserve, below it (if that may be used), and the reserve itself. */
  readonly free: readonly number[]
  readonly reserve: readonly number[]
  readonly minimum: readonly number[]
  /** What is there and may not go, because it is below the reserve. */
  readonly heldBack: readonly number[]
}

/** What a stockpile could send of an item, were it not excluded. */
export const usableUnits = ({ free, reserve }: QuestionStockpile, item: number): number =>
  free[item]! + reserve[item]!

interface QuestionItem {
  readonly kilograms: number
  readonly cubicMetres: number
  /** It needs no lorry and is neither loaded nor unloaded: it leaves at once and has only the road. */
  readonly drivesItself: boolean
}

export interface TransferQuestion {
  readonly sites: readonly QuestionSite[]
  readonly stockpiles: readonly QuestionStockpile[]
  readonly items: readonly QuestionItem[]
  readonly conditions: RoadConditions
  readonly hired: readonly QuestionHired[]
  readonly loadingSeconds: number
  readonly unloadingSeconds: number
  readonly objectives: readonly Objective[]
  readonly hasLorryLimits: boolean
  /** Whether a lorry may drive to its site again, where that is in time. */
  readonly hasRepeats: boolean
  /** Whether a lorry may load at several stores, and at another than its own. */
  readonly hasPickups: boolean
}

/** A plan in which each lorry loads at one store, its own. */
export type SinglePlan = ProvedPlan & { readonly instance: TransferInstance }

export interface TransferFindings {
  readonly instance: TransferInstance
  readonly solution: TransferSolution
  readonly proofs: readonly ObjectiveProof[]
  /** What the plan was made from where lorries may load at several stores; else left out. */
  readonly single?: SinglePlan
  /** Ways of the solution's trips, in their order. */
  readonly routes: readonly (LorryRoute | null)[]
}

/** 先本级后上级，先本地后外地. */
export const DISTANCES = { county: 0, city: 1, elsewhere: 2 } as const

const countyDistance = (site: QuestionSite, stockpile: QuestionStockpile): number => {
  if (stockpile.isCity) return DISTANCES.city
  return site.countyCode !== null && stockpile.countyCode === site.countyCode
    ? DISTANCES.county
    : DISTANCES.elsewhere
}

/** Road times of every stockpile and site, by stockpile and site. */
const travelSecondsOf = (question: TransferQuestion, times: LorryTimes): Float64Array => {
  const { sites, stockpiles, conditions } = question
  const positions = stockpiles.map(({ position }) => position)
  const travel = new Float64Array(stockpiles.length * sites.length)
  for (const [site, { positions: places }] of sites.entries()) {
    const seconds = times.seconds(positions, places, conditions)
    for (let stockpile = 0; stockpile < stockpiles.length; stockpile++) {
      travel[stockpile * sites.length + site] = seconds[stockpile]!
    }
  }
  return travel
}

const TOLERANCE = 1e-9

interface Capacity {
  /** What one lorry carries, in the unit of `perUnit`. */
  readonly perLorry: number
  /** Mass or volume of one unit of an item; 0 for what drives itself. */
  readonly perUnit: number
}

/**
 * Share of a lorry that one unit takes: 1 ÷ the units that fit into it. A pump is not cut in two,
 * so a lorry of 1.5 t carries two of 650 kg and not 2.3.
 * @param isLimited where lorries are no limit, what fits no lorry counts by its weight alone.
 * @returns Infinity where not even one unit fits.
 */
export const lorryShare = ({ perLorry, perUnit }: Capacity, isLimited: boolean): number => {
  if (perUnit === 0) return 0
  const fitting = Math.floor(perLorry / perUnit + TOLERANCE)
  if (fitting >= 1) return 1 / fitting
  return isLimited ? Number.POSITIVE_INFINITY : perUnit / perLorry
}

/** @returns shares by lorry and item. */
export const lorryShares = (
  perLorry: readonly number[],
  perUnit: readonly number[],
  isLimited: boolean,
): Float64Array =>
  Float64Array.from(
    perLorry.flatMap((capacity) =>
      perUnit.map((unit) => lorryShare({ perLorry: capacity, perUnit: unit }, isLimited)),
    ),
  )

/** Shares by sender and item: machines go by themselves, all else on lorries. */
const senderShares = (
  question: TransferQuestion,
  senders: readonly QuestionSender[],
  size: 'kilograms' | 'cubicMetres',
): Float64Array =>
  Float64Array.from(
    senders.flatMap(({ lorry }) =>
      question.items.map((item) => {
        if (item.drivesItself) return lorry ? Number.POSITIVE_INFINITY : 0
        if (!lorry) return Number.POSITIVE_INFINITY
        const capacity = { perLorry: lorry[size], perUnit: item[size] }
        return lorryShare(capacity, question.hasLorryLimits)
      }),
    ),
  )

const table = <Row>(rows: readonly Row[], columns: (row: Row) => readonly number[]): Int32Array =>
  Int32Array.from(rows.flatMap((row) => [...columns(row)]))

/** No driver drives to one site more often. */
const MOST_TRIPS = 20

/** How often lorries can drive in time, and how long a round takes. */
const repeatsOf = (
  { sites, stockpiles, conditions }: TransferQuestion,
  senders: readonly QuestionSender[],
  times: LorryTimes,
  { arrivalSeconds, travelSeconds }: Pick<TransferInstance, 'arrivalSeconds' | 'travelSeconds'>,
  handlingSeconds: number,
): Repeats => {
  const positions = stockpiles.map(({ position }) => [position])
  const back = sites.map(({ positions: [place] }) =>
    times.matrix([place!], positions, conditions, HORIZON_SECONDS, () => {}),
  )
  const cycleSeconds = travelSeconds.map((seconds, arc) => {
    const { stockpile } = senders[Math.floor(arc / sites.length)]!
    return seconds + back[arc % sites.length]![stockpile]![0]! + handlingSeconds
  })
  const mostTrips = Int32Array.from(arrivalSeconds, (first, arc) => {
    const { lorry } = senders[Math.floor(arc / sites.length)]!
    const { deadlineSeconds } = sites[arc % sites.length]!
    const spare = Math.min(deadlineSeconds, HORIZON_SECONDS) - first
    if (!lorry || deadlineSeconds === Number.POSITIVE_INFINITY || !(spare >= 0)) return 1
    return Math.min(MOST_TRIPS, 1 + Math.floor(spare / Math.max(1, cycleSeconds[arc]!)))
  })
  return { mostTrips, cycleSeconds }
}

/** The question as numbers. */
export const instanceOf = (question: TransferQuestion, times: LorryTimes): TransferInstance => {
  const { sites, stockpiles, items, objectives } = question
  const senders = sendersOf(question)
  const byStockpile = travelSecondsOf(question, times)
  const ready = readySeconds(question, senders, times)
  /** A table by sender and site. */
  const arcs = (value: (arc: number, sender: QuestionSender, index: number) => number): number[] =>
    senders.flatMap((sender, index) =>
      sites.map((_, site) => value(sender.stockpile * sites.length + site, sender, index)),
    )
  const atSite = (arc: number): QuestionSite => sites[arc % sites.length]!
  const wanted = items.map((_, item) => sites.reduce((sum, { demand }) => sum + demand[item]!, 0))
  // More than is wanted need not be counted, and billions do not fit an Int32Array.
  const units = (of: 'free' | 'reserve') => (stockpile: QuestionStockpile) =>
    stockpile[of].map((there, item) => (stockpile.isExcluded ? 0 : Math.min(there, wanted[item]!)))
  const handling = question.loadingSeconds + question.unloadingSeconds
  const arrivalSeconds = Float64Array.from(
    arcs((arc, { lorry }, sender) => ready[sender]! + byStockpile[arc]! + (lorry ? handling : 0)),
  )
  const travelSeconds = Float64Array.from(arcs((arc) => byStockpile[arc]!))
  const arrivals = { arrivalSeconds, travelSeconds }
  return {
    siteCount: sites.length,
    stockpileCount: stockpiles.length,
    itemCount: items.length,
    senderCount: senders.length,
    stockpileOf: Int32Array.from(senders, ({ stockpile }) => stockpile),
    fleetOf: Int32Array.from(senders, ({ fleet }) => fleet),
    demand: table(sites, ({ demand }) => demand),
    siteWeight: Float64Array.from(sites, ({ weight }) => weight),
    deadlineSeconds: Float64Array.from(sites, ({ deadlineSeconds }) => deadlineSeconds),
    free: table(stockpiles, units('free')),
    reserve: table(stockpiles, units('reserve')),
    minimum: table(stockpiles, ({ minimum }) => minimum),
    ...arrivals,
    countyDistance: Uint8Array.from(
      arcs((arc, { stockpile }) => countyDistance(atSite(arc), stockpiles[stockpile]!)),
    ),
    townDistance: Uint8Array.from(
      arcs((arc, { stockpile }) => {
        const { townCode } = stockpiles[stockpile]!
        return townCode !== null && townCode === atSite(arc).townCode ? 0 : 1
      }),
    ),
    lorries: question.hasLorryLimits
      ? Int32Array.from([...stockpiles, ...question.hired], ({ lorries }) => lorries)
      : null,
    repeats: question.hasRepeats ? repeatsOf(question, senders, times, arrivals, handling) : null,
    massShare: senderShares(question, senders, 'kilograms'),
    volumeShare: senderShares(question, senders, 'cubicMetres'),
    kilograms: Float64Array.from(items, ({ kilograms }) => kilograms),
    cubicMetres: Float64Array.from(items, ({ cubicMetres }) => cubicMetres),
    objectives,
  }
}

/** Ways of a solution's trips, one search per site or store; of a stop the way to the next. */
export const tripRoutes = (
  question: TransferQuestion,
  times: LorryTimes,
  { instance, solution: { trips } }: Pick<TransferFindings, 'instance' | 'solution'>,
): (LorryRoute | null)[] => {
  const { stockpileOf, senderCount, stops = [] } = instance
  const placeOf = (stockpile: number): LonLat => question.stockpiles[stockpile]!.position
  /** The store that it drives to; null where it drives to the site. */
  const nextStore = (sender: number): number | null => {
    const stop = stops[sender - senderCount + stops.length]
    return stop && stop.legSeconds !== null ? stockpileOf[sender + 1]! : null
  }
  const goals = trips.map(({ sender, site }) => {
    const next = nextStore(sender)
    return next === null ? `site ${site}` : `store ${next}`
  })
  const routes: (LorryRoute | null)[] = trips.map(() => null)
  for (const [, indexes] of Map.groupBy(trips.keys(), (index) => goals[index])) {
    const { sender, site } = trips[indexes[0]!]!
    const next = nextStore(sender)
    const to = next === null ? question.sites[site]!.positions : [placeOf(next)]
    const from = indexes.map((index) => placeOf(stockpileOf[trips[index]!.sender]!))
    const found = times.routes(from, to, question.conditions)
    for (const [place, index] of indexes.entries()) routes[index] = found[place] ?? null
  }
  return routes
}
