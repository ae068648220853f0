/** POST /api/siting: where should the next stations stand? With a proof that goes on meanwhile. */
import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { streamSSE } from 'hono/streaming'
import { toLocalIso } from '../../data/local-time.ts'
import {
  type SitingAnswer,
  type SitingQuery,
  sitingAnswerSchema,
  sitingRequestSchema,
} from '../../data/siting.ts'
import { DEFAULT_STANDARDS } from '../../data/standards.ts'
import type { Dependencies } from '../dependencies.ts'
import { MEDIA_TYPES } from '../features/links.ts'
import { plainQuerySchema } from '../features/parameters.ts'
import { ProblemError } from '../http/problem-error.ts'
import { validationHook } from '../http/validation.ts'
import { SitingBusy } from '../worker/siting-run.ts'
import type { ActiveClosures } from './active-closures.ts'
import { okAnswer, problemAnswers } from './answers.ts'
import { planningProblem, questionNow } from './coverage-question.ts'
import type { PlanningGrounds } from './planning-ground.ts'
import { type SitingJob, SitingJobs } from './siting-jobs.ts'

/** The first answer waits so long for a better solution and a tighter bound, if any is missing. */
const FIRST_ANSWER_MILLISECONDS = 300
/** Progress is told at most this often. */
const PROGRESS_MILLISECONDS = 200
/** A line without meaning keeps proxies from closing a connection on which nothing happens. */
const HEARTBEAT_MILLISECONDS = 15_000

const params = z.object({ jobId: z.string().min(1) })

const startRoute = createRoute({
  method: 'post',
  path: '/siting',
  tags: ['Analysis'],
  summary: 'Where the next stations should stand, with a bound on how good any choice can be',
  description:
    'Maximal covering, set covering, p-median or p-center over the present stations. Answers the first solution with its bound at once; while `state` is `running` the proof goes on under `jobId`. For `mclp` the objective is the number of people newly in time.',
  request: {
    query: plainQuerySchema,
    body: { required: true, content: { [MEDIA_TYPES.json]: { schema: sitingRequestSchema } } },
  },
  responses: {
    ...okAnswer('Sites, objective and bound', MEDIA_TYPES.json, sitingAnswerSchema),
    ...problemAnswers(400, 422, 503),
  },
})

const jobRoute = createRoute({
  method: 'get',
  path: '/siting/{jobId}',
  tags: ['Analysis'],
  summary: 'How far a siting job has come',
  request: { params, query: plainQuerySchema },
  responses: {
    ...okAnswer('Sites, objective and bound', MEDIA_TYPES.json, sitingAnswerSchema),
    ...problemAnswers(400, 404),
  },
})

const stopRoute = createRoute({
  method: 'delete',
  path: '/siting/{jobId}',
  tags: ['Analysis'],
  summary: 'Stop a siting job; what it has found stays',
  request: { params, query: plainQuerySchema },
  responses: {
    ...okAnswer('What was found', MEDIA_TYPES.json, sitingAnswerSchema),
    ...problemAnswers(400, 404),
  },
})

const eventsRoute = createRoute({
  method: 'get',
  path: '/siting/{jobId}/events',
  tags: ['Analysis'],
  summary: 'Progress of a siting job as server-sent events',
  description: 'Events `progress` and at last `done`, each with the whole answer as JSON.',
  request: { params, query: plainQuerySchema },
  responses: {
    ...okAnswer('Events', 'text/event-stream', z.string()),
    ...problemAnswers(400, 404),
  },
})

const refuse = (parameter: string, en: string, zh: string): never => {
  const sentence = { en, zh }
  throw new ProblemError('invalid-body', sentence, [{ parameter, sentence }])
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
    standards: {
      urban: request.standards.urban ?? DEFAULT_STANDARDS.urban,
      rural: request.standards.rural ?? DEFAULT_STANDARDS.rural,
    },
  }
}

export const sitingRoutes = (
  dependencies: Dependencies,
  grounds: PlanningGrounds,
  active: ActiveClosures,
) => {
  const { planner, siting, now } = dependencies
  const jobs = new SitingJobs(siting, now)
  const app = new OpenAPIHono({ defaultHook: validationHook })

  const jobOf = (id: string): SitingJob => {
    const job = jobs.get(id)
    if (!job) {
      throw new ProblemError('not-found', {
        en: 'There is no such siting job any more; ask the question again.',
        zh: '没有这个选址任务（可能已过期），请重新提交。',
      })
    }
    job.touch()
    return job
  }
  const answerJson = (context: Context, answer: SitingAnswer) =>
    context.body(JSON.stringify(answer), 200, {
      'Content-Type': MEDIA_TYPES.json,
      'Cache-Control': 'no-store',
    })
  const start = (...args: Parameters<SitingJobs['start']>): SitingJob => {
    try {
      return jobs.start(...args)
    } catch (error) {
      if (!(error instanceof SitingBusy)) throw error
      throw new ProblemError('busy', {
        en: 'Other siting jobs are being computed; stop one of them or try again in a moment.',
        zh: '其他选址任务正在计算，请先停止其中一个，或稍后再试。',
      })
    }
  }

  app.openapi(startRoute, async (context) => {
    const query = sitingQueryOf(context.req.valid('json'), now())
    const state = await grounds.current()
    const { question, obeyed } = await questionNow(query, active)
    const { signal } = context.req.raw
    const ground = await planner
      .run('long', state, 'site-ground', { question, query }, signal)
      .catch((error: unknown) => {
        throw planningProblem(error)
      })
    if (ground.candidates.length === 0) {
      refuse('candidates', 'no place is left where a station may stand', '没有可选的建站地点')
    }
    const job = start(query, ground, { ...state, obeyed })
    const enough = new Promise((resolve) => setTimeout(resolve, FIRST_ANSWER_MILLISECONDS))
    await job.run.first(enough)
    return answerJson(context, job.answer())
  })

  app.openapi(jobRoute, (context) =>
    answerJson(context, jobOf(context.req.valid('param').jobId).answer()),
  )

  app.openapi(stopRoute, (context) => {
    const job = jobOf(context.req.valid('param').jobId)
    job.run.stop()
    return answerJson(context, job.answer())
  })

  app.openapi(eventsRoute, (context) => {
    const job = jobOf(context.req.valid('param').jobId)
    // Compressing would hold events back.
    context.header('Cache-Control', 'no-store, no-transform')
    return streamSSE(context, async (stream) => {
      let hasChanged = true
      const onChange = (): void => {
        hasChanged = true
      }
      job.run.on('changed', onChange)
      let silent = 0
      try {
        while (!stream.aborted) {
          job.touch()
          const isDone = job.run.findings.state !== 'running'
          if (hasChanged || isDone) {
            hasChanged = false
            silent = 0
            const event = isDone ? 'done' : 'progress'
            await stream.writeSSE({ event, data: JSON.stringify(job.answer()) })
            if (isDone) break
          } else if (silent > HEARTBEAT_MILLISECONDS) {
            silent = 0
            await stream.write(': still at it\n\n')
          }
          await stream.sleep(PROGRESS_MILLISECONDS)
          silent += PROGRESS_MILLISECONDS
        }
      } finally {
        job.run.off('changed', onChange)
      }
    })
  })
  return app
}
