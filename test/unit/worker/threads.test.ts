/** What becomes of threads and of what they load when something fails. */
import { EventEmitter } from 'node:events'
import { expect, test, vi } from 'vitest'
import type { SitingTask } from '../../../server/analysis/siting/siting-task.ts'
import { loadingOnce } from '../../../server/worker/highs.ts'
import { type Thread, threadSiting } from '../../../server/worker/siting-run.ts'

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
