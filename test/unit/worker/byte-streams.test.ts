/** Bytes from a thread: as they are asked for, and never taken for the whole where they are not. */
import { pino } from 'pino'
import { afterEach, expect, test } from 'vitest'
import { type ByteStreams, threadStreams } from '../../../server/worker/byte-streams.ts'
import type { CountingJob } from '../../fixtures/counting-thread.ts'

/** Pieces made, and streams that have ended within the thread. */
const made = new Int32Array(new SharedArrayBuffer(8))
const start = (): ByteStreams<CountingJob> => {
  made.fill(0)
  const file = new URL('../../fixtures/counting-thread.ts', import.meta.url)
  return threadStreams(file, made, pino({ level: 'silent' }))
}

let streams: ByteStreams<CountingJob>
afterEach(() => streams.close())

const readAll = async (pieces: readonly number[]): Promise<number[]> => {
  const bytes = await new Response(streams.open({ pieces })).arrayBuffer()
  return [...new Uint8Array(bytes)]
}

test('come whole and in order, several streams at once', async () => {
  streams = start()
  const jobs = [[1, 2, 3], [], [4], Array.from({ length: 200 }, (_, at) => at + 1)]
  expect(await Promise.all(jobs.map(readAll))).toEqual(jobs)
})

test('are not made before they are asked for, and not after who asked has gone', async () => {
  streams = start()
  const reader = streams.open({ pieces: Array.from({ length: 200 }, () => 1) }).getReader()
  expect(await readAll([7])).toEqual([7])
  expect(made[0]).toBe(1)
  for (let piece = 0; piece < 3; piece++) await reader.read()
  expect(made[0]).toBe(4)
  await reader.cancel()
  await expect.poll(() => made[1]).toBe(2)
  expect(made[0]).toBe(4)
})

test('a job that fails fails its stream alone', async () => {
  streams = start()
  const other = streams.open({ pieces: [1, 2] }).getReader()
  await other.read()
  await expect(readAll([1, 0])).rejects.toThrow('a nought')
  expect([...(await other.read()).value!]).toEqual([2])
})

test('a thread that dies fails every stream it had begun, and the next has a thread of its own', async () => {
  streams = start()
  const other = streams.open({ pieces: [1, 2] }).getReader()
  await other.read()
  await expect(readAll([1, -1])).rejects.toThrow('the thread has ended')
  await expect(other.read()).rejects.toThrow('has ended')
  expect(await readAll([5])).toEqual([5])
})

test('a shutdown fails what is under way', async () => {
  streams = start()
  const reader = streams.open({ pieces: [1, 2] }).getReader()
  await reader.read()
  await streams.close()
  await expect(reader.read()).rejects.toThrow('has ended')
})
