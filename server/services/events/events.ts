/** Tells listeners what has changed, by revision, whichever program has written it. */
import { randomUUID } from 'node:crypto'
import type { RevisionsEvent } from '../../../data/events.ts'
import { ProblemError } from '../../http/problem-error.ts'
import type { ServiceContext } from '../service-context.ts'

/** How often the database is asked for its version while anybody listens: open answers follow within a second. */
const LOOK_MILLISECONDS = 500
/** One for each browser: more than desks in any bureau. */
const MOST_LISTENERS = 300

interface Listener {
  /** @param id of the event: who has heard it knows everything up to here. */
  tell(event: RevisionsEvent, id: string): void
  /** The service is ending. */
  end(): void
}

const tooManyListeners = (): ProblemError =>
  new ProblemError('busy', {
    en: `${MOST_LISTENERS} streams of events are open already; close one, or ask for what you need again from time to time.`,
    zh: `已有 ${MOST_LISTENERS} 个事件流连接；请关闭其中一个，或改为定时查询。`,
  })

/** What of an event differs from what was sent before; null where nothing does. */
const newsOf = (event: RevisionsEvent, told: RevisionsEvent): RevisionsEvent | null => {
  const changed = Object.entries(event.revisions).filter(
    ([subject, revision]) => told.revisions[subject] !== revision,
  )
  if (changed.length === 0 && event.network === told.network) return null
  return { ...event, revisions: Object.fromEntries(changed) }
}

/** Revisions are a clock: what has changed after an event has a revision above all that it knew of. */
const clockOf = ({ revisions }: RevisionsEvent): number => Math.max(0, ...Object.values(revisions))

/** What has changed since an event; everything where that was sent by another start, or is no event. */
const since = (event: RevisionsEvent, id: string | undefined): RevisionsEvent => {
  const [start, clock] = id?.split('.') ?? []
  if (start !== event.start || !/^\d+$/.test(clock ?? '')) return event
  const changed = Object.entries(event.revisions).filter(([, value]) => value > Number(clock))
  return { ...event, revisions: Object.fromEntries(changed) }
}

export class Events {
  readonly #context: Pick<ServiceContext, 'store' | 'network' | 'logger'>
  readonly #start = randomUUID()
  readonly #listeners = new Set<Listener>()
  #timer: NodeJS.Timeout | undefined
  #told: RevisionsEvent | null = null

  constructor(context: Pick<ServiceContext, 'store' | 'network' | 'logger' | 'ending'>) {
    this.#context = context
    context.ending.addEventListener('abort', () => {
      for (const { end } of [...this.#listeners]) end()
    })
  }

  /** The id of an event that would be sent now. */
  async id(): Promise<string> {
    const revisions = await this.#context.store.subjectRevisions()
    return this.#idOf({ start: this.#start, network: null, revisions })
  }

  /**
   * Sends a new listener at once what it has not received yet, and every change from then on.
   * @param lastId of the last event that it received; everything is sent where it has received none.
   * @returns how to stop listening. @throws ProblemError where too many listen.
   */
  async listen(listener: Listener, lastId?: string): Promise<() => void> {
    const seen = await this.#look()
    if (this.#listeners.size >= MOST_LISTENERS) throw tooManyListeners()
    // Another look may have sent the others more meanwhile: from here on all have received the same.
    const now = this.#told ?? seen
    listener.tell(since(now, lastId), this.#idOf(now))
    this.#listeners.add(listener)
    this.#timer ??= setInterval(() => this.#lookLater(), LOOK_MILLISECONDS)
    const stop = (): void => {
      this.#listeners.delete(listener)
      if (this.#listeners.size > 0) return
      clearInterval(this.#timer)
      this.#timer = undefined
    }
    return stop
  }

  #idOf(event: RevisionsEvent): string {
    return `${event.start}.${clockOf(event)}`
  }

  async #look(): Promise<RevisionsEvent> {
    const { store, network } = this.#context
    const revisions = await store.subjectRevisions()
    const event = { start: this.#start, network: network()?.graph.id ?? null, revisions }
    const news = this.#told && newsOf(event, this.#told)
    // Of two looks at once the one that saw less may be the last to come back.
    if (this.#told && clockOf(event) < clockOf(this.#told)) return this.#told
    this.#told = event
    if (news) for (const { tell } of [...this.#listeners]) tell(news, this.#idOf(event))
    return event
  }

  #lookLater(): void {
    this.#look().catch((error: unknown) => {
      this.#context.logger.error({ err: error }, 'the revisions could not be read')
    })
  }
}
