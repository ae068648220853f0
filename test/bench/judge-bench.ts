/** In which system a register's degrees are: found by some of its points, beside all of them asked. */
import commonJs from 'gcoord'
import type { LonLat } from '../../data/geometry.ts'
import { seededRandom } from '../../server/analysis/random.ts'
import {
  judgeSystems,
  placeInSystem,
  REGISTER_SYSTEMS,
  type RegisterSystem,
} from '../../server/import/registers/judge-system.ts'
import { nodePlace } from '../../server/network/graph.ts'
import { RoadNetwork } from '../../server/network/road-network.ts'
import { knownData } from '../../server/services/imports/known-data.ts'
import { databasePath, networkPath } from '../../server/store/data-folder.ts'
import { readNetwork } from '../../server/store/network-file.ts'
import { withStore } from '../fixtures/stores.ts'
import { quantile, times } from './quantile.ts'

/** Its types describe a module, what Node loads is what that exports by default. */
const gcoord = commonJs as unknown as typeof commonJs.default

const POINTS = 100_000
/** About a hundred metres: as far as things lie from the junctions that they are drawn by. */
const OFFSET_DEGREES = 0.001
const RUNS = 5
const IN_SYSTEM = { 'wgs-84': gcoord.WGS84, 'gcj-02': gcoord.GCJ02, 'bd-09': gcoord.BD09 } as const

/** The system whose median is least, all points asked. */
const byAll = (
  points: readonly LonLat[],
  roadMetres: (place: LonLat) => number,
): RegisterSystem => {
  const medians = REGISTER_SYSTEMS.map((system) => {
    const metres = points.map((numbers) => {
      const place = placeInSystem(numbers, system)
      return place ? roadMetres(place) : Number.POSITIVE_INFINITY
    })
    return { system, metres: quantile(metres, 0.5) }
  })
  return medians.reduce((best, each) => (each.metres < best.metres ? each : best)).system
}

export const benchJudging = async (dataFolder: string): Promise<string[]> => {
  const graph = readNetwork(networkPath(dataFolder))
  if (!graph) throw new Error('the default network is missing')
  const { roadMetres } = await withStore(databasePath(dataFolder), (store) =>
    knownData(store, new RoadNetwork(graph), []),
  )
  const random = seededRandom(14)
  const offset = (): number => OFFSET_DEGREES * (random() - 0.5)
  const lines: string[] = []
  for (const system of REGISTER_SYSTEMS) {
    const points = Array.from({ length: POINTS }, (): LonLat => {
      const [lon, lat] = nodePlace(graph, Math.floor(random() * graph.nodeCount))
      return gcoord.transform([lon + offset(), lat + offset()], gcoord.WGS84, IN_SYSTEM[system])
    })
    const evidence = points.map((numbers, index) => ({
      numbers,
      groups: new Map([[0, `来源${index % 3}`]]),
    }))
    let judged = judgeSystems(evidence, [0], roadMetres).whole
    const some = times(RUNS, () => {
      judged = judgeSystems(evidence, [0], roadMetres).whole
    })
    const started = performance.now()
    const best = byAll(points, roadMetres)
    const all = performance.now() - started
    const median = quantile(some, 0.5)
    lines.push(
      `${POINTS} points in ${system}: judged ${judged.system}${judged.isSure ? ', sure' : ''} in ${median.toFixed(0)} ms; every point asked ${best}, ${(all / median).toFixed(1)} times as long`,
    )
  }
  return lines
}
