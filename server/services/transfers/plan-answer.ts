/** A plan as it is answered: loads with batches, what stays short, why, and how well it is proved. */
import type { Bilingual } from '../../../data/bilingual.ts'
import { toLocalIso } from '../../../data/local-time.ts'
import type { MaterialKey } from '../../../data/materials.ts'
import type { Pickup } from '../../../data/pickup.ts'
import {
  PASSED_OVER_REASONS,
  type PassedOverReason,
  type PlanLoad,
  type SitePlan,
  type TransferPlan,
} from '../../../data/transfer-plan.ts'
import { allocateBatches } from '../../analysis/transfer/batches.ts'
import type { PickupStop, TransferFlow, TransferTrip } from '../../analysis/transfer/instance.ts'
import {
  lastArrival,
  loadsOf,
  roundArrival,
  roundsOf,
} from '../../analysis/transfer/lorry-rounds.ts'
import { outlookOf } from '../../analysis/transfer/outlook.ts'
import { passedOver } from '../../analysis/transfer/passed-over.ts'
import { type QuestionSender, sendersOf } from '../../analysis/transfer/senders.ts'
import type { TransferFindings } from '../../analysis/transfer/transfer-question.ts'
import type { PlanCase } from './plan-case.ts'
import { inItems, kitsAmong, lackingParts, unitsOf } from './plan-kits.ts'
import { assumptionsOf, rulesOf } from './plan-words.ts'

const MILLISECONDS_PER_SECOND = 1000
const SECONDS_PER_MINUTE = 60
const KILOGRAMS_PER_TONNE = 1000
const DECIMALS = 3

const rounded = (value: number): number => Number(value.toFixed(DECIMALS))

type Way = Pick<TransferTrip, 'sender' | 'site'>

/** An answer without what only the route knows: id, revision, notice, proof's state. */
export type PlanBody = Omit<
  TransferPlan,
  'id' | 'proof' | 'improved' | 'revision' | 'timeStamp' | 'notice'
>

/** Of a kit, a part may be there. */
const NO_WHOLE_KIT: Bilingual = { zh: '配不成整套', en: 'cannot make a whole one' }

class PlanAnswer {
  readonly #case: PlanCase
  readonly #findings: TransferFindings
  readonly #senders: readonly QuestionSender[]

  constructor(planCase: PlanCase, findings: TransferFindings) {
    this.#case = planCase
    this.#findings = findings
    const senders = sendersOf(planCase.question)
    const stops = findings.instance.stops ?? []
    this.#senders = [...senders, ...stops.map(({ lorryOf }) => senders[lorryOf]!)]
  }

  body(): PlanBody {
    const { request, obeyed } = this.#case
    const sites = this.#case.sites.map((_, site) => this.#site(site))
    const passedOver = this.#passedOver()
    const { passedOver: ofItems, kitsPassedOver: ofKits } = passedOver
    return {
      request,
      startAt: toLocalIso(this.#case.startAt),
      rules: rulesOf(request),
      sites,
      loads: this.#loads(),
      lorriesThere: this.#lorriesThere([...ofItems, ...ofKits]),
      ...passedOver,
      figures: this.#figures(sites),
      assumptions: assumptionsOf(this.#case),
      closures: obeyed,
    }
  }

  #timeAfter(seconds: number): string | null {
    if (!Number.isFinite(seconds)) return null
    return toLocalIso(new Date(this.#case.startAt.getTime() + seconds * MILLISECONDS_PER_SECOND))
  }

  #arrivalOf({ sender, site }: Way): number {
    const { arrivalSeconds, siteCount } = this.#findings.instance
    return arrivalSeconds[sender * siteCount + site]!
  }

  #travelSecondsOf({ sender, site }: Way): number {
    const { travelSeconds, siteCount } = this.#findings.instance
    return travelSeconds[sender * siteCount + site]!
  }

  #stockpileOf({ sender }: Pick<TransferTrip, 'sender'>): number {
    return this.#findings.instance.stockpileOf[sender]!
  }

