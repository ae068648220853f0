/** Documents that are kept by name: whole, changed by one writer at a time, no more than fit. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { NO_CHANGES, SCENARIO_LIMITS } from '../../../data/scenario.ts'
import { DocumentRefused, documentStore } from '../../../server/store/named-documents.ts'
import type { ScenarioContent } from '../../../server/store/scenarios.ts'
import { station } from '../../fixtures/app-features.ts'
import {
  emptyDatabase,
  inDatabase,
  openShortStore,
  type ShortStore,
  withStore,
} from '../../fixtures/stores.ts'

const AT = '2026-11-23T02:00:00.000Z'
const LATER = '2026-11-23T03:00:00.000Z'
const CONTENT: ScenarioContent = {
  note: '引号 " 与换行\n',
  changes: { ...NO_CHANGES, remove: ['S-1', 'S-2'], move: [{ id: 'S-3', lon: 116.5, lat: 35.4 }] },
}
const STANDARDS = { urban: 240, rural: 900 }

let path: string
let store: ShortStore
beforeEach(async () => {
  path = emptyDatabase()
  store = await openShortStore(path)
})
afterEach(() => store.close())

const everything = async (): Promise<unknown> => {
  const list = await store.scenarios.list()
  return [list, await Promise.all(list.map(({ id }) => store.scenarios.get(id)))]
}
const refusalOf = async (act: Promise<unknown>): Promise<DocumentRefused> => {
  const error = await act.catch((reason: unknown) => reason)
  if (!(error instanceof DocumentRefused)) throw new Error(`not refused: ${error}`)
  return error
}

test('what was written is there after the database was closed and opened again', async () => {
  const scenario = await store.scenarios.create({ name: '汛期', content: CONTENT, at: AT })
  const standard = await store.standards.create({ name: '夜间', content: STANDARDS, at: AT })
  expect(scenario).toMatchObject({ name: '汛期', content: CONTENT, version: 1, createdAt: AT })
  await store.close()
  store = await openShortStore(path)
  const { scenarios, standards } = store
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
    { ...document, content: { note: content.note, origin: null, changeCount: 3 } },
  ])
})

test('neither scenarios nor standards raise the revision, but they remember it', async () => {
  await store.features.replace({ stations: [station('S-1', [116.6, 35.4])] })
  const revision = await store.revision()
  const { id, baseRevision } = await store.scenarios.create({ name: 'a', content: CONTENT, at: AT })
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

  const create = (name: string) => store.scenarios.create({ ...second, name })
  const update = (id: string, version: number, name: string) =>
    store.scenarios.update(id, version, { ...second, name })
  const remove = (id: string, version: number | null) => store.scenarios.remove(id, version)
  const copy = (id: string, name: string) => store.scenarios.copy(id, () => name, AT)

  test.each<[string, string, number | null, (id: string) => Promise<unknown>]>([
    ['an older version', 'changed-meanwhile', 2, (id) => update(id, 1, 'late')],
    ['a version to come', 'changed-meanwhile', 2, (id) => update(id, 3, 'b')],
    ['deleting an older version', 'changed-meanwhile', 2, (id) => remove(id, 1)],
    ['a taken name', 'name-taken', null, (id) => update(id, 2, 'Été')],
    ['a name taken but for its case', 'name-taken', null, () => create('ÉTÉ')],
    [
      'a name taken but for how its accents are written',
      'name-taken',
      null,
      () => create('Été'.normalize('NFD')),
    ],
    ['a copy of a taken name', 'name-taken', null, (id) => copy(id, 'B')],
    ['a control character', 'name-unreadable', null, () => create('a\0')],
    ['half a character', 'name-unreadable', null, (id) => update(id, 2, 'a\ud83d')],
    ['changing nothing', 'no-such-document', null, () => update('x', 1, 'b')],
    ['deleting nothing', 'no-such-document', null, () => remove('x', null)],
    ['copying nothing', 'no-such-document', null, () => copy('x', 'y')],
  ])('%s', async (_, reason, version, act) => {
    await store.scenarios.create(taken)
    const { id } = await store.scenarios.create(second)
    await store.scenarios.update(id, 1, second)
    const before = await everything()
    expect(await refusalOf(act(id))).toMatchObject({ reason, version })
    expect(await everything()).toEqual(before)
  })

  test('one scenario more than can be kept', async () => {
    await store.write(async ({ scenarios }) => {
      for (let number = 1; number <= SCENARIO_LIMITS.mostScenarios; number++) {
        await scenarios.create({ ...second, name: `方案 ${number}` })
      }
    })
    const [any] = await store.scenarios.list()
    const created = await refusalOf(store.scenarios.create(second))
    const copied = await refusalOf(copy(any!.id, 'copy'))
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
  await withStore(path, async (other) => {
    await other.scenarios.update(id, 1, { name: 'theirs', content: CONTENT, at: LATER })
    const late = store.scenarios.update(id, 1, { name: 'ours', content: CONTENT, at: LATER })
    expect((await refusalOf(late)).version).toBe(2)
    expect(await store.scenarios.get(id)).toMatchObject({ name: 'theirs', version: 2 })
  })
})

const insert = (table: string, name: string, content: string, version = 1): Promise<number> =>
  inDatabase(path, (database) =>
    database.run(`INSERT INTO ${table} VALUES (?, ?, ?, ?, 0, '${AT}', '${AT}')`, [
      ...[`${name} ${version}`, name, content, version],
    ]),
  )

test.each([
  ['scenarios', '', '{"changes":{}}', 1],
  ['scenarios', '长'.repeat(81), '{"changes":{}}', 1],
  ['scenarios', 'no changes', '{}', 1],
  ['scenarios', 'no JSON', 'changes', 1],
  ['scenarios', 'no version', '{"changes":{}}', 0],
  ['saved_standards', 'too soon', '{"urban":29,"rural":600}', 1],
  ['saved_standards', 'too late', '{"urban":180,"rural":7201}', 1],
])('a row of %s such as %s is refused by the database', async (table, name, content, version) => {
  await expect(insert(table, name, content, version)).rejects.toThrow(/CHECK|malformed JSON/)
  const count = inDatabase(path, (database) => database.value(`SELECT count(*) FROM ${table}`))
  expect(await count).toBe(0)
})

test('the database refuses two names that differ in case only', async () => {
  await insert('scenarios', 'Plan', '{"changes":{}}')
  await expect(insert('scenarios', 'PLAN', '{"changes":{}}', 2)).rejects.toThrow(/UNIQUE/)
})

test('no more are kept than there is room for', () =>
  inDatabase(path, async (database) => {
    const standards = documentStore<typeof STANDARDS>(database, 'standards', 2)
    for (const name of ['a', 'b']) await standards.create({ name, content: STANDARDS, at: AT })
    await expect(standards.create({ name: 'c', content: STANDARDS, at: AT })).rejects.toThrow(
      new DocumentRefused('too-many'),
    )
    expect(await standards.count()).toBe(2)
  }))
