/** What the service and a planner's thread tell each other. */
import type { PlanningData } from '../analysis/coverage/planning-data.ts'
import type { RoadGraph } from '../network/graph.ts'
import type { JobName } from './planner-jobs.ts'

/** The graph's arrays lie in shared memory: sending it copies its names only. */
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
  /** One word in shared memory: 1 once nobody waits for the answer. */
  readonly stop: Int32Array
}

export type ToThread = LoadMessage | RunMessage

/** Errors lose their class on the way; what the service must tell apart is told. */
export type Failure =
  | { readonly kind: 'cancelled' }
  | {
      readonly kind: 'unknown-station'
      readonly parameter: string
      readonly stationId: string
      readonly isDuplicate: boolean
    }
  | { readonly kind: 'other'; readonly message: string; readonly stack: string }

export type FromThread =
  | { readonly id: number; readonly output: unknown }
  | { readonly id: number; readonly failure: Failure }
