/**
 * Puts barriers onto a layout. A segment has access, a node has none; so the road behind a barrier
 * gets a node of its own, joined by a stub that only those may drive whom the barrier lets through,
 * or not joined at all.
 */
import { haversineMetres } from '../../../data/geometry.ts'
import { ROAD_CLASSES } from '../../../data/road-class.ts'
import { ACCESS_ALL } from '../../network/draft.ts'
import type { Points } from './polylines.ts'
import type { Layout, WaySegment } from './segments.ts'
import type { Tally } from './tally.ts'

/** Length of road that stands for the barrier itself; never more than half of what there is. */
const STUB_METRES = 1
const LARGEST_SHARE_OF_LEG = 0.5

interface Arm {
  segment: WaySegment
  end: 'from' | 'to'
}

const rankOf = ({ segment }: Arm): number => ROAD_CLASSES[segment.roadClass].rank

/** Ends of segments at nodes where a barrier stands. */
const armsAtBarriers = (layout: Layout, barrierNodes: ReadonlySet<number>): Map<number, Arm[]> => {
  const arms = new Map<number, Arm[]>()
  for (const segment of layout.segments) {
    for (const end of ['from', 'to'] as const) {
      const node = segment[end]
      if (!barrierNodes.has(node)) continue
      const list = arms.get(node)
      if (list) list.push({ segment, end })
      else arms.set(node, [{ segment, end }])
    }
  }
  return arms
}

/**
 * The arms that lie behind the barrier. On a road (two arms) either side will do. On a junction,
 * where it should not have been drawn, it is taken to belong to the lesser roads that join there.
 */
const armsBehind = (arms: readonly Arm[]): Arm[] => {
  if (arms.length === 2) return arms.slice(1)
  const best = Math.min(...arms.map(rankOf))
  return arms.filter((arm) => rankOf(arm) > best)
}

/** The point a metre along the arm, and where along the first leg it lies. */
const stubPoint = (layout: Layout, { segment, end }: Arm): [number, number] => {
  const node = segment[end] * 2
  const far = segment[end === 'from' ? 'to' : 'from'] * 2
  const [longitude, latitude] = [layout.nodes[node]!, layout.nodes[node + 1]!]
  const { shape } = segment
  const nearest = end === 'from' ? 0 : shape.length - 2
  const next = shape.length > 0 ? shape : layout.nodes
  const at = shape.length > 0 ? nearest : far
  const [nextLongitude, nextLatitude] = [next[at]!, next[at + 1]!]
  const legMetres = haversineMetres(longitude, latitude, nextLongitude, nextLatitude)
  const share = legMetres > 0 ? Math.min(STUB_METRES / legMetres, LARGEST_SHARE_OF_LEG) : 0
  return [
    longitude + share * (nextLongitude - longitude),
    latitude + share * (nextLatitude - latitude),
  ]
}

const putBehind = (layout: Layout, arm: Arm, passing: number): void => {
  const { segment, end } = arm
  const node = segment[end]
  const [longitude, latitude] = stubPoint(layout, arm)
  const behind = layout.nodes.push(longitude, latitude) / 2 - 1
  segment[end] = behind
  const access = segment.access & passing
  if (access === 0) return
  const lengthMetres = haversineMetres(
    layout.nodes[node * 2]!,
    layout.nodes[node * 2 + 1]!,
    longitude,
    latitude,
  )
  segment.lengthMetres -= lengthMetres
  const stub = { ...segment, access, lengthMetres, shape: [] }
  layout.segments.push(
    end === 'from' ? { ...stub, from: node, to: behind } : { ...stub, from: behind, to: node },
  )
}

/** Applies all barriers to the layout, in place. */
export const standBarriers = (layout: Layout, points: Points, tally: Tally): void => {
  const passingAt = new Map<number, number>()
  for (const [point, node] of layout.nodeOfPoint) {
    const passing = points.passing[point]!
    if (passing !== ACCESS_ALL) passingAt.set(node, passing)
  }
  for (const [node, arms] of armsAtBarriers(layout, new Set(passingAt.keys()))) {
    // At the end of a road it closes nothing.
    if (arms.length < 2) continue
    const behind = armsBehind(arms)
    tally.add(behind.length > 0 ? 'barrierHonoured' : 'barrierAtJunction')
    for (const arm of behind) putBehind(layout, arm, passingAt.get(node)!)
  }
}
