/** A request for a plan with its sites, goods and rules looked up: the question for the analysis. */
import type { Kit } from '../../../data/kit.ts'
import { type Batch, isUsable } from '../../../data/ledger.ts'
import { localDayOf } from '../../../data/local-time.ts'
import { MATERIALS, type MaterialKey } from '../../../data/materials.ts'
import { PRIORITIES, type TransferPlanRequest, usualAims } from '../../../data/plan-request.ts'
import type { ActiveClosure } from '../../../data/road-closure.ts'
import { type Holding, isInUse } from '../../../data/stock.ts'
import { holdingsOf, sum } from '../../analysis/transfer/batches.ts'
import { type Supply, supplyWithKits } from '../../analysis/transfer/kit-supply.ts'
import type {
  QuestionSite,
  QuestionStockpile,
  TransferQuestion,
} from '../../analysis/transfer/transfer-question.ts'
import type { Snapshot } from '../../store/store.ts'
import { floodsOver } from '../hazards/closures-in-force.ts'
import { noSuchStockpile, type StockpilePlace } from '../registers.ts'
import type { ServiceContext } from '../service-context.ts'
import { readKits } from '../stock/kits.ts'
import { DeliveryPlaces, type PlanSite } from './delivery.ts'

const SECONDS_PER_MINUTE = 60
const MILLISECONDS_PER_SECOND = 1000
/** Loading and a way through the whole region: a road that is closed meanwhile is no way. */
const ON_THE_ROAD_MILLISECONDS = 4 * 3600 * 1000

/** What is asked for: from when on, and which goods. */
interface Asked {
  readonly request: TransferPlanRequest
  readonly startAt: Date
  /** Asked for by themselves: the first goods of the question. */
  readonly items: readonly MaterialKey[]
  /** Its other goods. */
  readonly kits: readonly Kit[]
}

/** Everything that an answer is put together from, beside what the analysis finds. */
export interface PlanCase extends Asked {
  readonly sites: readonly PlanSite[]
  readonly stockpiles: readonly StockpilePlace[]
  /** Those that have something of what is wanted, and are in use no more. */
  readonly retired: readonly StockpilePlace[]
  readonly holdings: ReadonlyMap<string, ReadonlyMap<string, Holding>>
  readonly obeyed: ActiveClosure[]
  /** Of them, flooded areas that each site's unloading place lies in. */
  readonly floods: readonly ActiveClosure[][]
  readonly question: TransferQuestion
  /** The items, and those that are only parts of kits. */
  readonly stockItems: readonly MaterialKey[]
  /** The same with no more kits from a stockpile than so many, and what they leave for itself. */
  readonly withKits: (most: (kit: number, stockpile: number) => number) => PlanCase
  /** Usable batches of a stockpile's stock item, first expired first. */
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
  { request, startAt, items, kits }: Asked,
  sites: readonly PlanSite[],
): QuestionSite[] =>
  sites.map(({ position, townCode, countyCode }, index) => {
    const { deadline, priority, demands, kits: asked } = request.sites[index]!
    const isTimed = deadline !== null && isRuleOn(request, 'deadlines')
    return {
      positions: [position],
      townCode,
      countyCode,
      weight: isRuleOn(request, 'importantFirst') ? PRIORITIES[priority].weight : 1,
      deadlineSeconds: isTimed
        ? Math.max(0, Date.parse(deadline) - startAt.getTime()) / MILLISECONDS_PER_SECOND
        : Number.POSITIVE_INFINITY,
      demand: [
        ...items.map((item) => demands.find((each) => each.item === item)?.quantity ?? 0),
        ...kits.map(({ id }) => asked.find(({ kit }) => kit === id)?.quantity ?? 0),
      ],
    }
  })

