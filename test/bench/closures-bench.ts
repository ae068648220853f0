/** What areas with thousands of crossings close, and who is answered while it is found. */
import { cpSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'
import { closedSegments } from '../../server/analysis/closed-roads.ts'
import { segmentLonLats } from '../../server/network/graph.ts'
import { RoadNetwork } from '../../server/network/road-network.ts'
import { databasePath, networkPath } from '../../server/store/data-folder.ts'
import { readNetwork } from '../../server/store/network-file.ts'
import { closeAreas, SCRIBBLE_CORNERS, scribbles } from '../fixtures/scribble.ts'
import { serveProduct } from '../fixtures/served-product.ts'
import { withStore } from '../fixtures/stores.ts'
import { temporaryFolder } from '../fixtures/temporary-folder.ts'
import { describeTimes, quantile, times } from './quantile.ts'

const AREAS = 80
const RUNS = 5
/** The server warms up first. */
const WARM_UP_MILLISECONDS = 15_000
const PLACE = '/api/nearest?lon=116.587&lat=35.415'

/** Crossings counted by trying every edge of the area on every road, with nothing left out. */
const plainCrossings = ({ graph }: RoadNetwork, ring: readonly (readonly number[])[]): number => {
  let count = 0
  for (let segment = 0; segment < graph.segmentCount; segment++) {
    const points = segmentLonLats(graph, segment)
    for (let i = 2; i < points.length; i += 2) {
      const [cx, cy, dx, dy] = [points[i - 2]!, points[i - 1]!, points[i]!, points[i + 1]!]
      for (let corner = 1; corner < ring.length; corner++) {
        const [ax, ay] = ring[corner - 1] as [number, number]
        const [bx, by] = ring[corner] as [number, number]
        const c = (bx - ax) * (cy - ay) - (by - ay) * (cx - ax)
        const d = (bx - ax) * (dy - ay) - (by - ay) * (dx - ax)
        const a = (dx - cx) * (ay - cy) - (dy - cy) * (ax - cx)
        const b = (dx - cx) * (by - cy) - (dy - cy) * (bx - cx)
        if (c * d <= 0 && a * b <= 0) count++
      }
    }
  }
  return count
}

export const benchClosures = async (dataFolder: string): Promise<string[]> => {
  const graph = readNetwork(networkPath(dataFolder))
  if (!graph) throw new Error('the default network is missing')
  const network = new RoadNetwork(graph)
  const areas = scribbles(AREAS)
  const [first] = areas
  if (first?.type !== 'Polygon') throw new Error('a scribble is one polygon')
  closedSegments(network, [first])
  const together = times(RUNS, () => closedSegments(network, areas))
  const alone = times(RUNS, () => closedSegments(network, [first]))
  const plain = times(1, () => plainCrossings(network, first.coordinates[0]!))

  const folder = temporaryFolder()
  cpSync(dataFolder, folder, { recursive: true })
  await withStore(databasePath(folder), (store) => closeAreas(store, areas))
  const product = await serveProduct(folder, ['server/main.ts'])
  const ask = async (address: string): Promise<void> => {
    await (await fetch(`${product.origin}${address}`)).arrayBuffer()
  }
  await setTimeout(WARM_UP_MILLISECONDS)
  const before = `${PLACE}&at=2026-11-22T08:00:00Z`
  for (let i = 0; i < 20; i++) await ask(before)
  let isFound = false
  const started = performance.now()
  const finding = ask(PLACE).then(() => {
    isFound = true
    return performance.now() - started
  })
  const meanwhile: number[] = []
  while (!isFound) {
    const begun = performance.now()
    await ask(before)
    meanwhile.push(performance.now() - begun)
  }
  const firstAnswer = await finding
  await product.stop()
  return [
    `${AREAS} areas of ${SCRIBBLE_CORNERS} corners anywhere, together: ${describeTimes(together)}`,
    `one of them: ${describeTimes(alone)}; every edge tried on every road: ${(plain[0]! / quantile(alone, 0.5)).toFixed(0)} times as long`,
    `first nearest over HTTP that obeys all of them, by a server that knows nothing of them: ${firstAnswer.toFixed(0)} ms`,
    `nearest over HTTP meanwhile: ${describeTimes(meanwhile)}, p99 ${quantile(meanwhile, 0.99).toFixed(1)} ms, longest ${Math.max(...meanwhile).toFixed(0)} ms`,
  ]
}
