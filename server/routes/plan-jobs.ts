/** Plans that were answered and are still being proved; kept for a while, so that they can be asked for. */
import { randomUUID } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import type { TransferPlan } from '../../data/transfer-plan.ts'
import { Cancelled } from '../analysis/cancellation.ts'
import { OBJECTIVES, type Objective } from '../analysis/transfer/instance.ts'
import type { TransferFindings } from '../analysis/transfer/transfer-question.ts'
import type { Dependencies } from '../dependencies.ts'
import type { PlanningState } from './planning-ground.ts'
import type { PlanCase } from './transfer-plan-question.ts'

/** Whole lorries within half a percent of the best are good enough to send. */
const GOOD_ENOUGH_PERCENT = 0.5
const PROVED_PERCENT = 1e-6
const PROOF_SECONDS = 4
/** Proofs that wait or run at once; who asks for more gives up the oldest. */
const MOST_PROOFS = 3

/** Seconds of work: they must not stand in the way of those who wait for a small plan. */
const LARGE_FLOWS = 50_000

const flowsOf = ({ question: { sites, stockpiles, items } }: PlanCase): number =>
  sites.length * stockpiles.length * items.length

const isLarge = (planCase: PlanCase): boolean => flowsOf(planCase) > LARGE_FLOWS

/** Plans are kept by what they weigh: three hundred small ones, or some twenty as large as can be. */
const MOST_FLOWS_KEPT = 3_000_000
const FEWEST_FLOWS_COUNTED = 10_000

type ProofState = TransferPlan['proof']['state']

export interface PlanJob {
  readonly id: string
  readonly planCase: PlanCase
  readonly ground: PlanningState
  findings: TransferFindings
  /** Of them, what was told last: what whoever confirms the plan has seen. */
  told: TransferFindings
  state: ProofState
  readonly abort: AbortController
}

/** What is met, and when, is what a plan is judged by; the further objectives only choose among equals. */
const MAIN_OBJECTIVES: readonly Objective[] = ['missed', 'lateness']

const largestGap = ({ proofs }: TransferFindings, objectives: readonly Objective[]): number =>
  Math.max(
    0,
    ...proofs
      .filter(({ objective }) => objectives.includes(objective))
      .map((proof) => proof.gapPercent),
  )

export const mainGapPercent = (findings: TransferFindings): number =>
  largestGap(findings, MAIN_OBJECTIVES)

const isSettled = (findings: TransferFindings): boolean =>
  largestGap(findings, OBJECTIVES) <= GOOD_ENOUGH_PERCENT

const settledState = (findings: TransferFindings): ProofState => {
  if (largestGap(findings, OBJECTIVES) <= PROVED_PERCENT) return 'proved'
  return mainGapPercent(findings) <= GOOD_ENOUGH_PERCENT ? 'within-gap' : 'stopped'
}

export class PlanJobs {
  readonly #dependencies: Dependencies
  readonly #jobs = new LRUCache<string, PlanJob>({
    maxSize: MOST_FLOWS_KEPT,
    sizeCalculation: ({ planCase }) => Math.max(FEWEST_FLOWS_COUNTED, flowsOf(planCase)),
    dispose: ({ abort }) => abort.abort(),
  })
  #running: PlanJob[] = []

  constructor(dependencies: Dependencies) {
    this.#dependencies = dependencies
  }

  /** Plans at once, and goes on proving in a thread of its own where that is not enough. */
  async start(planCase: PlanCase, ground: PlanningState, signal: AbortSignal): Promise<PlanJob> {
    const { planner } = this.#dependencies
    const input = { question: planCase.question }
    const lane = isLarge(planCase) ? 'dispatch-proof' : 'dispatch'
    const findings = await planner.run(lane, ground, 'transfer-plan', input, signal)
    const state = settledState(findings)
    const abort = new AbortController()
    const id = randomUUID()
    const job: PlanJob = { id, planCase, ground, findings, told: findings, state, abort }
    this.#jobs.set(job.id, job)
    if (!isSettled(findings)) this.#prove(job)
    return job
  }

  get(id: string): PlanJob | undefined {
    return this.#jobs.get(id)
  }

  /** Ends a proof; what was found stays. */
  stop(id: string): boolean {
    const job = this.#jobs.get(id)
    job?.abort.abort()
    return job !== undefined
  }

  #prove(job: PlanJob): void {
    const { planner, logger } = this.#dependencies
    job.state = 'running'
    this.#running.push(job)
    while (this.#running.length > MOST_PROOFS) this.#running.shift()?.abort.abort()
    const { planCase, findings, abort, ground } = job
    const input = { question: planCase.question, findings, seconds: PROOF_SECONDS }
    planner
      .run('dispatch-proof', ground, 'transfer-proof', input, abort.signal)
      .then((proved) => {
        job.findings = proved
        job.state = settledState(proved)
      })
      .catch((error: unknown) => {
        job.state = error instanceof Cancelled ? 'stopped' : 'failed'
        if (job.state === 'failed') logger.error({ err: error }, 'a plan could not be proved')
      })
      .finally(() => {
        this.#running = this.#running.filter((each) => each !== job)
      })
  }
}
