/** Who computes planners' questions: threads in the service, the test's own thread in a test. */
import { CoverageModel } from '../analysis/coverage/coverage-model.ts'
import type { PlanningData } from '../analysis/coverage/planning-data.ts'
import type { RoadNetwork } from '../network/road-network.ts'
import { type JobName, type PlannerJobs, runJob } from './planner-jobs.ts'

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
    input: PlannerJobs[Name]['input'],
    signal: AbortSignal,
  ): Promise<PlannerJobs[Name]['output']>
  close(): Promise<void>
}

/** Planners' and dispatchers' questions, each with a lane of their own for what takes longer. */
export const LANES = ['quick', 'long', 'dispatch', 'dispatch-proof'] as const
export type Lane = (typeof LANES)[number]

/** Computes in the caller's own thread: for tests and tools, never for the service. */
export const localPlanner = (): Planner => {
  let model: CoverageModel | null = null
  return {
    async run(_lane, { network, data }, name, input, signal) {
      if (model?.network !== network || model.data.revision !== data.revision) {
        model = new CoverageModel(network, data)
      }
      return runJob(model, name, input, () => signal.aborted)
    },
    async close() {
      model = null
    },
  }
}
