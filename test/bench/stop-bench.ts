/** How long after its caller has hung up a lane is free for the next question. */
import { pino } from 'pino'
import { COVERAGE_PARTS } from '../../data/coverage.ts'
import { MATERIAL_KEYS } from '../../data/materials.ts'
import { seededRandom } from '../../server/analysis/random.ts'
import { RoadNetwork } from '../../server/network/road-network.ts'
import { databasePath, networkPath } from '../../server/store/data-folder.ts'
import { readNetwork } from '../../server/store/network-file.ts'
import { openToRead } from '../../server/store/store.ts'
import type { Planner } from '../../server/worker/planner.ts'
import { threadPlanner } from '../../server/worker/planner-threads.ts'
import { threadSiting } from '../../server/worker/siting-run.ts'
import { createTestApp, withJson } from '../fixtures/app.ts'
import { scribbles } from '../fixtures/scribble.ts'
import { quantile } from './quantile.ts'

const RUNS = 20
/** Later questions find much prepared: they are given up in the first part of the first one's time. */
const PARTS = 5
const PAUSE_MILLISECONDS = 300
const AT = '2026-11-23T10:00:00+08:00'

const SITES = Array.from({ length: 40 }, (_, site) => ({
  ...{ lon: 116.3 + 0.015 * site, lat: 35.1 + 0.01 * site, deadline: '2026-11-23T16:00:00+08:00' },
  demands: MATERIAL_KEYS.slice(0, 10).map((item) => ({ item, quantity: 40 })),
}))
/** Scribbled anew for each run: what has been found of an area is not found again. */
const QUESTIONS: Readonly<Record<string, (run: number) => readonly [string, RequestInit]>> = {
  'coverage, every part': (run) => [
    '/api/coverage',
    withJson('POST', {
      at: AT,
      parts: COVERAGE_PARTS,
      filter: { due: 1 + (run % 3) },
      standards: { urban: 180 + run, rural: 600 },
    }),
  ],
  contours: () => ['/api/coverage/contours', withJson('POST', { at: AT, minutes: [3, 5, 10, 15] })],
  siting: (run) => [
    '/api/siting',
    withJson('POST', { problem: 'mclp', add: 40, at: AT, turnoutSeconds: 60 + run }),
  ],
  adequacy: () => ['/api/adequacy', {}],
  'transfer plan': (run) => [
    '/api/transfer-plans',
    withJson('POST', { startAt: AT, sites: SITES, close: scribbles(1, run) }),
  ],
}

/** A planner that notes how long each lane goes on after no one waits any more. */
const watched = (planner: Planner, milliseconds: number[]): Planner => ({
  async run(lane, context, name, input, signal) {
    let abortedAt = Number.NaN
    signal.addEventListener('abort', () => {
      abortedAt = performance.now()
    })
    try {
      return await planner.run(lane, context, name, input, signal)
    } finally {
      if (signal.aborted) milliseconds.push(performance.now() - abortedAt)
    }
  },
  close: planner.close,
})

export const benchStopping = async (dataFolder: string): Promise<string[]> => {
  const graph = readNetwork(networkPath(dataFolder))
  if (!graph) throw new Error('the default network is missing')
  const network = new RoadNetwork(graph)
  const store = await openToRead(databasePath(dataFolder))
  const logger = pino({ level: 'silent' })
  const random = seededRandom(11)
  const lines: string[] = []
  for (const [name, questionOf] of Object.entries(QUESTIONS)) {
    const milliseconds: number[] = []
    const planner = threadPlanner(logger)
    const siting = threadSiting()
    const watchedPlanner = watched(planner, milliseconds)
    const parts = { store, siting, planner: watchedPlanner, network: () => network }
    const app = await createTestApp({}, parts)
    const ask = async (run: number, signal?: AbortSignal): Promise<number> => {
      const [address, init] = questionOf(run)
      const response = await app.request(address, { ...init, ...(signal && { signal }) })
      if (!response.ok && !signal) throw new Error(await response.text())
      await response.arrayBuffer()
      return response.status
    }
    const started = performance.now()
    const status = await ask(0)
    const whole = performance.now() - started
    for (let run = 1; run <= RUNS; run++) {
      const client = new AbortController()
      setTimeout(() => client.abort(), (random() * whole) / PARTS)
      await ask(run, client.signal)
      await new Promise((settle) => setTimeout(settle, PAUSE_MILLISECONDS))
    }
    await Promise.all([planner.close(), siting.close()])
    lines.push(
      `${name} (${status}, ${whole.toFixed(0)} ms when it is not given up): free after ${quantile(milliseconds, 0.5).toFixed(0)} ms, at most ${Math.max(...milliseconds).toFixed(0)} ms (${milliseconds.length} given up at any moment)`,
    )
  }
  await store.close()
  return lines
}
