/** What is made from the store is made once per revision, and a failure is not kept. */
import { expect, test } from 'vitest'
import { RevisionMemo } from '../../../server/services/revision-memo.ts'
import type { Snapshot } from '../../../server/store/store.ts'

/** A snapshot of which nothing is read but its revision. */
const at = (revision: number): Snapshot => ({ revision: async () => revision }) as never

/** Makes 1, 2, 3 …, and fails at the calls named. */
const counter = (...failures: number[]) => {
  let calls = 0
  return async (): Promise<number> => {
    calls++
    if (failures.includes(calls)) throw new Error(`call ${calls}`)
    return calls
  }
}

test('one value per key, revision and stamp', async () => {
  const memo = new RevisionMemo()
  const make = counter()
  const get = (key: string, revision: number, stamp?: string) =>
    memo.get(at(revision), key, [], make, stamp)
  expect(await get('a', 1)).toBe(1)
  expect(await get('a', 1)).toBe(1)
  expect(await get('b', 1)).toBe(2)
  expect(await get('a', 2)).toBe(3)
  expect(await get('a', 2, 'other roads')).toBe(4)
  expect(await get('a', 2, 'other roads')).toBe(4)
  expect(await get('b', 1)).toBe(2)
})

test('those who ask at once share one making', async () => {
  const memo = new RevisionMemo()
  const make = counter()
  const values = [1, 2, 3].map(() => memo.get(at(1), 'a', [], make))
  expect(await Promise.all(values)).toEqual([1, 1, 1])
})

test('a failure is answered to who asked, and the next makes it anew', async () => {
  const memo = new RevisionMemo()
  const make = counter(1)
  await expect(memo.get(at(1), 'a', [], make)).rejects.toThrow('call 1')
  expect(await memo.get(at(1), 'a', [], make)).toBe(2)
  expect(await memo.get(at(1), 'a', [], make)).toBe(2)
})

test('who waited for another that failed makes it for itself', async () => {
  const memo = new RevisionMemo()
  const make = counter(1)
  const [first, second] = await Promise.allSettled([
    memo.get(at(1), 'a', [], make),
    memo.get(at(1), 'a', [], make),
  ])
  expect(first.status).toBe('rejected')
  expect(second).toEqual({ status: 'fulfilled', value: 2 })
})
