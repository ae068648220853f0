/** Where the outline of an area crosses itself, or a line has no length: what it covers is undefined then. */
import { orient2d } from 'robust-predicates'
import type { Bilingual } from '../../data/bilingual.ts'
import {
  boxesMeet,
  boxOfEdge,
  type Geometry,
  type LonLat,
  polygonsOf,
} from '../../data/geometry.ts'

type Edge = readonly [LonLat, LonLat]

interface Fault {
  readonly sentence: Bilingual
  /** Where to look. */
  readonly at: LonLat
}

const side = ([a, b]: Edge, place: LonLat): number => Math.sign(orient2d(...a, ...b, ...place))

const cross = (a: Edge, b: Edge): boolean =>
  side(a, b[0]) * side(a, b[1]) < 0 && side(b, a[0]) * side(b, a[1]) < 0

/** Of edges that cross. */
const meetingOf = ([[ax, ay], [bx, by]]: Edge, [[cx, cy], [dx, dy]]: Edge): LonLat => {
  const below = (bx - ax) * (dy - cy) - (by - ay) * (dx - cx)
  const share = ((cx - ax) * (dy - cy) - (cy - ay) * (dx - cx)) / below
  return [ax + share * (bx - ax), ay + share * (by - ay)]
}

const edgesOf = (ring: readonly LonLat[]): Edge[] =>
  ring.slice(1).map((place, index): Edge => [ring[index]!, place])

const crossingOf = (rings: readonly (readonly LonLat[])[]): Fault | null => {
  const edges = rings.flatMap(edgesOf).map((edge) => ({ edge, box: boxOfEdge(...edge) }))
  for (const [index, { edge, box }] of edges.entries()) {
    for (let other = index + 1; other < edges.length; other++) {
      const second = edges[other]!
      if (!boxesMeet(box, second.box) || !cross(edge, second.edge)) continue
      return {
        sentence: {
          zh: `边界自相交：第 ${index + 1} 条边与第 ${other + 1} 条边相交，请移动图上红点旁的拐点`,
          en: `the outline crosses itself: side ${index + 1} meets side ${other + 1}; move a corner beside the red dot`,
        },
        at: meetingOf(edge, second.edge),
      }
    }
  }
  return null
}

/** Null where an outline is what one takes it for. */
export const outlineCrossing = (geometry: Geometry): Fault | null => {
  for (const rings of polygonsOf(geometry)) {
    const fault = crossingOf(rings)
    if (fault) return fault
  }
  return null
}
