/** A planner's thread: holds one model and computes one job after the other. */
import { parentPort } from 'node:worker_threads'
import { CoverageModel } from '../analysis/coverage/coverage-model.ts'
import { Cancelled } from '../analysis/coverage/question.ts'
import { UnknownStation } from '../analysis/coverage/stations.ts'
import { RoadNetwork } from '../network/road-network.ts'
import { runJob } from './planner-jobs.ts'
import type { Failure, FromThread, RunMessage, ToThread } from './planner-messages.ts'
import { stepBack } from './step-back.ts'

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

let network: RoadNetwork | null = null
let model: CoverageModel | null = null

const compute = ({ id, name, input, stop }: RunMessage): FromThread => {
  try {
    if (!model) throw new Error('a job came before the data')
    const shouldStop = (): boolean => Atomics.load(stop, 0) === 1
    if (shouldStop()) throw new Cancelled()
    return { id, output: runJob(model, name, input as never, shouldStop) }
  } catch (error) {
    return { id, failure: failureOf(error) }
  }
}

port.on('message', (message: ToThread) => {
  if (message.kind === 'run') {
    port.postMessage(compute(message))
    return
  }
  if (network?.graph.id !== message.graph.id) network = new RoadNetwork(message.graph)
  model = new CoverageModel(network, message.data)
})
