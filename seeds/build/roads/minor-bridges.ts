/** Bridges over the rivers that any road may cross. */
import { STRUCTURE } from '../../../server/network/draft.ts'
import type { Land } from './land.ts'
import { between, metresBetween } from './plane.ts'

const BRIDGE_MARGIN_METRES = 10

/** Cuts a deck out of every edge that crosses a minor river. Answers the number of bridges. */
export const buildMinorBridges = (land: Land): number => {
  const { network, obstacles } = land
  let bridges = 0
  for (let id = 0, count = network.edges.length; id < count; id++) {
    const edge = network.edges[id]
    if (edge?.road.structure !== 0) continue
    const [a, b] = [network.points[edge.from]!, network.points[edge.to]!]
    const crossed = obstacles.minorRiverCrossed(a, b)
    if (!crossed) continue
    const { river, share } = crossed
    const half = (river.widthMetres / 2 + BRIDGE_MARGIN_METRES) / metresBetween(a, b)
    const deck = [share - half, share + half].map((at) =>
      network.vertexAt(between(a, b, Math.min(1, Math.max(0, at)))),
    )
    const piece = network.edgeBetween(deck[0]!, deck[1]!)
    if (piece === undefined) continue
    const { road } = network.edges[piece]!
    network.changeRoad(piece, {
      ...road,
      name: `${river.nameZh}桥`,
      structure: STRUCTURE.bridge,
    })
    bridges++
  }
  return bridges
}