  #isLate(way: Way): boolean {
    return this.#arrivalOf(way) > this.#findings.instance.deadlineSeconds[way.site]!
  }

  #site(site: number): SitePlan {
    const { sites, request, items, kits } = this.#case
    const { instance, solution } = this.#findings
    const { name, nameEn, workId, position, countyCode, delivery } = sites[site]!
    const asked = request.sites[site]!
    const trips = solution.trips.filter((trip) => trip.site === site)
    const last = Math.max(...trips.map((trip) => lastArrival(instance, trip)))
    const { flows } = solution
    return {
      name: asked.name || name,
      nameEn,
      workId,
      countyCode,
      lon: position[0],
      lat: position[1],
      delivery,
      floods: this.#case.floods[site]!,
      deadline: asked.deadline,
      priority: asked.priority,
      lastArrivalAt: this.#timeAfter(last),
      lines: asked.demands.map(({ item: key, quantity }) => {
        return { item: key, ...this.#comesTo(site, items.indexOf(key), quantity) }
      }),
      kits: asked.kits.map(({ kit: id, quantity }) => {
        const kit = kits.findIndex((each) => each.id === id)
        const line = this.#comesTo(site, items.length + kit, quantity)
        const { name, nameEn, parts } = kits[kit]!
        return {
          ...{ id, name, nameEn, parts, ...line },
          lacking: line.short > 0 ? lackingParts(this.#case, flows, kits[kit]!, line.short) : [],
        }
      }),
    }
  }

  /** What a site gets of what it asked for, and why not more. */
  #comesTo(site: number, item: number, requested: number): Omit<SitePlan['lines'][number], 'item'> {
    const { instance, solution } = this.#findings
    const flows = solution.flows.filter((flow) => flow.site === site && flow.item === item)
    const late = unitsOf(flows.filter((flow) => this.#isLate(flow)))
    const short = requested - unitsOf(flows)
    const { question } = this.#case
    const outlook = outlookOf(question, instance.travelSeconds, { site, item })
    return {
      ...{ requested, inTime: unitsOf(flows) - late, late, short },
      shortReason: short > 0 ? outlook.shortReason : null,
      earliestAt: this.#timeAfter(outlook.earliestSeconds),
    }
  }

  #loads(): PlanLoad[] {
    const { instance, solution, routes } = this.#findings
    const loads = solution.trips.flatMap((trip, index) => {
      const flows = solution.flows.filter(
        ({ sender, site }) => sender === trip.sender && site === trip.site,
      )
      const rounds = trip.rounds > 1 ? roundsOf(instance, flows, trip.lorries) : [flows]
      return rounds.map((ofRound, round) => ({
        ...{
          trip,
          round,
          goods: ofRound,
          flows: inItems(this.#case, ofRound),
          route: routes[index],
        },
        arrival: roundArrival(instance, trip, round),
      }))
    })
    const arrivals = new Map(loads.flatMap(({ flows, arrival }) => flows.map((f) => [f, arrival])))
    const flows = [...arrivals.keys()]
    const lines = allocateBatches(
      flows,
      instance.stockpileOf,
      (flow) => arrivals.get(flow)!,
      this.#case.batchesOf,
    )
    const linesOf = new Map(flows.map((flow, index) => [flow, lines[index] ?? []]))
    return loads
      .sort((a, b) => a.arrival - b.arrival || a.trip.sender - b.trip.sender)
      .map(({ route, flows, goods, ...load }) => {
        return {
          ...this.#loadHead(load, goods),
          kits: kitsAmong(this.#case, goods),
          distanceMetres: Math.round(route?.distanceMetres ?? 0),
          route: (route?.coordinates ?? []).map(([longitude, latitude]) => [longitude, latitude]),
          lines: flows.flatMap((flow) =>
            (linesOf.get(flow) ?? []).map(({ batch, quantity }) => ({
              item: batch.item,
              batchId: batch.id,
              batch: batch.batch,
              expiresOn: batch.expiresOn,
              quantity,
            })),
          ),
        }
      })
  }

  #loadHead(
    { trip, round, arrival }: { trip: TransferTrip; round: number; arrival: number },
    flows: readonly TransferFlow[],
  ) {
    const { site } = trip
    const { instance } = this.#findings
    const place = this.#case.stockpiles[this.#stockpileOf(trip)]!
    const { lorry, hired } = this.#senders[trip.sender]!
    const handling = lorry ? this.#case.question.unloadingSeconds : 0
    const stop = this.#stopOf(trip)
    const leaves = stop?.leavesSeconds ?? arrival - handling - this.#travelSecondsOf(trip)
    const total = (perUnit: Float64Array): number =>
      flows.reduce((sum, { item, quantity }) => sum + quantity * perUnit[item]!, 0)
    return {
      stockpileId: place.id,
      stockpileName: place.name,
      stockpileNameEn: place.nameEn,
      stockpilePhone: place.phone,
      tier: place.tier,
      countyCode: place.countyCode,
      lon: place.position[0],
      lat: place.position[1],
      site,
      // Not all of them may be needed for the last round.
      lorries: stop ? 1 : trip.rounds > 1 ? loadsOf(instance, flows) : trip.lorries,
      round: round + 1,
      pickup: stop && this.#pickup(trip, stop),
      hired: hired === null ? null : this.#case.request.hired[hired]!.name,
      tonnes: rounded(total(instance.kilograms) / KILOGRAMS_PER_TONNE),
      cubicMetres: rounded(total(instance.cubicMetres)),
      travelSeconds: Math.round(this.#travelSecondsOf(trip)),
      leavesAt: this.#timeAfter(leaves) ?? '',
      arrivesAt: this.#timeAfter(arrival) ?? '',
      isLate: this.#isLate(trip),
    }
  }

  #stopOf({ sender }: Pick<TransferTrip, 'sender'>): PickupStop | null {
    const { senderCount, stops = [] } = this.#findings.instance
    return stops[sender - senderCount + stops.length] ?? null
  }

  #pickup({ sender }: TransferTrip, { run, first, lorryOf, ...stop }: PickupStop): Pickup {
    const { stops = [], stockpileOf } = this.#findings.instance
    const home = this.#case.stockpiles[stockpileOf[lorryOf]!]!
    const isFromElsewhere = stockpileOf[first] !== stockpileOf[lorryOf]
    const { leavesSeconds, legSeconds } = stop
    return {
      lorry: run + 1,
      stop: sender - first + 1,
      stops: stops.filter((each) => each.run === run).length,
      nextAt: legSeconds === null ? null : this.#timeAfter(leavesSeconds + legSeconds),
      from: isFromElsewhere ? { stockpileId: home.id, name: home.name, nameEn: home.nameEn } : null,
    }
  }

  #lorriesThere(others: readonly { readonly stockpileId: string }[]): Record<string, number> {
    const { stockpiles, question } = this.#case
    const senders = this.#findings.solution.trips.map((trip) => this.#stockpileOf(trip))
    const ids = new Set(others.map(({ stockpileId }) => stockpileId))
    for (const stockpile of senders) ids.add(stockpiles[stockpile]!.id)
    return Object.fromEntries(
      stockpiles.flatMap(({ id }, stockpile) =>
        ids.has(id) ? [[id, question.stockpiles[stockpile]!.lorries]] : [],
      ),
    )
  }

  #passedOver(): Pick<TransferPlan, 'passedOver' | 'kitsPassedOver'> {
    const { stockpiles, items, kits, question, holdings } = this.#case
    const isKit = (item: number): boolean => item >= items.length
    const hasExpired = (stockpile: number, item: number): boolean =>
      !isKit(item) && (holdings.get(stockpiles[stockpile]!.id)?.get(items[item]!)?.expired ?? 0) > 0
    const found = passedOver(question, this.#findings, hasExpired).map((each) => {
      const { id, name, nameEn } = stockpiles[each.stockpile]!
      const detailOf = (reason: PassedOverReason): Bilingual =>
        isKit(each.item) && reason === 'no-stock' ? NO_WHOLE_KIT : PASSED_OVER_REASONS[reason]
      return {
        index: each.item,
        told: {
          stockpileId: id,
          stockpileName: name,
          stockpileNameEn: nameEn,
          site: each.site,
          seconds: Math.round(each.seconds),
          insteadId: stockpiles[each.instead]!.id,
          reasons: each.reasons.map((reason) => ({ reason, detail: detailOf(reason) })),
        },
      }
    })
    return {
      passedOver: found
        .filter(({ index }) => !isKit(index))
        .map(({ index, told }) => ({ ...told, item: items[index] as MaterialKey })),
      kitsPassedOver: found
        .filter(({ index }) => isKit(index))
        .map(({ index, told }) => ({ ...told, kit: kits[index - items.length]!.id })),
    }
  }

  #figures(sites: readonly SitePlan[]): TransferPlan['figures'] {
    const { instance, solution, proofs } = this.#findings
    const { stockpiles, stockItems, holdings } = this.#case
    const lines = sites.flatMap(({ lines: ofItems, kits }) => [...ofItems, ...kits])
    const wanted = this.#case.request.sites.map(({ demands, kits }) => demands.length + kits.length)
    const weights = instance.siteWeight.reduce((sum, weight, i) => sum + weight * wanted[i]!, 0)
    const massOf = ({ item, quantity }: TransferFlow) => quantity * instance.kilograms[item]!
    // What drives itself lies on no lorry.
    const kilograms = solution.flows
      .filter(({ item }) => !this.#case.question.items[item]!.drivesItself)
      .reduce((sum, flow) => sum + massOf(flow), 0)
    const hauls = solution.flows.map((flow) => massOf(flow) * this.#travelSecondsOf(flow))
    const haul = hauls.reduce((sum, each) => sum + each, 0)
    const arrivals = solution.trips.map((trip) => lastArrival(instance, trip))
    const earliest = proofs.find(({ objective }) => objective === 'arrival')?.bound
    return {
      demandLines: lines.length,
      linesInTime: lines.filter(({ inTime, requested }) => inTime === requested).length,
      inTimeShare: weights > 0 ? Math.max(0, 1 - solution.values.missed / weights) : 1,
      lorries: solution.trips.reduce((sum, { lorries }) => sum + lorries, 0),
      tonnes: rounded(kilograms / KILOGRAMS_PER_TONNE),
      tonneMinutes: rounded(haul / KILOGRAMS_PER_TONNE / SECONDS_PER_MINUTE),
      lastArrivalAt: this.#timeAfter(Math.max(...arrivals)),
      earliestLastArrivalAt: earliest && arrivals.length > 0 ? this.#timeAfter(earliest) : null,
      reserveBreaches: stockpiles.flatMap(({ id }, stockpile) => {
        const own = solution.flows.filter((flow) => this.#stockpileOf(flow) === stockpile)
        const goods = inItems(this.#case, own)
        return stockItems.flatMap((item, index) => {
          const sent = unitsOf(goods.filter((flow) => flow.item === index))
          const { available, minimum } = holdings.get(id)?.get(item) ?? { available: 0, minimum: 0 }
          const below = sent - Math.max(0, available - minimum)
          return sent > 0 && below > 0 ? [{ stockpileId: id, item, below, minimum }] : []
        })
      }),
    }
  }
}

/** Puts the answer together; nothing in it is left to the reader's arithmetic. */
export const planBody = (planCase: PlanCase, findings: TransferFindings): PlanBody =>
  new PlanAnswer(planCase, findings).body()
