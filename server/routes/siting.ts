/** POST /api/siting: where should the next stations stand? With a proof that goes on meanwhile. */
import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { streamSSE } from 'hono/streaming'
import { sitingRequestSchema } from '../../data/siting.ts'
import { sitingAnswerSchema } from '../../data/siting-answer.ts'
import { signalOf } from '../http/long-questions.ts'
import type { Services } from '../services/services.ts'
import { answers, jsonBody, plain, route, router, send } from './answers.ts'

/** Progress is sent at most this often. */
const PROGRESS_MILLISECONDS = 200
/** A line without meaning keeps proxies from closing a connection on which nothing happens. */
const HEARTBEAT_MILLISECONDS = 15_000

const params = z.object({ jobId: z.string().min(1) })

const startRoute = route('post', '/siting', 'Analysis', {
  summary: 'Where the next stations should stand, with a bound on how good any choice can be',
  description:
    'Maximal covering, set covering, p-median or p-center over the present stations. Answers the first solution with its bound at once; while `state` is `running` the proof goes on under `jobId`. For `mclp` the objective is the number of people newly in time. At most `add` sites are proposed: where a target takes more, `enough` and `remarks` say so. Maximal covering also takes a day of `periods`, a `band` of speeds with `robust`, a `budget`, `must`, `forbid`, `quotas`, `phases` and `busyPercent`. Once the search has ended the sites are counted again by the ordinary coverage (`peopleInTimeChecked`).',
  request: { ...plain, body: jsonBody(sitingRequestSchema) },
  answer: answers.ok('Sites, objective and bound', sitingAnswerSchema),
  problems: [429],
})

const jobRoute = route('get', '/siting/{jobId}', 'Analysis', {
  summary: 'How far a siting job has come',
  request: { ...plain, params },
  answer: answers.ok('Sites, objective and bound', sitingAnswerSchema),
})

const stopRoute = route('delete', '/siting/{jobId}', 'Analysis', {
  summary: 'Stop a siting job; what it has found stays',
  request: { ...plain, params },
  answer: answers.ok('What was found', sitingAnswerSchema),
})

const eventsRoute = route('get', '/siting/{jobId}/events', 'Analysis', {
  summary: 'Progress of a siting job as server-sent events',
  description: 'Events `progress` and at last `done`, each with the whole answer as JSON.',
  request: { ...plain, params },
  answer: answers.ok('Events', z.string(), 'text/event-stream'),
})

/** Whatever changes, at most once per interval, until the job is done or the client has gone. */
const sendEvents = (context: Context, job: ReturnType<Services['siting']['job']>): Response => {
  // Compressing would hold events back.
  context.header('Cache-Control', 'no-store, no-transform')
  return streamSSE(context, async (stream) => {
    let hasChanged = true
    const note = (): void => {
      hasChanged = true
    }
    job.on('changed', note)
    let silent = 0
    try {
      while (!stream.aborted) {
        job.touch()
        const { isDone } = job
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
      job.off('changed', note)
    }
  })
}

export const sitingRoutes = ({ siting }: Services) =>
  router()
    .openapi(startRoute, async (context) =>
      send.json(context, await siting.start(context.req.valid('json'), signalOf(context))),
    )
    .openapi(jobRoute, (context) =>
      send.json(context, siting.job(context.req.valid('param').jobId).answer()),
    )
    .openapi(stopRoute, (context) => {
      const job = siting.job(context.req.valid('param').jobId)
      job.stop()
      return send.json(context, job.answer())
    })
    .openapi(eventsRoute, (context) =>
      sendEvents(context, siting.job(context.req.valid('param').jobId)),
    )
