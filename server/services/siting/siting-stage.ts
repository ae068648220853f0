/** A siting task that is being solved, and what is known of it. */
import type { Reduced } from '../../analysis/siting/siting-plan.ts'
import { evaluateSites, loosestBound, type SitingTask } from '../../analysis/siting/siting-task.ts'
import type { SiteSolution } from '../../analysis/siting/solver.ts'
import type { SitingRun } from '../../worker/siting-run.ts'

const DECIMALS = 6

/** Without decimals that only floating point has made. */
export const cleaned = (value: number): number => Number(value.toFixed(DECIMALS))

/** A task being solved, and what is known of it. */
export class Stage {
  readonly task: SitingTask
  readonly run: SitingRun

  constructor(task: SitingTask, run: SitingRun) {
    this.task = task
    this.run = run
  }

  get isDone(): boolean {
    return this.run.findings.state !== 'running'
  }

  /** @throws Error where the job failed, or the solution is not worth what the solver says. */
  get solution(): SiteSolution {
    const { best, failure } = this.run.findings
    if (failure !== null) throw new Error(`a siting job failed: ${failure}`)
    if (!best) return { chosen: [], objective: evaluateSites(this.task, []) ?? 0 }
    const objective = evaluateSites(this.task, best.chosen)
    if (objective !== best.objective) {
      throw new Error(`the sites are worth ${objective}, not ${best.objective}`)
    }
    return best
  }

  /** A job stopped before anything was proved has proved nothing. */
  get bound(): number {
    const { bound } = this.run.findings
    return Number.isFinite(bound) ? bound : loosestBound(this.task)
  }
}

/** A phase that has been solved. */
export interface SolvedPhase {
  readonly reduced: Reduced
  readonly stage: Stage
}

/** Candidates of the table that a stage has chosen. */
export const candidatesOf = ({ reduced, stage }: SolvedPhase): number[] =>
  stage.solution.chosen.map((each) => reduced.candidates[each]!)
