/** Plans for transfers: answered at once, proved meanwhile, kept for a while under their id. */
import { randomUUID } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import type { TransferPlanRequest } from '../../../data/plan-request.ts'
import {
  type PlanConfirmation,
  type TransferInput,
  transferInputSchema,
} from '../../../data/transfer-order.ts'
import type {
  Counterfactual,
  CounterfactualRequest,
  TransferPlan,
} from '../../../data/transfer-plan.ts'
import { Cancelled } from '../../analysis/cancellation.ts'
import { sum } from '../../analysis/transfer/batches.ts'
import { haveSharedParts } from '../../analysis/transfer/kit-supply.ts'
import type { Objective } from '../../analysis/transfer/objectives.ts'
import type { TransferFindings } from '../../analysis/transfer/transfer-question.ts'
import { aboutParameter, ProblemError } from '../../http/problem-error.ts'
import { bodyProblem } from '../../http/validation.ts'
import type { StampedContext } from '../analyses.ts'
import { Service } from '../service-context.ts'
import { type NamedItem, refuseRetired } from '../stock/item-sheets.ts'
import { counterfactualBody, suppositionOf } from './counterfactual-answer.ts'
import { planBody } from './plan-answer.ts'
import { mayUseReserves, type PlanCase, readPlanCase } from './plan-case.ts'
import { improvementSentence, proofSentence } from './proof-words.ts'

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

interface PlanJob {
  readonly id: string
  readonly planCase: PlanCase
  readonly context: StampedContext
  findings: TransferFindings
  /** What was answered first. */
  readonly first: TransferFindings
  /** Of them, what was answered last: what the person who confirms the plan has seen. */
  answered: TransferFindings
  state: ProofState
  readonly abort: AbortController
}

/** What is met, and when, is what a plan is judged by; the others only choose among equals. */
const MAIN_OBJECTIVES: readonly Objective[] = ['missed', 'lateness']

const largestGap = (proofs: TransferFindings['proofs']): number =>
  Math.max(0, ...proofs.map((proof) => proof.gapPercent))

const mainGapPercent = ({ proofs }: TransferFindings): number =>
  largestGap(proofs.filter(({ objective }) => MAIN_OBJECTIVES.includes(objective)))

const isSettled = (findings: TransferFindings): boolean =>
  largestGap(findings.proofs) <= GOOD_ENOUGH_PERCENT

const settledState = (findings: TransferFindings): ProofState => {
  if (largestGap(findings.proofs) <= PROVED_PERCENT) return 'proved'
  return mainGapPercent(findings) <= GOOD_ENOUGH_PERCENT ? 'within-gap' : 'stopped'
}

const noSuchPlan = (): ProblemError =>
  new ProblemError('not-found', {
    en: 'This plan is not kept any more; plan again.',
    zh: '该计划已不再保留，请重新计划。',
  })

const aboutPlan = (en: string, zh: string): ProblemError =>
  aboutParameter('invalid-body', 'planId', { en, zh })

/** Where items go in kits and by themselves, what the kits that are sent leave is there for itself. */
const afterKits = (asked: PlanCase, { instance, solution }: TransferFindings): PlanCase => {
  const { items, kits } = asked
  if (!haveSharedParts(items, kits)) return asked
  return asked.withKits((kit, stockpile) =>
    sum(
      solution.flows.filter(
        ({ sender, item }) =>
          instance.stockpileOf[sender] === stockpile && item === items.length + kit,
      ),
      ({ quantity }) => quantity,
    ),
  )
}

/** Everything that is asked for, with where the request says so. */
const demandsOf = ({ sites }: TransferPlanRequest): NamedItem[] =>
  sites.flatMap(({ demands }, site) =>
    demands.map(({ item }, index) => ({ item, parameter: `sites.${site}.demands.${index}.item` })),
  )

