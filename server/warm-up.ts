/** Asks the first questions itself, so that no user waits for threads that have to be started. */
import { setImmediate } from 'node:timers/promises'
import type { Logger } from 'pino'
import type { CoverageRequest } from '../data/coverage.ts'
import { PROFILE_IDS } from '../data/profile.ts'
import { NO_PLANNING_DATA } from './analysis/coverage/planning-data.ts'
import { PERIODS } from './network/profile.ts'
import type { RoadNetwork } from './network/road-network.ts'
import type { Planner } from './worker/planner.ts'

/** After the start no one is to wait because of what no one has asked yet. */
const DELAY_MILLISECONDS = 1500

/** One question per lane. */
const QUESTIONS: readonly CoverageRequest[] = [{ parts: ['areas'] }, { parts: ['gaps'] }]

interface Asked {
  readonly app: { request(address: string, init: RequestInit): Response | Promise<Response> }
  readonly planner: Planner
  readonly network: RoadNetwork
}

/** @returns how to call it off. */
export const warmUpLater = ({ app, planner, network }: Asked, logger: Logger): (() => void) => {
  const ask = async (question: CoverageRequest): Promise<void> => {
    const { status } = await app.request('http://localhost/api/coverage', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(question),
    })
    logger.debug({ question, status }, 'warmed up')
  }
  const askAll = async (): Promise<void> => {
    for (const profile of PROFILE_IDS) {
      for (const period of PERIODS) {
        network.vehicleTimes(profile, period)
        // Who asks meanwhile is answered in between.
        await setImmediate()
      }
    }
    // Whoever closes the first road, and each nearest after it, would wait for thread and grid.
    const context = { network, data: NO_PLANNING_DATA }
    const { signal } = new AbortController()
    await planner.run('closures', context, 'closed-roads', { closures: [] }, signal)
    for (const question of QUESTIONS) await ask(question)
    // Every station is joined to the roads, which takes a second of 60,000.
    const [west, south, east, north] = network.graph.region
    const middle = `lon=${(west + east) / 2}&lat=${(south + north) / 2}`
    await app.request(`http://localhost/api/nearest?${middle}`, {})
    // The names are read when somebody asks for one, which takes seconds.
    await app.request('http://localhost/api/search?q=路', {})
  }
  const timer = setTimeout(() => {
    askAll().catch((error: unknown) => logger.warn({ err: error }, 'warming up failed'))
  }, DELAY_MILLISECONDS)
  timer.unref()
  return () => clearTimeout(timer)
}
