/**
 * Why a stockpile that is nearer than one that sends does not send itself. Each reason is one that
 * would have to go first: something that it lacks, or what would become worse, in the plan's own
 * order, if it sent instead.
 */
import type { PassedOverReason } from '../../../data/transfer-plan.ts'
import { isBetter, isSameValue } from './evaluate.ts'
import type { TransferFlow, TransferInstance } from './instance.ts'
import { OBJECTIVES, type ObjectiveValues } from './objectives.ts'
import { type PlanMove, PlanMoves } from './plan-moves.ts'
import {
  DISTANCES,
  type TransferFindings,
  type TransferQuestion,
  usableUnits,
} from './transfer-question.ts'

interface Place {
  readonly stockpile: number
  readonly site: number
  readonly item: number
}

interface PassedOver extends Place {
  readonly seconds: number
  /** Of the farther stockpiles that send, the one whose place it could take at the least cost. */
  readonly instead: number
  readonly reasons: readonly PassedOverReason[]
}

/** Whether a stockpile has goods of an item that are past their date. */
type HasExpired = (stockpile: number, item: number) => boolean

/** More would hide what matters. */
const MOST_PER_DEMAND = 8

/** A move that stands in for what a farther stockpile sends. */
interface Replacement {
  readonly move: PlanMove
  readonly values: ObjectiveValues
  readonly hasLorry: boolean
}

class Reasons {
  readonly #question: TransferQuestion
  readonly #instance: TransferInstance
  readonly #values: ObjectiveValues
  readonly #moves: PlanMoves
  readonly #hasExpired: HasExpired

  constructor(
    question: TransferQuestion,
    { instance, solution }: TransferFindings,
    hasExpired: HasExpired,
  ) {
    this.#question = question
    this.#instance = instance
    this.#values = solution.values
    this.#moves = new PlanMoves(instance, solution)
    this.#hasExpired = hasExpired
  }

  hasAny({ stockpile, item }: Pick<Place, 'stockpile' | 'item'>): boolean {
    const of = this.#question.stockpiles[stockpile]!
    return usableUnits(of, item) + of.heldBack[item]! > 0
  }

