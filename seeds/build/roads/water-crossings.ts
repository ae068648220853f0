/** Ferries with the roads to their landings, and bridges over the rivers that any road may cross. */

import { STRUCTURE } from '../../../server/network/draft.ts'
import type { CrossingFact } from '../facts.ts'
import type { Land } from './land.ts'
import { bridgeHead } from './main-roads.ts'
import { between, directionOf, metresBetween, toPoint } from './plane.ts'
import { createRoad } from './road.ts'
import { joinToNearestRoad } from './town-roads.ts'

export interface Ferry {
  readonly crossing: CrossingFact
  /** Ground vertices of the two landings. */
  readonly landings: readonly [number, number]
}

/** Joins both landings of each ferry to the roads on their shores. */
export const buildFerries = (land: Land): Ferry[] =>
  land.facts.crossings
    .filter(({ kind }) => kind === 'ferry')
    .map((crossing) => {
      const [a, b] = [toPoint(crossing.ends[0]), toPoint(crossing.ends[1])]
      const road = createRoad('town', `${crossing.nameZh}疏港路`)
      const landing = (end: typeof a, opposite: typeof a): number => {
        const vertex = land.network.vertexAt(end)
        const head = bridgeHead(land, end, directionOf(opposite, end))
        if (!head) return vertex
        const vertices = land.builder.addLine([end, head], road)
        const own = new Set(vertices)
        joinToNearestRoad(land, vertices.at(-1)!, road, 'town', (other) => own.has(other))
        return vertex
      }
      return { crossing, landings: [landing(a, b), landing(b, a)] as const }
    })

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
    network.changeRoad(piece, { ...road, name: `${river.nameZh}桥`, structure: STRUCTURE.bridge })
    bridges++
  }
  return bridges
}
