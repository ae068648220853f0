/** Turns that must not be made at the large junctions of the cities. */
import { buildGraph } from '../../../server/network/build.ts'
import { markMainComponent } from '../../../server/network/connectivity.ts'
import { draftLonLats, type NetworkDraft, type TurnBan } from '../../../server/network/draft.ts'
import { edgeDeciseconds } from '../../../server/network/profile.ts'
import { randomOf } from '../random.ts'

const LARGE_CLASSES: readonly string[] = ['arterial', 'national', 'provincial']
/** Shares of the large junctions with such a rule. */
const NO_U_TURN_SHARE = 0.3
const NO_LEFT_TURN_SHARE = 0.12
const LEAST_ARMS = 4
const LEFT_DEGREES = { from: 55, to: 125 } as const
const FULL_CIRCLE_DEGREES = 360

interface Arm {
  /** Directed edges that arrive at and leave the junction; null where that is not allowed. */
  readonly arriving: number | null
  readonly leaving: number | null
  readonly isLarge: boolean
  /** Direction in which the arm leaves the junction, degrees anticlockwise from east. */
  readonly degrees: number
}

const armsByNode = (draft: NetworkDraft): Map<number, Arm[]> => {
  const arms = new Map<number, Arm[]>()
  const add = (node: number, arm: Arm): void => {
    arms.set(node, [...(arms.get(node) ?? []), arm])
  }
  const degreesFrom = (node: number, longitude: number, latitude: number): number => {
    const shrink = Math.cos((latitude * Math.PI) / 180)
    const east = (longitude - draft.nodes[node * 2]!) * shrink
    return (Math.atan2(latitude - draft.nodes[node * 2 + 1]!, east) * 180) / Math.PI
  }
  draft.segments.forEach((segment, index) => {
    const { from, to, forwardKph, backwardKph, roadClass } = segment
    const isLarge = LARGE_CLASSES.includes(roadClass)
    const forward = forwardKph > 0 ? index * 2 : null
    const backward = backwardKph > 0 ? index * 2 + 1 : null
    const line = draftLonLats(draft, segment)
    const first = degreesFrom(from, line[2]!, line[3]!)
    const last = degreesFrom(to, line.at(-4)!, line.at(-3)!)
    add(from, { arriving: backward, leaving: forward, isLarge, degrees: first })
    add(to, { arriving: forward, leaving: backward, isLarge, degrees: last })
  })
  return arms
}

const bansAt = (node: number, arms: readonly Arm[]): TurnBan[] => {
  const random = randomOf(`turn bans ${node}`)
  const bans: TurnBan[] = []
  if (random() < NO_U_TURN_SHARE) {
    for (const { arriving, leaving, isLarge } of arms) {
      if (isLarge && arriving !== null && leaving !== null) bans.push([arriving, leaving])
    }
  }
  if (random() < NO_LEFT_TURN_SHARE) {
    for (const from of arms) {
      for (const to of arms) {
        if (from === to || from.arriving === null || to.leaving === null) continue
        // Arriving means travelling against the arm's own direction.
        const travel = from.degrees + FULL_CIRCLE_DEGREES / 2
        const turn =
          (((to.degrees - travel) % FULL_CIRCLE_DEGREES) + FULL_CIRCLE_DEGREES) %
          FULL_CIRCLE_DEGREES
        if (turn > LEFT_DEGREES.from && turn < LEFT_DEGREES.to) {
          bans.push([from.arriving, to.leaving])
        }
      }
    }
  }
  return bans
}

/** Bans that leave every edge reachable over the turns that remain. */
const harmless = (draft: NetworkDraft, bans: TurnBan[]): TurnBan[] => {
  const graph = buildGraph({ ...draft, turnBans: bans })
  const isMain = markMainComponent(graph, edgeDeciseconds(graph, 'rescue-van', 'day'))
  const kept = bans.filter((ban) => ban.every((edge) => isMain[edge] === 1))
  return kept.length === bans.length ? bans : harmless(draft, kept)
}

/** Adds no-U-turn and no-left-turn rules where large roads of the cities cross. */
export const addTurnBans = (draft: NetworkDraft): void => {
  const bans: TurnBan[] = []
  for (const [node, arms] of armsByNode(draft)) {
    const large = arms.filter(({ isLarge }) => isLarge).length
    if (arms.length >= LEAST_ARMS && large >= LEAST_ARMS - 1) bans.push(...bansAt(node, arms))
  }
  draft.turnBans.push(...harmless(draft, bans))
}
