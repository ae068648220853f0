/** A request for a plan with its sites, goods and rules looked up: the question for the analysis. */
import { type Batch, isUsable } from '../../../data/ledger.ts'
import { localDayOf } from '../../../data/local-time.ts'
import { MATERIALS, type MaterialKey } from '../../../data/materials.ts'
import { PRIORITIES, type TransferPlanRequest, usualAims } from '../../../data/plan-request.ts'
import type { ActiveClosure } from '../../../data/road-closure.ts'
import { type Holding, isInUse } from '../../../data/stock.ts'
import { holdingsOf } from '../../analysis/transfer/batches.ts'
import type {
  QuestionSite,
  QuestionStockpile,
  TransferQuestion,
} from '../../analysis/transfer/transfer-question.ts'
import type { Snapshot } from '../../store/store.ts'
import { noSuchStockpile, type StockpilePlace } from '../registers.ts'
import type { ServiceContext } from '../service-context.ts'
import { DeliveryPlaces, type PlanSite } from './delivery.ts'

const SECONDS_PER_MINUTE = 60
const MILLISECONDS_PER_SECOND = 1000
/** Loading and a way through the whole region: a road that is closed meanwhile is no way. */
const ON_THE_ROAD_MILLISECONDS = 4 * 3600 * 1000

/** What is asked for: from when on, and which goods. */
interface Asked {
  readonly request: TransferPlanRequest
  readonly startAt: Date
  readonly items: readonly MaterialKey[]
}

/** Everything that an answer is put together from, beside what the analysis finds. */
export interface PlanCase extends Asked {
  readonly sites: readonly PlanSite[]
  readonly stockpiles: readonly StockpilePlace[]
  /** Those that have something of what is wanted, and are in use no more. */
  readonly retired: readonly StockpilePlace[]
  readonly holdings: ReadonlyMap<string, ReadonlyMap<string, Holding>>
  readonly obeyed: ActiveClosure[]
  readonly question: TransferQuestion
  /** Usable batches of a stockpile's item, first expired first. */
  readonly batchesOf: (stockpile: number, item: number) => Batch[]
}

/** Whether a rule holds; all do unless they are switched off. */
export const isRuleOn = (
  { rules }: TransferPlanRequest,
  rule: keyof TransferPlanRequest['rules'],
): boolean => rules[rule] ?? true

/** Whether minimum reserves may be used for it. */
export const mayUseReserves = (request: TransferPlanRequest): boolean =>
  request.emergency || !isRuleOn(request, 'keepReserves')

const questionSites = (
  { request, startAt, items }: Asked,
  sites: readonly PlanSite[],
): QuestionSite[] =>
  sites.map(({ position, townCode, countyCode }, index) => {
    const { deadline, priority, demands } = request.sites[index]!
    const isTimed = deadline !== null && isRuleOn(request, 'deadlines')
    return {
      positions: [position],
      townCode,
      countyCode,
      weight: isRuleOn(request, 'importantFirst') ? PRIORITIES[priority].weight : 1,
      deadlineSeconds: isTimed
        ? Math.max(0, Date.parse(deadline) - startAt.getTime()) / MILLISECONDS_PER_SECOND
        : Number.POSITIVE_INFINITY,
      demand: items.map((item) => demands.find((each) => each.item === item)?.quantity ?? 0),
    }
  })

const questionStockpile = (
  { request, items }: Asked,
  place: StockpilePlace,
  holdings: ReadonlyMap<string, Holding> | undefined,
): QuestionStockpile => {
  const held = items.map((item) => holdings?.get(item))
  const available = held.map((holding) => holding?.available ?? 0)
  const minimum = held.map((holding) => holding?.minimum ?? 0)
  const free = available.map((quantity, i) => Math.max(0, quantity - minimum[i]!))
  const belowMinimum = available.map((quantity, i) => quantity - free[i]!)
  const none = items.map(() => 0)
  return {
    position: place.position,
    townCode: place.townCode,
    countyCode: place.countyCode,
    isCity: place.tier === 'city',
    lorries: request.lorries[place.id] ?? place.lorries.count,
    lorryKilograms: place.lorries.kilograms,
    lorryCubicMetres: place.lorries.cubicMetres,
    isExcluded: request.exclude.includes(place.id),
    free,
    reserve: mayUseReserves(request) ? belowMinimum : none,
    minimum,
    heldBack: mayUseReserves(request) ? none : belowMinimum,
  }
}

