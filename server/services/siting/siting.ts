/** Where should the next stations stand? Jobs with a proof that goes on, found by id for a while. */
import { LRUCache } from 'lru-cache'
import type { z } from 'zod'
import { toLocalIso } from '../../../data/local-time.ts'
import { withSites } from '../../../data/scenario-edits.ts'
import type { Site, SitingAnswer, SitingQuery, sitingRequestSchema } from '../../../data/siting.ts'
import type { SitingTask } from '../../analysis/siting/siting-task.ts'
import { aboutParameter, ProblemError } from '../../http/problem-error.ts'
import { SitingBusy, type SitingRun } from '../../worker/siting-run.ts'
import { questionNow, standardsOf } from '../coverage/coverage.ts'
import { Service } from '../service-context.ts'
import { SitingJob } from './siting-job.ts'

const MOST_JOBS = 50
/** A finished job is forgotten after so long without a question. */
const KEPT_MILLISECONDS = 60 * 60_000
/** A station that is opened longer gets someone on duty. */
const NO_CREW = (): number => 0

const refuse = (parameter: string, en: string, zh: string): never => {
  throw aboutParameter('invalid-body', parameter, { en, zh })
}

const sitingQueryOf = (request: z.output<typeof sitingRequestSchema>, now: Date): SitingQuery => {
  if (request.filter.due > 1) {
    refuse(
      'filter.due',
      'sites are chosen for the first arrival; for a second one ask for backup cover (`backupPercent`)',
      '选址按首到计算；需要第二到达时请使用后备覆盖（backupPercent）',
    )
  }
  return {
    ...request,
    at: toLocalIso(request.at ? new Date(request.at) : now),
    withoutSent: request.withoutSent ?? request.at === undefined,
    standards: standardsOf(request),
  }
}

export class Siting extends Service {
  readonly #jobs = new LRUCache<string, SitingJob>({
    max: MOST_JOBS,
    ttl: KEPT_MILLISECONDS,
    updateAgeOnGet: true,
    dispose: (job) => job.stop(),
  })

  /** Answers the first solution with its bound. @throws ProblemError */
  async start(
    request: z.output<typeof sitingRequestSchema>,
    signal: AbortSignal,
  ): Promise<SitingAnswer> {
    const { store, analyses, inForce, siting, now, ending } = this.context
    const query = sitingQueryOf(request, now())
    const { context, question, told } = await store.read(async (snapshot) => ({
      context: await analyses.context(snapshot),
      ...(await questionNow(query, inForce, snapshot)),
    }))
    const asked = { question, query }
    const { sites, plan } = await analyses.run('long', context, 'siting-plan', asked, signal)
    if (sites.candidates.length === 0) {
      refuse('candidates', 'no place is left where a station may stand', '没有可选的建站地点')
    }
    const solve = (task: SitingTask): SitingRun => siting.start(task, query.gapPercent)
    const coverage = async (built: readonly Site[]): Promise<number> => {
      const scenario = withSites(query.scenario, built, query, ({ name }) => name, NO_CREW)
      const standing = { ...question, query: { ...question.query, scenario } }
      const asked = { question: standing, parts: [] }
      const { summary } = await analyses.run('long', context, 'coverage', asked, ending)
      return summary.peopleInTime
    }
    const job = (() => {
      try {
        return new SitingJob({ query, sites, context, told, plan, solve, coverage }, now)
      } catch (error) {
        if (!(error instanceof SitingBusy)) throw error
        throw new ProblemError('busy', {
          en: 'Other siting jobs are being computed; stop one of them or try again in a moment.',
          zh: '其他选址任务正在计算，请先停止其中一个，或稍后再试。',
        })
      }
    })()
    this.#jobs.set(job.id, job)
    await job.first()
    return job.answer()
  }

  /** A job that someone still wants to know of. @throws ProblemError where there is none. */
  job(id: string): SitingJob {
    const job = this.#jobs.get(id)
    if (!job) {
      throw new ProblemError('not-found', {
        en: 'There is no such siting job any more; ask the question again.',
        zh: '没有这个选址任务（可能已过期），请重新提交。',
      })
    }
    job.touch()
    return job
  }
}
