/** Who computes planners' questions, in which lanes, and the messages to and from their threads. */
import { CoverageModel } from '../analysis/coverage/coverage-model.ts'
import type { PlanningData } from '../analysis/coverage/planning-data.ts'
import type { UnknownStation } from '../analysis/coverage/stations.ts'
import type { RoadGraph } from '../network/graph.ts'
import type { RoadNetwork } from '../network/road-network.ts'
import { type JobInput, type JobName, type JobOutput, runJob } from './planner-jobs.ts'

/**
 * The graph's arrays lie in shared memory: sending it copies the names of its roads only. Threads
 * search, and read no places.
 */
export interface LoadMessage {
  readonly kind: 'load'
  readonly graph: RoadGraph
  readonly data: PlanningData
}

export interface RunMessage {
  readonly kind: 'run'
  readonly id: number
  readonly name: JobName
  readonly input: unknown
  /** One word in shared memory: 1 once the answer is not wanted any more. */
  readonly stop: Int32Array
}

export type ToThread = LoadMessage | RunMessage

/** The thread that computed a question has died; another takes the next. */
export class ThreadEnded extends Error {}

/** Errors lose their class on the way; those that the service must distinguish have a name. */
export type Failure =
  | { readonly kind: 'cancelled' }
  | ({ readonly kind: 'unknown-station' } & Pick<
      UnknownStation,
      'parameter' | 'stationId' | 'isDuplicate'
    >)
  | { readonly kind: 'other'; readonly message: string; readonly stack: string }

export type FromThread =
  | { readonly id: number; readonly output: unknown }
  | { readonly id: number; readonly failure: Failure }

/** What a question is asked about. */
export interface AnalysisContext {
  readonly network: RoadNetwork
  readonly data: PlanningData
}

export interface Planner {
  /**
   * @param lane `quick` and `dispatch` for what a person waits for, `long` and `dispatch-proof` for
   *   the rest: none ever waits for another.
   * @param signal aborted when the asker has gone; the promise is rejected with `Cancelled` then.
   * @throws UnknownStation and whatever else the analysis throws.
   */
  run<Name extends JobName>(
    lane: Lane,
    context: AnalysisContext,
    name: Name,
    input: JobInput<Name>,
    signal: AbortSignal,
  ): Promise<JobOutput<Name>>
  close(): Promise<void>
}

/**
 * Planners' and dispatchers' questions, each with a lane of their own for what takes longer; what
 * closures close, which the duty officer's question waits for.
 */
export const LANES = ['quick', 'long', 'dispatch', 'dispatch-proof', 'closures'] as const
export type Lane = (typeof LANES)[number]

/** Computes in the caller's own thread: for tests and tools, never for the service. */
export const localPlanner = (): Planner => {
  /** As every thread has its own. */
  const models = new Map<Lane, CoverageModel>()
  return {
    async run(lane, { network, data }, name, input, signal) {
      let model = models.get(lane)
      if (model?.network !== network || model.data.revision !== data.revision) {
        model = new CoverageModel(network, data)
        models.set(lane, model)
      }
      return runJob(model, name, input, () => signal.aborted)
    },
    async close() {
      models.clear()
    },
  }
}
