/** Looks after orders until their goods are there: is the way still open, will they be in time? */
import type { LonLat } from '../../../data/geometry.ts'
import { localMinuteOfDay, toLocalIso } from '../../../data/local-time.ts'
import { lorryEstimate } from '../../../data/lorry-position.ts'
import type { OrderWatch, RerouteInput, WatchedLoad } from '../../../data/order-watch.ts'
import type { Closure } from '../../../data/scenario.ts'
import type { TransferListEntry, TransferOrder } from '../../../data/transfer-order.ts'
import { drivesOver } from '../../analysis/closed-on-way.ts'
import type { LorryRoute } from '../../analysis/transfer/lorry-times.ts'
import { ProblemError } from '../../http/problem-error.ts'
import { periodAt } from '../../network/profile.ts'
import type { Snapshot } from '../../store/store.ts'
import type { ClosureDocument } from '../hazards/closed-roads.ts'
import { floodsOver } from '../hazards/closures-in-force.ts'
import { warningsAt } from '../nearest/nearest-hazards.ts'
import type { ServiceContext } from '../service-context.ts'
import { transferProblem, withTransferProblems } from '../stock/ledger-problems.ts'

const MILLISECONDS_PER_SECOND = 1000
/** Orders that are looked after at once; the newest of those that are on their way. */
const MOST_ORDERS = 200
/** A way this much longer is worth reporting; less is the rounding of places. */
const LONGER_SECONDS = 60

const ON_THEIR_WAY = ['draft', 'approved', 'loading', 'in-transit'] as const
const WATCHED = new Set<string>(['reserved', 'loading', 'in-transit'])

type Order = TransferListEntry
type Load = Order['loads'][number]

/** A load, from where it has still to go, the closures that its way was planned with, and those now. */
interface Underway {
  readonly order: Order
  readonly load: Load
  readonly from: LonLat
  readonly to: LonLat
  /** When it goes on from there. */
  readonly leavesAt: Date
  readonly known: readonly Closure[]
  readonly now: readonly ClosureDocument[]
}

/** When the way of a load was planned: with the order, or when it was chosen anew. */
const plannedAt = ({ createdAt }: Order, { routedAt }: Load): number =>
  Date.parse(routedAt ?? createdAt)

/** The store that its lorry calls at next; null where that drives to the site. */
const nextPlace = ({ loads }: Order, { pickup }: Load): LonLat | null => {
  const next = loads.find(
    (other) =>
      pickup && other.pickup?.lorry === pickup.lorry && other.pickup.stop === pickup.stop + 1,
  )
  return next ? [next.lon, next.lat] : null
}

const underwayOf = async (
  { inForce }: ServiceContext,
  snapshot: Snapshot,
  order: Order,
  load: Load,
  now: Date,
): Promise<Underway | null> => {
  const site = order.sites[load.site]
  if (!site || !WATCHED.has(load.state) || load.arrivedAt) return null
  const estimate = lorryEstimate({ ...load, route: load.route ?? [] }, now.getTime())
  const leavesAt = new Date(Math.max(now.getTime(), Date.parse(load.leavesAt)))
  const until = new Date(Math.max(leavesAt.getTime(), Date.parse(load.expectedAt)) + 1)
  const { documents } = await inForce.during(snapshot, leavesAt, until)
  // A closure that was changed since may have been another one then; of one of the same moment it is not
  // known which came first, and a false alarm is better than none.
  const planned = plannedAt(order, load)
  const known = documents.filter(({ updatedAt }) => Date.parse(updatedAt) < planned)
  return {
    ...{ order, load, leavesAt, now: documents },
    from: estimate?.position ?? [load.lon, load.lat],
    to: nextPlace(order, load) ?? [site.lon, site.lat],
    known: known.map(({ content }) => content.area),
  }
}

const newSince = ({ known, now }: Underway): ClosureDocument[] =>
  now.filter(({ content }) => !known.includes(content.area))

interface WayNow {
  readonly way: WatchedLoad['way']
  /** What drives over it, or round it, none where the planned way is open. */
  readonly closures: readonly ClosureDocument[]
  /** The way round. */
  readonly route: LorryRoute['coordinates']
  /** Than the planned way takes. */
  readonly moreSeconds: number
}

const AS_PLANNED: WayNow = { way: 'open', closures: [], route: [], moreSeconds: 0 }

const told = (
  underway: Underway,
  { way, closures, route, moreSeconds }: WayNow,
  warnings: WatchedLoad['warnings'],
  at: Date,
): WatchedLoad => {
  const { order, load, leavesAt } = underway
  const delay = moreSeconds * MILLISECONDS_PER_SECOND
  // A load that has not left yet leaves no earlier than now.
  const waiting = load.state === 'in-transit' ? 0 : leavesAt.getTime() - Date.parse(load.leavesAt)
  const planned = Date.parse(load.expectedAt)
  const expected = way === 'cut-off' ? null : planned + waiting + delay
  const site = order.sites[load.site]!
  const { deadline } = site
  const late = expected === null || deadline === null ? 0 : expected - Date.parse(deadline)
  return {
    ...{ load: load.load, state: load.state, stockpileId: load.stockpileId, site: load.site },
    way,
    floods: floodsOver(newSince(underway), [site.lon, site.lat]),
    closures: closures.map(({ id, name, content: { kind } }) => ({ id, name, kind })),
    plannedAt: toLocalIso(new Date(planned)),
    expectedAt: expected === null ? null : toLocalIso(new Date(expected)),
    deadline,
    lateSeconds: expected === null ? null : Math.max(0, Math.round(late / MILLISECONDS_PER_SECOND)),
    isOverdue: load.state === 'in-transit' && planned < at.getTime(),
    warnings,
    route: route.map(([lon, lat]) => [lon, lat]),
  }
}

