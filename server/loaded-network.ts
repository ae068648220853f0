/** The network in use, replaced while we run when an import has put a new file in place. */
import { statSync } from 'node:fs'
import type { Logger } from 'pino'
import { RoadNetwork } from './network/road-network.ts'
import { readNetwork } from './store/network-file.ts'

const LOOK_AGAIN_MILLISECONDS = 3000

/** Changes whenever the file does; '' while there is none. */
const fileVersion = (path: string): string => {
  const stat = statSync(path, { throwIfNoEntry: false })
  return stat ? `${stat.ino} ${stat.mtimeMs} ${stat.size}` : ''
}

export interface LoadedNetwork {
  current(): RoadNetwork | null
  close(): void
}

/** Loads the file and looks every few seconds whether it has been replaced. */
export const watchNetwork = (
  path: string,
  logger: Logger,
  lookAgainMilliseconds = LOOK_AGAIN_MILLISECONDS,
): LoadedNetwork => {
  let version = ''
  let network: RoadNetwork | null = null
  const load = (): void => {
    const found = fileVersion(path)
    // A file that is gone is no reason to forget the roads we have.
    if (found === version || found === '') return
    version = found
    try {
      const graph = readNetwork(path)
      network = graph && new RoadNetwork(graph)
      if (graph) logger.info({ network: graph.id, nodes: graph.nodeCount }, 'road network loaded')
    } catch (error) {
      // The network in use stays in use; only a start without any network is left without one.
      logger.error({ err: error }, 'the road network could not be read')
    }
  }
  load()
  const timer = setInterval(load, lookAgainMilliseconds)
  timer.unref()
  return { current: () => network, close: () => clearInterval(timer) }
}
