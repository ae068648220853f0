/** The roads that closures close, kept with them. */
import { beforeEach, expect, test } from 'vitest'
import { openTemporaryStore, type ShortStore } from '../../fixtures/stores.ts'

const AT = '2026-11-23T00:00:00.000Z'
const CLOSURE = {
  name: '封路',
  at: AT,
  content: {
    kind: 'road' as const,
    area: { type: 'Point' as const, coordinates: [116.6, 35.4] as [number, number] },
    from: AT,
    until: null,
    note: '',
  },
}

let store: ShortStore
let id: string
beforeEach(async () => {
  store = await openTemporaryStore()
  id = (await store.closures.create(CLOSURE)).id
})

const segments = Uint32Array.from([0, 7, 4_000_000_000])
const found = (version: number, network = 'roads') => {
  return { closureId: id, version, network, kilometres: 1.25, segments }
}

test('come back as they were put, for their network only', async () => {
  await store.closedRoads.put(found(1))
  expect(await store.closedRoads.list('roads')).toEqual([found(1)])
  expect(await store.closedRoads.list('others')).toEqual([])
})

test('of another network take the place of the earlier ones', async () => {
  await store.closedRoads.put(found(1))
  await store.closedRoads.put(found(1, 'new roads'))
  expect(await store.closedRoads.list('roads')).toEqual([])
  expect(await store.closedRoads.list('new roads')).toEqual([found(1, 'new roads')])
})

test('no longer count once the closure has changed, and go with it', async () => {
  await store.closedRoads.put(found(1))
  await store.closures.update(id, 1, CLOSURE)
  expect(await store.closedRoads.list('roads')).toEqual([])
  await store.closedRoads.put(found(2))
  expect(await store.closedRoads.list('roads')).toEqual([found(2)])
  await store.closures.remove(id, null)
  expect(await store.closedRoads.list('roads')).toEqual([])
})

test('found too late, for a closure that has changed or gone, are not kept', async () => {
  await store.closures.update(id, 1, CLOSURE)
  await store.closedRoads.put(found(1))
  await store.closures.remove(id, null)
  await store.closedRoads.put(found(2))
  expect(await store.closedRoads.list('roads')).toEqual([])
})

test('change no revision: what was answered before is still true', async () => {
  const before = await store.revision(['closures'])
  await store.closedRoads.put(found(1))
  expect(await store.revision(['closures'])).toBe(before)
})
