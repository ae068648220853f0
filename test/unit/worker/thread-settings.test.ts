import { setImmediate } from 'node:timers/promises'
import { afterEach, expect, it, vi } from 'vitest'
import { collectingAtRest } from '../../../server/worker/thread-settings.ts'

afterEach(() => {
  vi.useRealTimers()
})

it('gives back what questions have left lying after a rest, and not between two of them', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const busy = collectingAtRest()
  const left = new WeakRef({ byAnAnswer: new Float64Array(1000) })
  const isLeft = async (): Promise<boolean> => {
    // What a reference has just told of stays until the turn is over.
    await setImmediate()
    return left.deref() !== undefined
  }
  busy()
  vi.advanceTimersByTime(2900)
  busy()
  vi.advanceTimersByTime(2900)
  expect(await isLeft()).toBe(true)
  await setImmediate()
  vi.advanceTimersByTime(200)
  expect(await isLeft()).toBe(false)
})
