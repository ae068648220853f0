/** Ferries, and the roads to their landings. */
import type { CrossingFact } from '../facts.ts'
import { joinToNearestRoad } from './county-roads.ts'
import type { Land } from './land.ts'
import { bridgeHead } from './main-roads.ts'
import { directionOf, toPoint } from './plane.ts'
import { createRoad } from './road.ts'

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
        const vertices = land.network.addLine([end, head], road)
        land.finder.noteRoad(vertices, land.network.points)
        const own = new Set(vertices)
        joinToNearestRoad(land, vertices.at(-1)!, road, 'town', (other) => own.has(other))
        return vertex
      }
      return { crossing, landings: [landing(a, b), landing(b, a)] as const }
    })
