/** A planner's thread: holds one model and computes one job after the other. */
import { parentPort, workerData } from 'node:worker_threads'
import { Cancelled } from '../analysis/cancellation.ts'
import { CoverageModel } from '../analysis/coverage/coverage-model.ts'
import type { CoverageQuestion } from '../analysis/coverage/planning-data.ts'
import { UnknownStation } from '../analysis/coverage/stations.ts'
import { RoadNetwork } from '../network/road-network.ts'
import type { Failure, FromThread, RunMessage, ToThread } from './planner.ts'
import { runJob } from './planner-jobs.ts'
import { collectingAtRest, stepBack } from './thread-settings.ts'

const failureOf = (error: unknown): Failure => {
  if (error instanceof Cancelled) return { kind: 'cancelled' }
  if (error instanceof UnknownStation) {
    const { parameter, stationId, isDuplicate } = error
    return { kind: 'unknown-station', parameter, stationId, isDuplicate }
  }
  const { message, stack = '' } = error instanceof Error ? error : new Error(String(error))
  return { kind: 'other', message, stack }
}

const port = parentPort
if (!port) throw new Error('this file is a worker thread')
stepBack()

const busy = collectingAtRest()

let network: RoadNetwork | null = null
let model: CoverageModel | null = null

const compute = async ({ id, name, input, stop }: RunMessage): Promise<FromThread> => {
  try {
    if (!model) throw new Error('a job came before the data')
    const shouldStop = (): boolean => Atomics.load(stop, 0) === 1
    if (shouldStop()) throw new Cancelled()
    return { id, output: await runJob(model, name, input as never, shouldStop) }
  } catch (error) {
    return { id, failure: failureOf(error) }
  }
}

/** Between two slices of its own work the thread takes what is asked of it. */
const IDLE_SLICE_MILLISECONDS = 20

let preparation: Generator<void, void> | null = null
let isPreparing = false

/** Goes on preparing while nothing is asked. */
const prepare = (): void => {
  if (isPreparing || !preparation) return
  isPreparing = true
  setImmediate(() => {
    isPreparing = false
    const until = performance.now() + IDLE_SLICE_MILLISECONDS
    while (preparation && performance.now() < until) {
      if (preparation.next().done) preparation = null
    }
    prepare()
  })
}

/** Only the lane of the long questions has use for it. */
const prepareFor = ({ input }: RunMessage): void => {
  if (workerData !== 'long' || !model) return
  const { question } = input as { question?: CoverageQuestion }
  // Questions about transfers ask of no coverage.
  if (!question || !('standards' in question.query)) return
  preparation = model.prepareReach(question)
  prepare()
}

port.on('message', async (message: ToThread) => {
  busy()
  if (message.kind === 'run') {
    preparation = null
    const answer = await compute(message)
    port.postMessage(answer)
    busy()
    if ('output' in answer) prepareFor(message)
    return
  }
  preparation = null
  if (network?.graph.id !== message.graph.id) network = new RoadNetwork(message.graph)
  model = new CoverageModel(network, message.data)
})