/** A stockpile that is misspelt would send all the same, or have the lorries of its register. */
const refuseStrayStockpiles = (
  { exclude, lorries, hired }: TransferPlanRequest,
  places: readonly StockpilePlace[],
): void => {
  const known = new Set(places.map(({ id }) => id))
  const named = [
    ...exclude.map((id, index) => ({ id, parameter: `exclude.${index}` })),
    ...Object.keys(lorries).map((id) => ({ id, parameter: `lorries.${id}` })),
    ...hired.flatMap(({ stockpileId: id }, index) =>
      id === undefined ? [] : [{ id, parameter: `hired.${index}.stockpileId` }],
    ),
  ]
  const stray = named.find(({ id }) => !known.has(id))
  if (stray) throw noSuchStockpile('invalid-body', stray.parameter, stray.id)
}

/** @throws ProblemError for works and stockpiles that do not exist. */
export const readPlanCase = async (
  { registers, inForce, analyses }: ServiceContext,
  snapshot: Snapshot,
  request: TransferPlanRequest,
  now: Date,
): Promise<PlanCase> => {
  const startAt = request.startAt === undefined ? now : new Date(request.startAt)
  const items = [
    ...new Set(request.sites.flatMap(({ demands }) => demands.map(({ item }) => item))),
  ]
  const day = localDayOf(startAt)
  const sites = await new DeliveryPlaces(registers, snapshot, analyses.network()).sites(request)
  const all = await registers.stockpiles(snapshot)
  const { conditions, obeyed } = await inForce.roads(snapshot, {
    from: startAt,
    until: new Date(startAt.getTime() + ON_THE_ROAD_MILLISECONDS),
    isObeying: isRuleOn(request, 'closures'),
    more: request.close,
  })
  refuseStrayStockpiles(request, all)
  const holdings = holdingsOf(
    await snapshot.ledger.batches({ items }),
    await snapshot.ledger.minimums({ items }),
    day,
  )
  // Only those that have something of what is wanted, or could have been asked for it.
  const holders = all.filter(({ id }) => holdings.has(id))
  const stockpiles = holders.filter((place) => isInUse(place, day))
  const retired = holders.filter((place) => !isInUse(place, day))
  const asked = { request, startAt, items }
  const question: TransferQuestion = {
    sites: questionSites(asked, sites),
    stockpiles: stockpiles.map((place) => questionStockpile(asked, place, holdings.get(place.id))),
    items: items.map((item) => ({
      kilograms: MATERIALS[item].kilogramsPerUnit,
      cubicMetres: MATERIALS[item].cubicMetresPerUnit,
      drivesItself: MATERIALS[item].drivesItself,
    })),
    conditions,
    hired: request.hired.map(({ count, readyMinutes, stockpileId, lon, lat, ...lorry }) => ({
      ...{ kilograms: lorry.kilograms, cubicMetres: lorry.cubicMetres, lorries: count },
      readySeconds: readyMinutes * SECONDS_PER_MINUTE,
      // At a stockpile that has nothing of what is wanted they bring nothing.
      at:
        lon !== undefined && lat !== undefined
          ? [lon, lat]
          : stockpiles.findIndex(({ id }) => id === stockpileId),
    })),
    loadingSeconds: request.loadingMinutes * SECONDS_PER_MINUTE,
    unloadingSeconds: request.unloadingMinutes * SECONDS_PER_MINUTE,
    objectives:
      request.objectives ??
      usualAims(
        !isRuleOn(request, 'deadlines') || request.sites.some(({ deadline }) => deadline === null),
      ),
    hasLorryLimits: isRuleOn(request, 'lorryLimits'),
    hasRepeats: !isRuleOn(request, 'oneTrip'),
    hasPickups: !isRuleOn(request, 'oneStore'),
  }
  const batchesOf = (stockpile: number, item: number): Batch[] => {
    const place = stockpiles[stockpile]
    const key = items[item]
    const holding = place && key ? holdings.get(place.id)?.get(key) : undefined
    return (holding?.batches ?? []).filter((batch) => isUsable(batch, day))
  }
  return { ...asked, sites, stockpiles, retired, holdings, obeyed, question, batchesOf }
}
