/** What becomes of threads and of what they load when something fails. */
import { EventEmitter } from 'node:events'
import { pino } from 'pino'
import { expect, test, vi } from 'vitest'
import { Cancelled } from '../../../server/analysis/cancellation.ts'
import { NO_PLANNING_DATA } from '../../../server/analysis/coverage/planning-data.ts'
import type { SitingTask } from '../../../server/analysis/siting/siting-task.ts'
import { loadingOnce } from '../../../server/worker/highs.ts'
import { threadPlanner } from '../../../server/worker/planner-threads.ts'
import { threadSiting } from '../../../server/worker/siting-run.ts'
import type { Thread } from '../../../server/worker/thread-settings.ts'
import { STREET } from '../../fixtures/grid-network.ts'

test('what could not be loaded is loaded at the next call, and then no more', async () => {
  const load = vi.fn(async () => 'solver').mockRejectedValueOnce(new Error('no memory'))
  const loaded = loadingOnce(load)
  await expect(loaded()).rejects.toThrow('no memory')
  expect(await loaded()).toBe('solver')
  expect(await loaded()).toBe('solver')
  expect(load).toHaveBeenCalledTimes(2)
})

/** Threads that do nothing but remember what was done to them. */
const idleThreads = () => {
  const threads = new Map<string, EventEmitter & { terminate: ReturnType<typeof vi.fn> }>()
  const start = (role: string): Thread => {
    const thread = Object.assign(new EventEmitter(), {
      ...{ postMessage: vi.fn(), unref: vi.fn(), terminate: vi.fn(async () => 0) },
    })
    threads.set(`${role} ${threads.size}`, thread)
    return thread as unknown as Thread
  }
  return { threads, start }
}

test.each([
  ['fails', (thread: EventEmitter) => thread.emit('error', new Error('out of memory'))],
  ['ends', (thread: EventEmitter) => thread.emit('exit', 1)],
])('when one thread of a siting job %s, the other ends with it', async (_, breakDown) => {
  const { threads, start } = idleThreads()
  const siting = threadSiting(start)
  const task = { kind: 'cover' } as unknown as SitingTask
  const run = siting.start(task, 0)
  expect([...threads.keys()]).toEqual(['search 0', 'bound 1'])
  breakDown(threads.get('search 0')!)
  expect(run.findings.state).toBe('failed')
  expect(threads.get('bound 1')!.terminate).toHaveBeenCalledTimes(1)
  // The next job is given threads of its own.
  siting.start(task, 0)
  expect([...threads.keys()]).toEqual(['search 0', 'bound 1', 'search 2', 'bound 3'])
  await siting.close()
})

test('a pair of siting threads that does not stop is replaced, one that does is used again', async () => {
  vi.useFakeTimers()
  const { threads, start } = idleThreads()
  const siting = threadSiting(start)
  const task = { kind: 'cover' } as unknown as SitingTask
  siting.start(task, 0).stop()
  for (const thread of threads.values()) thread.emit('message', { kind: 'stopped', job: 1 })
  vi.advanceTimersByTime(12_000)
  const second = siting.start(task, 0)
  expect(threads.size).toBe(2)
  second.stop()
  // Only one of the two has heard of it.
  threads.get('search 0')!.emit('message', { kind: 'stopped', job: 2 })
  vi.advanceTimersByTime(11_999)
  expect(threads.get('bound 1')!.terminate).not.toHaveBeenCalled()
  vi.advanceTimersByTime(1)
  expect(threads.get('bound 1')!.terminate).toHaveBeenCalledTimes(1)
  siting.start(task, 0)
  expect(threads.size).toBe(4)
  await siting.close()
})

test('a siting job does not wait for threads that are stopping', async () => {
  const { threads, start } = idleThreads()
  const siting = threadSiting(start)
  const task = { kind: 'cover' } as unknown as SitingTask
  for (let job = 0; job < 4; job++) siting.start(task, 0).stop()
  expect(threads.size).toBe(8)
  const isEnded = () =>
    [...threads.values()].some(({ terminate }) => terminate.mock.calls.length > 0)
  expect(isEnded()).toBe(false)
  // Of a fifth the others are ended, before they take all the memory there is.
  siting.start(task, 0)
  expect(isEnded()).toBe(true)
  await siting.close()
})

test.each([
  ['long', 50],
  ['dispatch-proof', 50],
  // What follows the hand has short steps: on a slow machine its thread is not begun anew each time.
  ['quick', 1000],
] as const)(
  'a given-up question of the lane %s that goes on is ended after %d ms',
  async (lane, milliseconds) => {
    vi.useFakeTimers()
    const { threads, start } = idleThreads()
    const planner = threadPlanner(pino({ level: 'silent' }), start)
    const context = { network: STREET, data: NO_PLANNING_DATA }
    const asker = new AbortController()
    const ask = (signal: AbortSignal) =>
      planner.run(lane, context, 'closed-roads', { closures: [] }, signal)
    const running = ask(asker.signal)
    const waiting = ask(new AbortController().signal)
    const first = threads.get(`${lane} 0`)!
    first.terminate.mockImplementation(async () => {
      first.emit('exit', 1)
      return 1
    })
    asker.abort()
    vi.advanceTimersByTime(milliseconds - 1)
    expect(first.terminate).not.toHaveBeenCalled()
    vi.advanceTimersByTime(1)
    await expect(running).rejects.toBeInstanceOf(Cancelled)
    // The next question is given a thread of its own.
    const answer = { kilometres: 0, segments: [] }
    threads.get(`${lane} 1`)!.emit('message', { id: 2, output: answer })
    expect(await waiting).toBe(answer)
    await planner.close()
  },
)

test("a planner's thread of which nothing is asked for ten minutes is ended, that of closures is not", async () => {
  vi.useFakeTimers()
  const { threads, start } = idleThreads()
  const planner = threadPlanner(pino({ level: 'silent' }), start)
  const context = { network: STREET, data: NO_PLANNING_DATA }
  const { signal } = new AbortController()
  const answer = { kilometres: 0, segments: [] }
  const ask = async (lane: 'quick' | 'closures', id: number) => {
    const asked = planner.run(lane, context, 'closed-roads', { closures: [] }, signal)
    ;[...threads]
      .findLast(([name]) => name.startsWith(lane))![1]
      .emit('message', { id, output: answer })
    expect(await asked).toBe(answer)
  }
  await ask('quick', 1)
  await ask('closures', 2)
  vi.advanceTimersByTime(599_999)
  await ask('quick', 3)
  vi.advanceTimersByTime(599_999)
  expect(threads.get('quick 0')!.terminate).not.toHaveBeenCalled()
  vi.advanceTimersByTime(1)
  expect(threads.get('quick 0')!.terminate).toHaveBeenCalledTimes(1)
  expect(threads.get('closures 1')!.terminate).not.toHaveBeenCalled()
  // It may end after another has begun, which gets the whole context anew.
  const asked = planner.run('quick', context, 'closed-roads', { closures: [] }, signal)
  const second = threads.get('quick 2')!
  threads.get('quick 0')!.emit('exit', 1)
  expect(vi.mocked(second as unknown as Thread).postMessage).toHaveBeenCalledTimes(2)
  second.emit('message', { id: 4, output: answer })
  expect(await asked).toBe(answer)
  await planner.close()
})
