/** GET /api/events: what changes, as server-sent events that go on until the client has gone. */
import { z } from '@hono/zod-openapi'
import type { RevisionsEvent } from '../../data/events.ts'
import type { Services } from '../services/services.ts'
import { answers, route, router } from './answers.ts'

/** Keeps proxies from closing a stream on which nothing happens, and tells clients that it is alive. */
const BEAT_MILLISECONDS = 15_000
/** After how long a browser connects again that has lost the stream. */
const RETRY_MILLISECONDS = 2000
/** A client that leaves so many events unread has gone, or will read them all anew. */
const MOST_UNREAD = 100

const eventsRoute = route('get', '/events', 'Service', {
  summary: 'What changes, as server-sent events',
  description:
    'Event `revisions`: JSON with `revisions` (by collection, and of `closures`, `warnings`, `transfers` …), the id of the road `network`, and `start`, which is another with each start of the service. The first event of a connection has all of them, the others what has changed since. Each has an id: a connection with that of the last one in `Last-Event-ID`, as browsers send by themselves, begins with what has changed since then, whoever wrote it. Answers under /api name in `Events-Id` the event that they know of at least. Event `beat` every 15 seconds: nothing has happened. Ends when the service ends.',
  answer: answers.ok('Events', z.string(), 'text/event-stream'),
})

const sse = (event: string, data: unknown, id?: string): string =>
  `${id === undefined ? '' : `id: ${id}\n`}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`

/** @throws ProblemError where too many listen. */
const openStream = async (events: Services['events'], now: () => Date, lastId?: string) => {
  const encoder = new TextEncoder()
  let controller: ReadableStreamDefaultController<Uint8Array<ArrayBuffer>>
  let beat: NodeJS.Timeout | undefined
  let stop = (): void => {}
  const end = (): void => {
    clearInterval(beat)
    stop()
    controller.close()
  }
  const send = (text: string): void => {
    if ((controller.desiredSize ?? 0) < -MOST_UNREAD) end()
    else controller.enqueue(encoder.encode(text))
  }
  const stream = new ReadableStream<Uint8Array<ArrayBuffer>>({
    start: (given) => {
      controller = given
    },
    cancel: () => {
      clearInterval(beat)
      stop()
    },
  })
  send(`retry: ${RETRY_MILLISECONDS}\n\n`)
  const tell = (event: RevisionsEvent, id: string): void => send(sse('revisions', event, id))
  stop = await events.listen({ tell, end }, lastId)
  beat = setInterval(() => send(sse('beat', now().toISOString())), BEAT_MILLISECONDS)
  return stream
}

export const eventRoutes = ({ events, now }: Services) =>
  router().openapi(eventsRoute, async (context) => {
    const isAsked = context.req.method === 'GET'
    return context.body(
      isAsked ? await openStream(events, now, context.req.header('Last-Event-ID')) : '',
      200,
      {
        'Content-Type': 'text/event-stream',
        // Compressed, or kept until there is more of it, an event would come late.
        'Cache-Control': 'no-store, no-transform',
        'X-Accel-Buffering': 'no',
        // Kept for a next request, it would hold up a service that ends.
        Connection: 'close',
      },
    )
  })