  /** @param farther what farther stockpiles send of this item to this site. */
  of(place: Place, farther: readonly TransferFlow[]): Pick<PassedOver, 'instead' | 'reasons'> {
    const { stockpile, item } = place
    if (!this.hasAny(place)) {
      const reason = this.#hasExpired(stockpile, item) ? 'expired' : 'no-stock'
      return { instead: farther[0]!.stockpile, reasons: [reason] }
    }
    const lacking = this.#lacking(place)
    const isTooLarge = this.#isTooLarge(place)
    const best = farther
      .map((flow) => this.#replacement(flow, place, lacking, isTooLarge))
      .reduce((a, b) => {
        const isNext = a.hasLorry === b.hasLorry ? isBetter(b.values, a.values) : b.hasLorry
        return isNext ? b : a
      })
    const reasons = [...lacking]
    if (isTooLarge) reasons.push('too-large')
    if (!best.hasLorry) reasons.push('lorries')
    reasons.push(...this.#costsOf(best))
    if (reasons.length === 0) {
      reasons.push(isBetter(best.values, this.#values) ? 'unproved' : 'equal')
    }
    return { instead: best.move.flow.stockpile, reasons }
  }

  /** Why nothing more of its goods can go. */
  #lacking({ stockpile, item }: Place): PassedOverReason[] {
    const of = this.#question.stockpiles[stockpile]!
    const usable = usableUnits(of, item)
    const isUsed = usable > 0 && this.#moves.sentBy(stockpile, item) >= usable
    return [
      ...(of.isExcluded ? (['excluded'] as const) : []),
      ...(usable === 0 ? (['reserve'] as const) : []),
      ...(isUsed ? (['other-site'] as const) : []),
    ]
  }

  #isTooLarge({ stockpile, item }: Place): boolean {
    const { lorries, massShare, volumeShare, itemCount } = this.#instance
    const supply = stockpile * itemCount + item
    return lorries !== null && !Number.isFinite(Math.max(massShare[supply]!, volumeShare[supply]!))
  }

  /** What goods are lacking is taken to be there; as much of the flow as lorries take then. */
  #replacement(
    flow: TransferFlow,
    { stockpile, item }: Place,
    lacking: readonly PassedOverReason[],
    isTooLarge: boolean,
  ): Replacement {
    const of = this.#question.stockpiles[stockpile]!
    const sent = this.#moves.sentBy(stockpile, item)
    const isSupposed = lacking.some((reason) => reason !== 'excluded')
    const free = isSupposed ? Number.POSITIVE_INFINITY : of.free[item]!
    const usable = isSupposed ? Number.POSITIVE_INFINITY : usableUnits(of, item)
    const left = free > sent ? free - sent : usable - sent
    const whole = { flow, to: stockpile, quantity: Math.min(flow.quantity, left) }
    const room = this.#moves.roomFor(whole)
    const move = room > 0 ? { ...whole, quantity: room } : whole
    const hasLorry = room > 0 || (isTooLarge && this.#moves.hasLorryLeft(stockpile))
    return { move, values: this.#moves.valuesAfter(move, free), hasLorry }
  }

  /** What would become worse, up to the first objective in which the plan would be better. */
  #costsOf({ move, values }: Replacement): PassedOverReason[] {
    const costs: PassedOverReason[] = []
    for (const objective of OBJECTIVES) {
      if (isSameValue(values[objective], this.#values[objective])) continue
      if (values[objective] < this.#values[objective]) break
      costs.push(objective === 'reserve' ? 'reserve-spared' : this.#administrativeReason(move))
    }
    return costs
  }

  #administrativeReason({ flow, to }: PlanMove): PassedOverReason {
    const { administrativeDistance, siteCount } = this.#instance
    const distance = (stockpile: number): number =>
      administrativeDistance[stockpile * siteCount + flow.site]!
    if (distance(to) === DISTANCES.county) return 'own-town'
    if (distance(to) === DISTANCES.city) return 'county-first'
    return distance(flow.stockpile) === DISTANCES.city ? 'city-first' : 'own-county'
  }
}

/**
 * Stockpiles nearer to a site than the farthest that sends it an item, and that send none of it:
 * nearest first, those without any of the item last.
 */
export const passedOver = (
  question: TransferQuestion,
  findings: TransferFindings,
  hasExpired: HasExpired,
): PassedOver[] => {
  const { instance, solution } = findings
  const reasons = new Reasons(question, findings, hasExpired)
  const bySiteItem = Map.groupBy(solution.flows, ({ site, item }) => `${site} ${item}`)
  return [...bySiteItem.values()].flatMap((flows) => {
    const { site, item } = flows[0]!
    const seconds = (stockpile: number): number =>
      instance.travelSeconds[stockpile * instance.siteCount + site]!
    const senders = flows.toSorted((a, b) => seconds(a.stockpile) - seconds(b.stockpile))
    const farthest = seconds(senders.at(-1)!.stockpile)
    const isSender = new Set(senders.map(({ stockpile }) => stockpile))
    const places = Array.from({ length: instance.stockpileCount }, (_, stockpile) => ({
      ...{ stockpile, site, item, seconds: seconds(stockpile) },
      hasAny: reasons.hasAny({ stockpile, item }),
    }))
    return places
      .filter((place) => place.seconds < farthest && !isSender.has(place.stockpile))
      .sort((a, b) => Number(b.hasAny) - Number(a.hasAny) || a.seconds - b.seconds)
      .slice(0, MOST_PER_DEMAND)
      .map(({ hasAny: _, ...place }) => {
        const farther = senders.filter((sender) => seconds(sender.stockpile) > place.seconds)
        return { ...place, ...reasons.of(place, farther) }
      })
  })
}
