/** Scenarios and standards in the store: kept whole, changed by one writer at a time. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { NO_CHANGES, SCENARIO_LIMITS } from '../../../data/scenario.ts'
import { DocumentRefused } from '../../../server/store/named-documents.ts'
import type { ScenarioContent } from '../../../server/store/scenarios.ts'
import { station } from '../../fixtures/app-features.ts'
import { openShortStore, type ShortStore } from '../../fixtures/short-store.ts'

const AT = '2026-11-23T02:00:00.000Z'
const LATER = '2026-11-23T03:00:00.000Z'
const CONTENT: ScenarioContent = {
  note: '引号 " 与换行\n',
  changes: { ...NO_CHANGES, remove: ['S-1', 'S-2'], move: [{ id: 'S-3', lon: 116.5, lat: 35.4 }] },
}
const STANDARDS = { urban: 240, rural: 900 }

let folder = ''
let store: ShortStore
const path = (): string => join(folder, 'map.sqlite')
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'scenario-store-'))
  store = await openShortStore(path())
})
afterEach(async () => {
  await store.close()
  rmSync(folder, { recursive: true })
})

const reopened = async (): Promise<ShortStore> => {
  await store.close()
  store = await openShortStore(path())
  return store
}
const everything = async (): Promise<unknown> => {
  const list = await store.scenarios.list()
  return [list, await Promise.all(list.map(({ id }) => store.scenarios.get(id)))]
}
const refusalOf = async (act: Promise<unknown>): Promise<DocumentRefused> => {
  const error = await act.then(
    () => null,
    (reason: unknown) => reason,
  )
  if (!(error instanceof DocumentRefused)) throw new Error(`not refused: ${error}`)
  return error
}

test('what was written is there after the database was closed and opened again', async () => {
  const scenario = await store.scenarios.create({ name: '汛期', content: CONTENT, at: AT })
  const standard = await store.standards.create({ name: '夜间', content: STANDARDS, at: AT })
  expect(scenario).toMatchObject({ name: '汛期', content: CONTENT, version: 1, createdAt: AT })
  const { scenarios, standards } = await reopened()
  expect(await scenarios.get(scenario.id)).toEqual(scenario)
  expect(await standards.get(standard.id)).toEqual(standard)
  expect(await standards.list()).toEqual([standard])
})

test('a list tells how many changes there are, not which', async () => {
  const { content, ...document } = await store.scenarios.create({
    name: '汛期',
    content: CONTENT,
    at: AT,
  })
  expect(await store.scenarios.list()).toEqual([
    { ...document, content: { note: content.note, changeCount: 3 } },
  ])
})

test('neither scenarios nor standards raise the revision, but they remember it', async () => {
  await store.features.replace({ stations: [station('S-1', [116.6, 35.4])] })
  const revision = await store.revision()
  const { id, baseRevision } = await store.scenarios.create({
    name: 'a',
    content: CONTENT,
    at: AT,
  })
  await store.scenarios.copy(id, () => 'b', AT)
  await store.scenarios.update(id, 1, { name: 'c', content: CONTENT, at: LATER })
  await store.scenarios.remove(id, null)
  const standard = await store.standards.create({ name: 'a', content: STANDARDS, at: AT })
  await store.standards.update(standard.id, 1, { name: 'b', content: STANDARDS, at: LATER })
  await store.standards.remove(standard.id, 2)
  expect(await store.revision()).toBe(revision)
  expect(baseRevision).toBe(revision)
})

test('a change is counted, dated, and made over the data of now', async () => {
  const { id, baseRevision } = await store.scenarios.create({ name: 'a', content: CONTENT, at: AT })
  await store.features.replace({ stations: [station('S-1', [116.6, 35.4])] })
  const changed = await store.scenarios.update(id, 1, { name: 'b', content: CONTENT, at: LATER })
  expect(changed).toMatchObject({ name: 'b', version: 2, createdAt: AT, updatedAt: LATER })
  expect(changed.baseRevision).toBe(await store.revision())
  expect(changed.baseRevision).toBeGreaterThan(baseRevision)
})

describe('what is refused leaves everything as it was', () => {
  const taken = { name: 'Été', content: CONTENT, at: AT }
  const second = { name: 'b', content: CONTENT, at: AT }

  test.each<[string, string, number | null, (id: string) => Promise<unknown>]>([
    [
      'an older version',
      'changed-meanwhile',
      2,
      (id) => store.scenarios.update(id, 1, { ...second, name: 'late' }),
    ],
    ['a version to come', 'changed-meanwhile', 2, (id) => store.scenarios.update(id, 3, second)],
    ['deleting an older version', 'changed-meanwhile', 2, (id) => store.scenarios.remove(id, 1)],
    ['a taken name', 'name-taken', null, (id) => store.scenarios.update(id, 2, taken)],
    [
      'a name taken but for its case',
      'name-taken',
      null,
      () => store.scenarios.create({ ...taken, name: 'ÉTÉ' }),
    ],
    [
      'a name taken but for how its accents are written',
      'name-taken',
      null,
      () => store.scenarios.create({ ...taken, name: taken.name.normalize('NFD') }),
    ],
    ['a copy of a taken name', 'name-taken', null, (id) => store.scenarios.copy(id, () => 'B', AT)],
    [
      'a control character',
      'name-unreadable',
      null,
      () => store.scenarios.create({ ...second, name: 'a\0' }),
    ],
    [
      'half a character',
      'name-unreadable',
      null,
      (id) => store.scenarios.update(id, 2, { ...second, name: 'a\ud83d' }),
    ],
    ['changing nothing', 'no-such-document', null, () => store.scenarios.update('x', 1, second)],
    ['deleting nothing', 'no-such-document', null, () => store.scenarios.remove('x', null)],
    ['copying nothing', 'no-such-document', null, () => store.scenarios.copy('x', () => 'y', AT)],
  ])('%s', async (_, reason, version, act) => {
    await store.scenarios.create(taken)
    const { id } = await store.scenarios.create(second)
    await store.scenarios.update(id, 1, second)
    const before = await everything()
    expect(await refusalOf(act(id))).toMatchObject({ reason, version })
    expect(await everything()).toEqual(before)
  })

  test('one scenario more than can be kept', async () => {
    for (let number = 1; number <= SCENARIO_LIMITS.mostScenarios; number++) {
      await store.scenarios.create({ ...second, name: `方案 ${number}` })
    }
    const [any] = await store.scenarios.list()
    const created = await refusalOf(store.scenarios.create(second))
    const copied = await refusalOf(store.scenarios.copy(any!.id, () => 'copy', AT))
    expect([created.reason, copied.reason]).toEqual(['too-many', 'too-many'])
    expect(await store.scenarios.count()).toBe(SCENARIO_LIMITS.mostScenarios)
    await store.scenarios.remove(any!.id, null)
    expect((await store.scenarios.create(second)).version).toBe(1)
  })
})

test('a scenario may keep its own name, in another case too', async () => {
  const { id } = await store.scenarios.create({ name: 'Plan', content: CONTENT, at: AT })
  await store.scenarios.update(id, 1, { name: 'Plan', content: CONTENT, at: AT })
  const { name } = await store.scenarios.update(id, 2, { name: 'PLAN', content: CONTENT, at: AT })
  expect(name).toBe('PLAN')
})

test('of two programs that change one version, one is refused', async () => {
  const { id } = await store.scenarios.create({ name: 'a', content: CONTENT, at: AT })
  const other = await openShortStore(path())
  try {
    await other.scenarios.update(id, 1, { name: 'theirs', content: CONTENT, at: LATER })
    const late = store.scenarios.update(id, 1, { name: 'ours', content: CONTENT, at: LATER })
    expect((await refusalOf(late)).version).toBe(2)
    expect(await store.scenarios.get(id)).toMatchObject({ name: 'theirs', version: 2 })
  } finally {
    await other.close()
  }
})