/** Whether there is anything to say of it. */
const isTold = ({ way, floods, lateSeconds, isOverdue, warnings }: WatchedLoad): boolean =>
  way !== 'open' || (lateSeconds ?? 1) > 0 || isOverdue || floods.length + warnings.length > 0

/**
 * Loads that have left or are to leave, of which there is something to say.
 * @param signal aborted when no one waits any more. @throws ProblemError
 */
export const watchOrders = async (
  context: ServiceContext,
  signal: AbortSignal,
): Promise<OrderWatch> => {
  const { store, analyses, registers, now: clock } = context
  const at = clock()
  const read = await store.read(async (snapshot) => {
    const filter = { states: ON_THEIR_WAY, before: null, limit: MOST_ORDERS }
    const { orders } = await snapshot.transfers.list(filter, at.toISOString())
    const underway: (Underway & { warnings: WatchedLoad['warnings'] })[] = []
    for (const order of orders) {
      for (const load of order.loads) {
        const each = await underwayOf(context, snapshot, order, load, at)
        if (!each) continue
        const [lon, lat] = each.to
        const place = { lon, lat, at: at.toISOString() }
        underway.push({ ...each, warnings: await warningsAt(registers, snapshot, place) })
      }
    }
    return {
      underway,
      planning: underway.length > 0 ? await analyses.context(snapshot) : null,
      stamp: await registers.stamp(snapshot, []),
    }
  })
  const { underway, planning } = read
  const wayNowOf = async (each: Underway): Promise<WayNow> => {
    const { from, to, leavesAt, known, now } = each
    // Closures that were lifted since leave the planned way open.
    if (now.length === known.length) return AS_PLANNED
    const period = periodAt(localMinuteOfDay(leavesAt))
    const ask = async (closures: readonly Closure[]) => {
      const conditions = { period, closures }
      const input = { stockpiles: [from], site: [to], conditions, routesOf: [0] }
      const { routes } = await analyses.run('dispatch', planning!, 'lorry-times', input, signal)
      return routes[0] ?? null
    }
    const planned = await ask(known)
    const route = await ask(now.map(({ content }) => content.area))
    const moreSeconds = route ? route.seconds - (planned?.seconds ?? 0) : 0
    if (route && moreSeconds <= LONGER_SECONDS) return AS_PLANNED
    const { network } = planning!
    const added = newSince(each)
    const onTheWay: ClosureDocument[] = []
    for (const closure of added) {
      const { segments } = await context.closedRoads.of(network, closure)
      if (planned && drivesOver(network.graph, planned.coordinates, segments))
        onTheWay.push(closure)
    }
    return {
      way: route ? 'longer' : 'cut-off',
      // Such as the flood that the place itself lies in.
      closures: onTheWay.length > 0 ? onTheWay : added,
      route: route?.coordinates ?? [],
      moreSeconds,
    }
  }
  const loads = new Map<string, WatchedLoad[]>()
  for (const each of underway) {
    const load = told(each, await wayNowOf(each), each.warnings, at)
    if (!isTold(load)) continue
    loads.set(each.order.number, [...(loads.get(each.order.number) ?? []), load])
  }
  const { revision, timeStamp } = read.stamp
  return {
    at: toLocalIso(at),
    orders: [...loads].map(([number, ofOrder]) => ({ number, loads: ofOrder })),
    ...{ revision, timeStamp },
  }
}

/**
 * Sends the loads of an order by the ways that are open now, where the planned ones are not.
 * @param signal aborted when no one waits any more. @throws ProblemError where there is none to send so.
 */
export const rerouteOrder = async (
  context: ServiceContext,
  number: string,
  { actor, note }: RerouteInput,
  signal: AbortSignal,
): Promise<TransferOrder> => {
  const at = context.now().toISOString()
  const known = await context.store.read(({ transfers }) => transfers.get(number, at))
  if (!known) throw transferProblem({ reason: 'no-such-order' })
  const { orders } = await watchOrders(context, signal)
  const loads = orders.find((order) => order.number === number)?.loads ?? []
  const ways = loads.flatMap(({ load, way, expectedAt, route }) =>
    way === 'longer' && expectedAt !== null ? [{ load, expectedAt, route }] : [],
  )
  if (ways.length === 0) {
    throw new ProblemError('conflict', {
      en: 'No load of this order needs another way: its ways are open as planned, or there is none.',
      zh: '该调拨单没有需要改道的货物：原路可行，或已无路可走。',
    })
  }
  return withTransferProblems(
    context.store.write(async ({ transfers }) => {
      await transfers.reroute(number, { actor, note, ways }, at)
      return (await transfers.get(number, at))!
    }),
  )
}
