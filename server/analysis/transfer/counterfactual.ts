/**
 * What it would cost if a stockpile sent what a farther one sends: the sites concerned are planned
 * anew with its load held fast, the rest of the plan stays.
 */
import type { Highs } from 'highs'
import { isBetter, solutionOf } from './evaluate.ts'
import { canCarry, flowColumns, flowKeys, unitsOf } from './flow-columns.ts'
import type { TransferFlow, TransferInstance, TransferSolution } from './instance.ts'
import { fewestTrips } from './lorry-rounds.ts'
import { arcsOf, siteGroup, steeringWeights } from './neighbourhood-search.ts'
import { repairPlan } from './repair-plan.ts'
import { carriersOf } from './senders.ts'
import { TransferProgram } from './transfer-program.ts'
import { type TransferFindings, type TransferQuestion, usableUnits } from './transfer-question.ts'
import { wholeItems, wholeUnits } from './whole-units.ts'

/** A person waits for it. */
const SEARCH_SECONDS = 0.15
const GAP = 1e-6
const MOST_SITES = 3

export interface Supposition {
  readonly stockpile: number
  readonly site: number
  readonly item: number
}

export interface Counterfactual {
  /** Units that the stockpile is made to send. */
  readonly quantity: number
  readonly solution: TransferSolution
  /** Lorries that it would need beside those it has. */
  readonly lorriesLacking: number
}

/** A supposition, and with what the goods would leave. */
interface HeldLoad extends Supposition {
  readonly sender: number
}

const isAt =
  ({ site, item }: Supposition) =>
  (flow: TransferFlow): boolean =>
    flow.site === site && flow.item === item

/** The plan with so many units from the stockpile, in place of those that drive farthest. */
const swapped = (
  { travelSeconds, siteCount, stockpileOf }: TransferInstance,
  flows: readonly TransferFlow[],
  at: HeldLoad,
  quantity: number,
): TransferFlow[] => {
  const { sender, site, item } = at
  const seconds = (flow: TransferFlow): number => travelSeconds[flow.sender * siteCount + site]!
  const from = (flow: TransferFlow): number => stockpileOf[flow.sender]!
  const there = flows.filter((flow) => isAt(at)(flow) && from(flow) !== at.stockpile)
  let left = quantity
  const kept = new Map<TransferFlow, number>()
  for (const flow of there.sort((a, b) => seconds(b) - seconds(a))) {
    const less = Math.min(left, flow.quantity)
    kept.set(flow, flow.quantity - less)
    left -= less
  }
  const own = flows.find((flow) => isAt(at)(flow) && flow.sender === sender)?.quantity ?? 0
  return [
    ...flows
      .filter((flow) => !(isAt(at)(flow) && flow.sender === sender))
      .map((flow) => ({ ...flow, quantity: kept.get(flow) ?? flow.quantity }))
      .filter((flow) => flow.quantity > 0),
    { sender, site, item, quantity: own + quantity },
  ]
}

/** Takes back what the stockpile sends elsewhere beyond what it has: it goes short there. */
const withinStock = (
  { stockpileOf }: TransferInstance,
  flows: readonly TransferFlow[],
  at: Supposition,
  there: number,
): TransferFlow[] => {
  const isOwn = (flow: TransferFlow): boolean =>
    stockpileOf[flow.sender] === at.stockpile && flow.item === at.item
  let over = flows.filter(isOwn).reduce((sum, { quantity }) => sum + quantity, 0) - there
  return flows.flatMap((flow) => {
    if (over <= 0 || !isOwn(flow) || flow.site === at.site) return [flow]
    const less = Math.min(over, flow.quantity)
    over -= less
    return flow.quantity > less ? [{ ...flow, quantity: flow.quantity - less }] : []
  })
}

const lorriesOf = (
  instance: TransferInstance,
  flows: readonly TransferFlow[],
  fleet: number,
): number =>
  fewestTrips(instance, flows)
    .filter(({ sender }) => instance.fleetOf[sender] === fleet)
    .reduce((sum, { lorries }) => sum + lorries, 0)

