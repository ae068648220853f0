/** A year of calls over the default city, against the plain way; by the processor's time. */
import { busyRequestSchema } from '../../data/busy.ts'
import { type BusyContext, busyContext } from '../../server/analysis/busy/busy-context.ts'
import { busyFigures } from '../../server/analysis/busy/busy-figures.ts'
import { sameWeights, sharesOf } from '../../server/analysis/busy/demand-weights.ts'
import { type CallsQuestion, simulateCalls } from '../../server/analysis/busy/simulate-calls.ts'
import { neverStop } from '../../server/analysis/cancellation.ts'
import { CoverageModel } from '../../server/analysis/coverage/coverage-model.ts'
import { RoadNetwork } from '../../server/network/road-network.ts'
import { coverageQueryOf, questionOf } from '../../server/services/coverage/coverage.ts'
import { networkPath } from '../../server/store/data-folder.ts'
import { readNetwork } from '../../server/store/network-file.ts'
import { planningState } from '../fixtures/coverage-ground.ts'
import { plainCalls } from '../fixtures/plain-calls.ts'
import { openShortStore } from '../fixtures/stores.ts'

const AT = '2026-11-23T12:00:00+08:00'
const MIDNIGHT = new Date('2026-11-23T00:00:00+08:00')
const CALLS_PER_YEAR = 205_000
const DAY = 86_400
const YEAR_DAYS = 365
/** The plain way takes too long for a year. */
const PLAIN_DAYS = 30
const RUNS = 5
const ON_SCENE_SECONDS = 2700

/** Processor seconds of the best of some runs. */
const secondsOf = <T>(runs: number, act: () => T): { seconds: number; result: T } => {
  let best = Number.POSITIVE_INFINITY
  let result: T | undefined
  for (let run = 0; run < runs; run++) {
    const before = process.cpuUsage()
    result = act()
    const { user, system } = process.cpuUsage(before)
    best = Math.min(best, (user + system) / 1e6)
  }
  return { seconds: best, result: result! }
}

export const benchBusy = async (dataFolder: string): Promise<string[]> => {
  const network = new RoadNetwork(readNetwork(networkPath(dataFolder))!)
  const store = await openShortStore(`${dataFolder}/emergency-map.sqlite`)
  const { data } = await planningState(store, network)
  await store.close()
  const model = new CoverageModel(network, data)
  const { calls, simulation, ...conditions } = busyRequestSchema.parse({ at: AT })
  const asked = coverageQueryOf({ ...conditions, demand: 'residents' }, MIDNIGHT)
  const question = questionOf(asked)
  const query = { ...asked, calls: { ...calls, perYear: CALLS_PER_YEAR }, simulation }
  const first = secondsOf(1, () => busyContext(model, question, neverStop))
  const context: BusyContext = first.result
  const whole = secondsOf(RUNS, () => busyFigures(model, query, question, neverStop))
  const over = (days: number): CallsQuestion => ({
    ...context,
    demand: sameWeights(data.demand.people, sharesOf(calls.byHour)),
    callsPerDay: CALLS_PER_YEAR / YEAR_DAYS,
    onSceneSeconds: ON_SCENE_SECONDS,
    fromSecond: DAY,
    untilSecond: (1 + days) * DAY,
    seed: 1,
    whenAllOut: 'wait',
  })
  const simulated = (days: number) => {
    let told = 0
    simulateCalls(over(days), () => told++, neverStop)
    return told
  }
  const year = secondsOf(RUNS, () => simulated(YEAR_DAYS))
  const month = secondsOf(RUNS, () => simulated(PLAIN_DAYS))
  const values = context.stations.map((station) => station.values)
  const plain = secondsOf(1, () => plainCalls(over(PLAIN_DAYS), values, MIDNIGHT))
  if (plain.result.calls.length !== month.result) throw new Error('the two ways tell other calls')
  const entries = context.lists[0]!.stations.length
  return [
    `${data.demand.count} cells, ${context.stations.length} stations, ${entries} pairs within half an hour by day`,
    `a year of ${year.result} calls simulated: ${year.seconds.toFixed(2)} s of processor time`,
    `the whole analysis with formulas, hours, counties and intervals: ${whole.seconds.toFixed(2)} s; ${first.seconds.toFixed(2)} s more for the first question, which searches from every station by day and by night`,
    `${PLAIN_DAYS} days (${month.result} calls): ${(plain.seconds / month.seconds).toFixed(0)} times less than by lists of journeys and the duty rule asked for every station (${plain.seconds.toFixed(1)} s)`,
  ]
}