export class Plans extends Service {
  readonly #jobs = new LRUCache<string, PlanJob>({
    maxSize: MOST_FLOWS_KEPT,
    sizeCalculation: ({ planCase }) => Math.max(FEWEST_FLOWS_COUNTED, flowsOf(planCase)),
    dispose: ({ abort }) => abort.abort(),
  })
  #running: PlanJob[] = []

  /**
   * Plans at once, and goes on proving in a thread of its own where that is not enough.
   * @param signal aborted when no one waits any more. @throws ProblemError
   */
  async plan(request: TransferPlanRequest, signal: AbortSignal): Promise<TransferPlan> {
    const { store, analyses, now } = this.context
    const { context, planCase: asked } = await store.read(async (snapshot) => {
      await refuseRetired(snapshot, demandsOf(request))
      return {
        context: await analyses.context(snapshot),
        planCase: await readPlanCase(this.context, snapshot, request, now()),
      }
    })
    const lane = isLarge(asked) ? 'dispatch-proof' : 'dispatch'
    const find = ({ question }: PlanCase): Promise<TransferFindings> =>
      analyses.run(lane, context, 'transfer-plan', { question }, signal)
    const first = await find(asked)
    const planCase = afterKits(asked, first)
    const findings = planCase === asked ? first : await find(planCase)
    const job: PlanJob = {
      id: randomUUID(),
      planCase,
      context,
      findings,
      first: findings,
      answered: findings,
      state: settledState(findings),
      abort: new AbortController(),
    }
    this.#jobs.set(job.id, job)
    if (!isSettled(findings)) this.#prove(job)
    return this.#answer(job)
  }

  /** A plan as far as it is proved. @throws ProblemError where it is not kept any more. */
  async get(id: string): Promise<TransferPlan> {
    return this.#answer(this.#job(id))
  }

  /**
   * What it would cost if a stockpile sent what farther ones send, against the plan as it was
   * answered last. @throws ProblemError for plans that are not kept, and what is not in them.
   */
  async suppose(
    id: string,
    asked: CounterfactualRequest,
    signal: AbortSignal,
  ): Promise<Counterfactual> {
    const { planCase, answered, context } = this.#job(id)
    const at = suppositionOf(planCase, asked)
    const { instance, solution } = answered
    const input = { question: planCase.question, findings: { instance, solution }, at }
    const { analyses } = this.context
    const found = await analyses.run('dispatch', context, 'transfer-supposed', input, signal)
    return counterfactualBody({ planCase, asked, at, findings: answered, found })
  }

  /** Ends a proof; what was found stays. @throws ProblemError where it is not kept any more. */
  stop(id: string): void {
    this.#job(id).abort.abort()
  }

  /** What a plan was asked with; null where it is not kept any more. */
  requestOf(id: string): TransferPlanRequest | null {
    return this.#jobs.get(id)?.planCase.request ?? null
  }

  /**
   * An order of what the plan's last answer said: a proof that has gone on since changes nothing.
   * @throws ProblemError for plans that are not kept any more, or that send nothing.
   */
  orderOf({ planId, requestedBy, reason, receiver, contact }: PlanConfirmation): TransferInput {
    const job = this.#jobs.get(planId)
    if (!job) {
      throw aboutPlan('this plan is not kept any more; plan again', '该计划已不再保留，请重新计划')
    }
    const { sites, loads } = planBody(job.planCase, job.answered)
    if (loads.length === 0) {
      throw aboutPlan('this plan sends nothing that could be reserved', '该计划没有可预留的物资')
    }
    const order = transferInputSchema.safeParse({
      sites: sites.map((site) => ({ ...site, receiver, contact })),
      loads,
      emergency: mayUseReserves(job.planCase.request),
      requestedBy,
      reason,
    })
    if (!order.success) throw bodyProblem(order.error)
    return order.data
  }

  #job(id: string): PlanJob {
    const job = this.#jobs.get(id)
    if (!job) throw noSuchPlan()
    return job
  }

  async #answer(job: PlanJob): Promise<TransferPlan> {
    const { store, registers } = this.context
    const stamp = await store.read((snapshot) => registers.stamp(snapshot, ['stockpiles']))
    job.answered = job.findings
    return {
      id: job.id,
      ...planBody(job.planCase, job.findings),
      proof: {
        state: job.state,
        aims: job.findings.proofs.map(({ objective: aim, isProvedSingle, ...proof }) => ({
          ...{ aim, ...proof },
          sentence: proofSentence({ aim, ...proof }, isProvedSingle),
        })),
        gapPercent: mainGapPercent(job.findings),
      },
      improved: improvementSentence(
        job.planCase.question.objectives,
        job.first.solution.values,
        job.findings.solution.values,
      ),
      ...stamp,
      notice: job.context.notice ?? stamp.notice,
    }
  }

  #prove(job: PlanJob): void {
    const { planner, logger } = this.context
    job.state = 'running'
    this.#running.push(job)
    while (this.#running.length > MOST_PROOFS) this.#running.shift()?.abort.abort()
    const { planCase, findings, abort, context } = job
    const input = { question: planCase.question, findings, seconds: PROOF_SECONDS }
    planner
      .run('dispatch-proof', context, 'transfer-proof', input, abort.signal)
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