/** The instance in which the stockpile may send all it has, its reserve too. */
const lifted = (
  instance: TransferInstance,
  { stockpiles }: TransferQuestion,
  { stockpile, item }: Supposition,
): TransferInstance => {
  const of = stockpiles[stockpile]!
  const supply = stockpile * instance.itemCount + item
  const [free, reserve] = [instance.free.slice(), instance.reserve.slice()]
  free[supply] = of.free[item]!
  reserve[supply] = usableUnits(of, item) + of.heldBack[item]! - of.free[item]!
  return { ...instance, free, reserve }
}

/** The sites concerned planned anew with the flow held; null where nothing was found. */
const replanned = (
  highs: Highs,
  instance: TransferInstance,
  start: readonly TransferFlow[],
  at: HeldLoad,
  quantity: number,
): TransferSolution | null => {
  const solution = solutionOf(instance, start)
  const served = start.filter(
    ({ sender, item }) => instance.stockpileOf[sender] === at.stockpile && item === at.item,
  )
  const sites = [...new Set([at.site, ...served.map(({ site }) => site)])].slice(0, MOST_SITES)
  const group = siteGroup(instance, solution, sites)
  const arcs = arcsOf(group.instance, group.flows)
  const columns = flowColumns(group.instance, (arc) => arcs.has(arc))
  const options = { isWhole: wholeItems(group.instance), hasTrips: true }
  const program = new TransferProgram(highs, columns, options)
  try {
    const [key] = flowKeys(group.instance, [{ ...at, site: 0, quantity }])
    program.holdAtLeast(key!, quantity)
    program.suggest(unitsOf(columns, group.flows), solutionOf(group.instance, group.flows).trips)
    const limits = { seconds: SEARCH_SECONDS, gap: GAP }
    if (!program.minimiseSum(steeringWeights(instance), limits)) return null
    return group.merge(repairPlan(columns, wholeUnits(columns, program.units())))
  } finally {
    program.dispose()
  }
}

/**
 * @returns null where the stockpile has none of it, or no road leads from it to the site.
 * @throws Error when HiGHS refuses the model.
 */
export const counterfactual = (
  highs: Highs,
  question: TransferQuestion,
  { instance: asked, solution }: Pick<TransferFindings, 'instance' | 'solution'>,
  supposed: Supposition,
): Counterfactual | null => {
  const { stockpile, site, item } = supposed
  const carriers = carriersOf(asked, stockpile, item)
  const withLorry = carriers.find((each) => canCarry(asked, { sender: each, item }))
  const at = { ...supposed, sender: withLorry ?? carriers[0]! }
  const free = lifted(asked, question, supposed)
  const supply = stockpile * asked.itemCount + item
  const there = free.free[supply]! + free.reserve[supply]!
  const wanted = solution.flows.filter(isAt(at))
  const unitsFrom = (isOf: (sender: number) => boolean): number =>
    wanted.reduce((sum, { sender, quantity: each }) => sum + (isOf(sender) ? each : 0), 0)
  const own = unitsFrom((sender) => asked.stockpileOf[sender] === stockpile)
  const quantity = Math.min(unitsFrom(() => true) - own, there - own)
  const isReached = Number.isFinite(asked.arrivalSeconds[at.sender * asked.siteCount + site]!)
  if (quantity <= 0 || !isReached) return null
  const start = withinStock(free, swapped(free, solution.flows, at, quantity), at, there)
  const fleet = free.fleetOf[at.sender]!
  const needed = lorriesOf(free, start, fleet)
  const lorries = free.lorries?.slice() ?? null
  if (lorries) lorries[fleet] = Math.max(lorries[fleet]!, needed)
  const instance = { ...free, lorries }
  const plain = solutionOf(instance, start)
  const total = quantity + unitsFrom((sender) => sender === at.sender)
  const other = Number.isFinite(needed) ? replanned(highs, instance, start, at, total) : null
  const isHeld = other?.flows.some(
    (flow) => isAt(at)(flow) && flow.sender === at.sender && flow.quantity >= total,
  )
  const best = other && isHeld && isBetter(instance, other.values, plain.values) ? other : plain
  const has = asked.lorries?.[fleet] ?? Number.POSITIVE_INFINITY
  const used = lorriesOf(instance, best.flows, fleet)
  return { quantity, solution: best, lorriesLacking: Math.max(0, used - has) }
}
