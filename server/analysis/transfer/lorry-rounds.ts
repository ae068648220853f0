/** Lorries that carry what a sender brings to a site, in one round or, in time, in several. */
import type { TransferFlow, TransferInstance, TransferTrip } from './instance.ts'

type Way = Pick<TransferTrip, 'sender' | 'site'>

/** A lorry is full at its limit, whatever the last binary digits of a sum say. */
const LOAD_TOLERANCE = 1e-9
const ROUND_TOLERANCE = 1e-6

/** How often a lorry can drive there in time. */
export const mostTrips = (
  { repeats, siteCount }: TransferInstance,
  { sender, site }: Way,
): number => repeats?.mostTrips[sender * siteCount + site] ?? 1

/** Whole lorries that carry these flows of one sender to one site at once, by mass and volume. */
export const loadsOf = (instance: TransferInstance, flows: readonly TransferFlow[]): number => {
  const sum = (shares: Float64Array): number =>
    flows.reduce(
      (total, { sender, item, quantity }) =>
        total + quantity * shares[sender * instance.itemCount + item]!,
      0,
    )
  const load = Math.max(sum(instance.massShare), sum(instance.volumeShare))
  return Math.max(0, Math.ceil(load - LOAD_TOLERANCE))
}

/** Units that still go on lorries of which so much is free. */
const fitting = (free: number, share: number): number =>
  share > 0 ? Math.floor(free / share + ROUND_TOLERANCE) : Number.POSITIVE_INFINITY

/**
 * What these flows of one sender to one site come to, round by round, with so many lorries: each
 * round takes what fits, the largest units first (first fit decreasing, Johnson 1974).
 * @returns one round of all where something fits into none.
 */
export const roundsOf = (
  instance: TransferInstance,
  flows: readonly TransferFlow[],
  lorries: number,
): TransferFlow[][] => {
  const { massShare, volumeShare, itemCount } = instance
  const shares = ({ sender, item }: TransferFlow): readonly [mass: number, volume: number] => [
    massShare[sender * itemCount + item]!,
    volumeShare[sender * itemCount + item]!,
  ]
  let left = flows.toSorted((a, b) => Math.max(...shares(b)) - Math.max(...shares(a)))
  const rounds: TransferFlow[][] = []
  while (left.length > 0) {
    let [mass, volume] = [lorries, lorries]
    const round: TransferFlow[] = []
    const later: TransferFlow[] = []
    for (const flow of left) {
      const [massEach, volumeEach] = shares(flow)
      const quantity = Math.min(flow.quantity, fitting(mass, massEach), fitting(volume, volumeEach))
      mass -= quantity * massEach
      volume -= quantity * volumeEach
      if (quantity > 0) round.push({ ...flow, quantity })
      if (quantity < flow.quantity) later.push({ ...flow, quantity: flow.quantity - quantity })
    }
    if (round.length === 0) return [[...flows]]
    rounds.push(round)
    left = later
  }
  return rounds
}

/** The fewest lorries for these flows of one sender to one site, and how often they drive. */
const tripOf = (
  instance: TransferInstance,
  flows: readonly TransferFlow[],
): Pick<TransferTrip, 'lorries' | 'rounds'> => {
  const loads = loadsOf(instance, flows)
  const most = flows[0] ? mostTrips(instance, flows[0]) : 1
  if (most === 1 || loads <= 1 || !Number.isFinite(loads)) return { lorries: loads, rounds: 1 }
  for (let lorries = Math.ceil(loads / most); lorries < loads; lorries++) {
    const rounds = roundsOf(instance, flows, lorries).length
    if (rounds > 1 && rounds <= most) return { lorries, rounds }
  }
  return { lorries: loads, rounds: 1 }
}

/** Whole lorries that these flows of one sender to one site need, driving as often as they can. */
export const lorriesFor = (instance: TransferInstance, flows: readonly TransferFlow[]): number =>
  tripOf(instance, flows).lorries

