/** Coverage: the kernel from nothing, what-if over HTTP, and whether planners hold up dispatchers. */
import type { CoverageAnswer, CoverageRequest } from '../../data/coverage.ts'
import type { LonLat } from '../../data/geometry.ts'
import { NO_CHANGES } from '../../data/scenario.ts'
import type { SitingAnswer } from '../../data/siting-answer.ts'
import { seededRandom } from '../../server/analysis/random.ts'
import { withJson } from '../fixtures/app.ts'
import { serveProduct } from '../fixtures/served-product.ts'
import { point } from '../fixtures/shapes.ts'
import { nearestTimes } from './http-bench.ts'
import { describeTimes, quantile, timesInTurn } from './quantile.ts'

const AT = '2026-11-23T10:00:00+08:00'
const WARM_UP = 20
const MOVES = 200
const WHOLE_RUNS = 20
const NEAREST_REQUESTS = 400
/** How far a station is moved at most, in degrees: some two kilometres. */
const MOVE_DEGREES = 0.02

const ask = async (origin: string, path: string, body: unknown): Promise<unknown> => {
  const response = await fetch(`${origin}/api/${path}`, withJson('POST', body))
  if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`)
  return response.json()
}

/** One station moved per question, each time another: nothing can be kept from the last. */
const moveTimes = async (origin: string): Promise<number[]> => {
  const page = await fetch(`${origin}/api/collections/stations/items?limit=1000`)
  const { features } = (await page.json()) as {
    features: { id: string; geometry: { coordinates: LonLat } }[]
  }
  const random = seededRandom(3)
  return timesInTurn(WARM_UP, MOVES, () => {
    const { id, geometry } = features[Math.floor(random() * features.length)]!
    const [longitude, latitude] = geometry.coordinates
    const lon = longitude + (random() * 2 - 1) * MOVE_DEGREES
    const lat = latitude + (random() * 2 - 1) * MOVE_DEGREES
    const request: CoverageRequest = {
      at: AT,
      scenario: { ...NO_CHANGES, move: [{ id, lon, lat }] },
      parts: ['areas', 'changes'],
    }
    return ask(origin, 'coverage', request)
  })
}

/** A standard not asked about before and another time of day: fields and sums are made anew. */
const wholeTimes = (origin: string, parts: CoverageRequest['parts']): Promise<number[]> =>
  timesInTurn(0, WHOLE_RUNS, (i) => {
    // One closed stretch of road, each time another, makes every field one that is not kept.
    const closures = [point(116.5 + i * 0.02, 35.4)]
    const request: CoverageRequest = { at: AT, closures, ...(parts && { parts }) }
    return ask(origin, 'coverage', request)
  })

/** Two planners who ask one whole question after the other until `act` has ended. */
const whilePlannersAsk = async <T>(origin: string, act: () => Promise<T>): Promise<T> => {
  let isOver = false
  let asked = 0
  const planner = async (): Promise<void> => {
    while (!isOver) {
      const closures = [point(116.5 + (asked++ % 40) * 0.01, 35.5)]
      await ask(origin, 'coverage', { at: AT, closures })
    }
  }
  const planners = [planner(), planner()]
  try {
    return await act()
  } finally {
    isOver = true
    await Promise.all(planners)
  }
}

const LOOK_MILLISECONDS = 20
const PROOF_SECONDS = 10

/** Twenty or forty stations more, over the 600 that there are, among 5,000 places. */
const sitingLine = async (origin: string, add: number): Promise<string> => {
  const started = performance.now()
  const elapsed = (): string => ((performance.now() - started) / 1000).toFixed(2)
  let answer = (await ask(origin, 'siting', { at: AT, problem: 'mclp', add })) as SitingAnswer
  const first = `first answer after ${elapsed()} s, ${answer.proved ? 'proved optimal' : `gap ${answer.gapPercent.toFixed(2)} %`}`
  const { jobId } = answer
  while (answer.state === 'running' && Number(elapsed()) < PROOF_SECONDS) {
    await new Promise((resolve) => setTimeout(resolve, LOOK_MILLISECONDS))
    answer = (await (await fetch(`${origin}/api/siting/${jobId}`)).json()) as SitingAnswer
  }
  const last = answer.proved ? 'proved optimal' : `gap ${answer.gapPercent.toFixed(2)} %`
  if (jobId) await fetch(`${origin}/api/siting/${jobId}`, { method: 'DELETE' })
  return `${add} new over 600 stations, ${answer.candidateCount} candidates × ${answer.demandCount} cells, over HTTP: ${first}; ${last} after ${elapsed()} s`
}

export const benchCoverage = async (dataFolder: string): Promise<string[]> => {
  const product = await serveProduct(dataFolder, ['server/main.ts'])
  try {
    const { origin } = product
    const [first] = await timesInTurn(0, 1, () => ask(origin, 'coverage', { at: AT }))
    const answer = (await ask(origin, 'coverage', { at: AT })) as CoverageAnswer
    const moves = await moveTimes(origin)
    const sums = await wholeTimes(origin, ['areas', 'distribution', 'changes'])
    const everything = await wholeTimes(origin, undefined)
    const asked = { warmUp: WARM_UP, requests: NEAREST_REQUESTS, seed: 4 }
    const alone = await nearestTimes(origin, asked)
    const beside = await whilePlannersAsk(origin, () => nearestTimes(origin, asked))
    // The threads start with the first siting question, which is not reported.
    await sitingLine(origin, 1)
    const siting = [await sitingLine(origin, 20), await sitingLine(origin, 40)]
    const p95 = (samples: number[]): string => quantile(samples, 0.95).toFixed(1)
    return [
      `${answer.summary.cellCount} demand cells, ${answer.summary.people} people, ${answer.summary.stationsCounted} stations that count; ${answer.gaps.length} gaps`,
      `first question after the start, with gaps, remedies and fragility: ${first!.toFixed(0)} ms`,
      `one station moved, over HTTP, with summary, towns and changed cells: ${describeTimes(moves)}`,
      `whole coverage from nothing over HTTP, summary, counties, towns, distribution: ${describeTimes(sums)}`,
      `the same with gaps, remedies for each, fragility of stations and bridges: ${describeTimes(everything)}`,
      `nearest 5 over HTTP, p95: ${p95(alone)} ms alone, ${p95(beside)} ms while two planners ask for whole coverages without pause`,
      ...siting,
      `memory of the server afterwards: ${product.memoryMebibytes()?.toFixed(0)} MiB`,
    ]
  } finally {
    await product.stop()
  }
}