const questionStockpile = (
  { request, items, kits }: Asked,
  place: StockpilePlace,
  holdings: ReadonlyMap<string, Holding> | undefined,
  most: (kit: number) => number,
): QuestionStockpile => {
  const supplyOf = (item: string): Supply => {
    const { available, minimum } = holdings?.get(item) ?? { available: 0, minimum: 0 }
    const free = Math.max(0, available - minimum)
    const below = available - free
    const [reserve, heldBack] = mayUseReserves(request) ? [below, 0] : [0, below]
    return { free, reserve, minimum, heldBack }
  }
  const ofKits = kits.map(({ parts }, kit) => ({ parts, most: most(kit) }))
  const supply = supplyWithKits(items, ofKits, supplyOf)
  return {
    position: place.position,
    townCode: place.townCode,
    countyCode: place.countyCode,
    isCity: place.tier === 'city',
    lorries: request.lorries[place.id] ?? place.lorries.count,
    lorryKilograms: place.lorries.kilograms,
    lorryCubicMetres: place.lorries.cubicMetres,
    isExcluded: request.exclude.includes(place.id),
    free: supply.map(({ free }) => free),
    reserve: supply.map(({ reserve }) => reserve),
    minimum: supply.map(({ minimum }) => minimum),
    heldBack: supply.map(({ heldBack }) => heldBack),
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
  const kits = await readKits(
    snapshot,
    request.sites.flatMap((site, index) =>
      site.kits.map(({ kit }, at) => ({ kit, parameter: `sites.${index}.kits.${at}.kit` })),
    ),
  )
  const stockItems = [
    ...new Set([...items, ...kits.flatMap(({ parts }) => parts.map(({ item }) => item))]),
  ]
  const day = localDayOf(startAt)
  const sites = await new DeliveryPlaces(registers, snapshot, analyses.network()).sites(request)
  const all = await registers.stockpiles(snapshot)
  const { conditions, obeyed, documents } = await inForce.roads(snapshot, {
    from: startAt,
    until: new Date(startAt.getTime() + ON_THE_ROAD_MILLISECONDS),
    isObeying: isRuleOn(request, 'closures'),
    more: request.close,
  })
  const floods = sites.map(({ position }) => floodsOver(documents, position))
  refuseStrayStockpiles(request, all)
  const holdings = holdingsOf(
    await snapshot.ledger.batches({ items: stockItems }),
    await snapshot.ledger.minimums({ items: stockItems }),
    day,
  )
  // Only those that have something of what is wanted, or could have been asked for it.
  const holders = all.filter(({ id }) => holdings.has(id))
  const stockpiles = holders.filter((place) => isInUse(place, day))
  const retired = holders.filter((place) => !isInUse(place, day))
  const asked = { request, startAt, items, kits }
  const stockpilesWith = (most: (kit: number, stockpile: number) => number): QuestionStockpile[] =>
    stockpiles.map((place, stockpile) =>
      questionStockpile(asked, place, holdings.get(place.id), (kit) => most(kit, stockpile)),
    )
  const askedKits = kits.map(({ id }) =>
    sum(request.sites, (site) => site.kits.find(({ kit }) => kit === id)?.quantity ?? 0),
  )
  const question: TransferQuestion = {
    sites: questionSites(asked, sites),
    stockpiles: stockpilesWith((kit) => askedKits[kit]!),
    items: [
      ...items.map((item) => ({
        kilograms: MATERIALS[item].kilogramsPerUnit,
        cubicMetres: MATERIALS[item].cubicMetresPerUnit,
        drivesItself: MATERIALS[item].drivesItself,
      })),
      ...kits.map(({ parts }) => ({
        kilograms: sum(parts, (part) => part.quantity * MATERIALS[part.item].kilogramsPerUnit),
        cubicMetres: sum(parts, (part) => part.quantity * MATERIALS[part.item].cubicMetresPerUnit),
        drivesItself: false,
      })),
    ],
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
    const key = stockItems[item]
    const holding = place && key ? holdings.get(place.id)?.get(key) : undefined
    return (holding?.batches ?? []).filter((batch) => isUsable(batch, day))
  }
  const about = {
    ...{ ...asked, sites, stockpiles, retired, holdings, obeyed, floods, stockItems, batchesOf },
  }
  const withKits: PlanCase['withKits'] = (most) => ({
    ...{ ...about, withKits, question: { ...question, stockpiles: stockpilesWith(most) } },
  })
  return { ...about, withKits, question }
}