/** What one sender brings to one site. */
interface FlowsOfTrip extends TransferTrip {
  readonly flows: readonly TransferFlow[]
}

/** Who has the lorry: of one that loads at several stores, its first stop. */
const lorryOf = ({ stops = [], senderCount }: TransferInstance, sender: number): number =>
  stops[sender - senderCount + stops.length]?.first ?? sender

const groupsBy = (
  flows: readonly TransferFlow[],
  of: (sender: number) => number,
): TransferFlow[][] => [
  ...Map.groupBy(flows, ({ sender, site }) => `${of(sender)} ${site}`).values(),
]

/** The lorry of several stops counts at the first among them that has goods. */
const fewest = (instance: TransferInstance, flows: readonly TransferFlow[]): FlowsOfTrip[] =>
  groupsBy(flows, (sender) => lorryOf(instance, sender)).flatMap((group) => {
    const trip = tripOf(instance, group)
    const bySender = instance.stops ? groupsBy(group, (sender) => sender) : [group]
    return bySender.map((own, index) => {
      const { sender, site } = own[0]!
      return { sender, site, ...trip, lorries: index === 0 ? trip.lorries : 0, flows: own }
    })
  })

/** Trips with as few lorries as the flows need, however often these drive. */
export const fewestTrips = (
  instance: TransferInstance,
  flows: readonly TransferFlow[],
): TransferTrip[] => fewest(instance, flows).map(({ flows: _, ...trip }) => trip)

/** The same in fewer rounds, with no more lorries than there may be; null where that takes more. */
const quicker = (
  instance: TransferInstance,
  { flows, rounds, ...trip }: FlowsOfTrip,
  mostLorries: number,
): FlowsOfTrip | null => {
  const most = Math.min(mostLorries, loadsOf(instance, flows))
  for (let lorries = trip.lorries + 1; lorries <= most; lorries++) {
    const now = roundsOf(instance, flows, lorries).length
    if (now < rounds) return { ...trip, flows, lorries, rounds: now }
  }
  return null
}

/**
 * Trips for these flows: on as few lorries as they need, or, where the last arrival counts before
 * lorries, on all that make it earlier.
 */
export const tripsFor = (
  instance: TransferInstance,
  flows: readonly TransferFlow[],
): TransferTrip[] => {
  const trips = fewest(instance, flows)
  const { objectives, fleetOf, lorries, repeats } = instance
  const [arrival, count] = [objectives.indexOf('arrival'), objectives.indexOf('lorries')]
  const isSoonest = repeats !== null && arrival >= 0 && (count < 0 || arrival < count)
  const spareOf = (fleet: number): number =>
    trips.reduce(
      (spare, trip) => (fleetOf[trip.sender] === fleet ? spare - trip.lorries : spare),
      lorries?.[fleet] ?? Number.POSITIVE_INFINITY,
    )
  for (let isEarlier = isSoonest && trips.length > 0; isEarlier; ) {
    const ends = trips.map((trip) => lastArrival(instance, trip))
    const last = ends.indexOf(Math.max(...ends))
    const trip = trips[last]!
    const next = quicker(instance, trip, trip.lorries + spareOf(fleetOf[trip.sender]!))
    isEarlier = next !== null
    if (next) trips[last] = next
  }
  return trips.map(({ flows: _, ...trip }) => trip)
}

/** Seconds from the plan's start until a round is unloaded. @param round from 0. */
export const roundArrival = (
  { arrivalSeconds, repeats, siteCount }: TransferInstance,
  { sender, site }: Way,
  round: number,
): number => {
  const arc = sender * siteCount + site
  return arrivalSeconds[arc]! + (round > 0 ? round * repeats!.cycleSeconds[arc]! : 0)
}

/** Until the last of a trip's rounds is. */
export const lastArrival = (instance: TransferInstance, trip: TransferTrip): number =>
  roundArrival(instance, trip, trip.rounds - 1)
