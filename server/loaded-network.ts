/** The network in use, replaced while we run when an import has put a new file in place. */
import { statSync } from 'node:fs'
import type { Logger } from 'pino'
import type { Bilingual } from '../data/bilingual.ts'
import { RoadNetwork } from './network/road-network.ts'
import { previousNetworkPath, readNetwork } from './store/network-file.ts'

const LOOK_AGAIN_MILLISECONDS = 3000

/** Changes whenever the file does; '' while there is none. */
const fileVersion = (path: string): string => {
  const stat = statSync(path, { throwIfNoEntry: false })
  return stat ? `${stat.ino} ${stat.mtimeMs} ${stat.size}` : ''
}

const problemOf = (error: unknown): Bilingual => {
  const reason = error instanceof Error ? error.message : String(error)
  return {
    en: `The road file cannot be used (${reason}); the one before it is, where there is one. Run \`npm run seed\` or \`npm run import:roads\` to make it anew.`,
    zh: `道路网文件无法使用（${reason}）；如有上一份，则使用上一份。请运行 npm run seed 或 npm run import:roads 重新生成。`,
  }
}

export interface LoadedNetwork {
  current(): RoadNetwork | null
  /** Why the file is not what is used; null where it is. */
  problem(): Bilingual | null
  /** Looks at once whether the file has been replaced. */
  lookAgain(): void
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
  let problem: Bilingual | null = null
  const use = (file: string): void => {
    const graph = readNetwork(file)
    if (!graph) return
    network = new RoadNetwork(graph)
    logger.info({ network: graph.id, nodes: graph.nodeCount }, 'road network loaded')
  }
  const fallBack = (): void => {
    try {
      use(previousNetworkPath(path))
    } catch (error) {
      logger.error({ err: error }, 'the road network before it could not be read either')
    }
  }
  const load = (): void => {
    const found = fileVersion(path)
    // A file that is gone is no reason to forget the roads we have.
    if (found === version || found === '') return
    version = found
    try {
      use(path)
      problem = null
    } catch (error) {
      logger.error({ err: error }, 'the road network could not be read')
      problem = problemOf(error)
      // The network in use stays in use; a start makes do with the one before.
      if (network === null) fallBack()
    }
  }
  load()
  const timer = setInterval(load, lookAgainMilliseconds)
  timer.unref()
  return {
    current: () => network,
    problem: () => problem,
    lookAgain: load,
    close: () => clearInterval(timer),
  }
}
