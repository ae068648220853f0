/**
 * Why a stockpile that is nearer than one that sends does not send itself. Each reason is one that
 * would have to go first: something that it lacks, or what would become worse, in the plan's own
 * order, if it sent instead.
 */
import type { PassedOverReason } from '../../../data/transfer-plan.ts'
import { isBetter, isSameValue } from './evaluate.ts'
import type { TransferFlow, TransferInstance } from './instance.ts'
import type { Objective, ObjectiveValues } from './objectives.ts'
import { type MovePart, type PlanMove, PlanMoves } from './plan-moves.ts'
import { carriersOf } from './senders.ts'
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
interface Replacement extends PlanMove {
  readonly from: number
  readonly values: ObjectiveValues
  readonly hasLorry: boolean
}

/**
 * What it costs where an objective becomes worse. It is nearer, so goods come later only with
 * lorries that come from elsewhere themselves.
 */
const COSTS: Readonly<Partial<Record<Objective, PassedOverReason>>> = {
  missed: 'later',
  lateness: 'later',
  arrival: 'later',
  reserve: 'reserve-spared',
  stores: 'fewer-stores',
  lorries: 'fewer-lorries',
  town: 'own-town',
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
      return { instead: this.#stockpileOf(farther[0]!.sender), reasons: [reason] }
    }
    const lacking = this.#lacking(place)
    const isTooLarge = this.#isTooLarge(place)
    const best = farther
      .flatMap((flow) =>
        this.#carriersTo(place).flatMap((to) =>
          this.#replacements(flow, { ...place, to }, lacking, isTooLarge),
        ),
      )
      .reduce((a, b) => {
        const isNext =
          a.hasLorry === b.hasLorry ? isBetter(this.#instance, b.values, a.values) : b.hasLorry
        return isNext ? b : a
      })
    const reasons = [...lacking]
    if (isTooLarge) reasons.push('too-large')
    if (!best.hasLorry) reasons.push('lorries')
    // How many of what does not fit would go on a lorry is not known, nor what that would cost.
    if (!isTooLarge) reasons.push(...this.#costsOf(best))
    if (reasons.length === 0) {
      reasons.push(isBetter(this.#instance, best.values, this.#values) ? 'unproved' : 'equal')
    }
    return { instead: this.#stockpileOf(best.from), reasons }
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

  #stockpileOf(sender: number): number {
    return this.#instance.stockpileOf[sender]!
  }

  /** Hired lorries only where they come to. */
  #carriersTo({ stockpile, site, item }: Place): number[] {
    const { siteCount, arrivalSeconds } = this.#instance
    return carriersOf(this.#instance, stockpile, item).filter(
      (sender, index) => index === 0 || Number.isFinite(arrivalSeconds[sender * siteCount + site]!),
    )
  }

  #isTooLarge({ stockpile, item }: Place): boolean {
    const { lorries, massShare, volumeShare, itemCount } = this.#instance
    const load = carriersOf(this.#instance, stockpile, item)[0]! * itemCount + item
    return lorries !== null && !Number.isFinite(Math.max(massShare[load]!, volumeShare[load]!))
  }

  /**
   * The flow alone, as much as lorries take, or with what else its stockpile sends to the site.
   * What goods of the item are lacking is taken to be there.
   */
  #replacements(
    flow: TransferFlow,
    { stockpile, item, to }: Place & { readonly to: number },
    lacking: readonly PassedOverReason[],
    isTooLarge: boolean,
  ): Replacement[] {
    const isSupposed = lacking.some((reason) => reason !== 'excluded')
    const from = flow.sender
    const alone = this.#part(flow, stockpile, isSupposed)
    const room = this.#moves.roomFor(flow, to, alone.quantity)
    const part = room > 0 ? { ...alone, quantity: room } : alone
    const hasLorry = room > 0 || (isTooLarge && this.#moves.hasLorryLeft(to))
    const single = { from, parts: [part], to }
    const replacement = { ...single, values: this.#moves.valuesAfter(single), hasLorry }
    const others = this.#moves.trip(from, flow.site).filter((each) => each.item !== item)
    const parts = [alone, ...others.map((each) => this.#part(each, stockpile, false))]
    const isWhole = parts.every(({ flow: { quantity }, ...each }) => each.quantity === quantity)
    const whole = { from, parts, to }
    return others.length > 0 && isWhole && this.#moves.hasRoom(whole)
      ? [replacement, { ...whole, values: this.#moves.valuesAfter(whole), hasLorry: true }]
      : [replacement]
  }

  /** As much of a flow as the stockpile has; without breaking its reserve where that is enough. */
  #part(flow: TransferFlow, stockpile: number, isSupposed: boolean): MovePart {
    const of = this.#question.stockpiles[stockpile]!
    const sent = this.#moves.sentBy(stockpile, flow.item)
    const free = isSupposed ? Number.POSITIVE_INFINITY : of.free[flow.item]!
    const usable = isSupposed ? Number.POSITIVE_INFINITY : usableUnits(of, flow.item)
    const left = free > sent ? free - sent : usable - sent
    return { flow, quantity: Math.min(flow.quantity, Math.max(0, left)), free }
  }

  /** What would become worse, up to the first objective in which the plan would be better. */
  #costsOf({ from, parts, to, values }: Replacement): PassedOverReason[] {
    const costs: PassedOverReason[] = []
    const { countyDistance, siteCount, objectives } = this.#instance
    const distance = (sender: number): number =>
      countyDistance[sender * siteCount + parts[0]!.flow.site]!
    for (const objective of objectives) {
      if (isSameValue(values[objective], this.#values[objective])) continue
      if (values[objective] < this.#values[objective]) break
      if (objective !== 'county') costs.push(COSTS[objective] ?? 'equal')
      else if (distance(to) === DISTANCES.city) costs.push('county-first')
      else costs.push(distance(from) === DISTANCES.city ? 'city-first' : 'own-county')
    }
    return costs
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
    const from = ({ sender }: TransferFlow): number => instance.stockpileOf[sender]!
    const senders = flows.toSorted((a, b) => seconds(from(a)) - seconds(from(b)))
    const farthest = seconds(from(senders.at(-1)!))
    const isSender = new Set(senders.map(from))
    const places = Array.from({ length: instance.stockpileCount }, (_, stockpile) => ({
      ...{ stockpile, site, item, seconds: seconds(stockpile) },
      hasAny: reasons.hasAny({ stockpile, item }),
    }))
    return places
      .filter((place) => place.seconds < farthest && !isSender.has(place.stockpile))
      .sort((a, b) => Number(b.hasAny) - Number(a.hasAny) || a.seconds - b.seconds)
      .slice(0, MOST_PER_DEMAND)
      .map(({ hasAny: _, ...place }) => {
        const farther = senders.filter((flow) => seconds(from(flow)) > place.seconds)
        return { ...place, ...reasons.of(place, farther) }
      })
  })
}
