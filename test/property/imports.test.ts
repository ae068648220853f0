/** An import writes what its dry run has counted, and taken back it leaves what was. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { RESOURCE_IDS } from '../../data/collections.ts'
import type { ImportChoices, ImportSummary } from '../../data/imports.ts'
import { type InTurn, readImport } from '../../server/services/imports/read-import.ts'
import {
  commitImport,
  prepareCommit,
  undoImport,
} from '../../server/store/imports/commit-import.ts'
import { BEFORE, SMALL_DATA_SET } from '../fixtures/app-features.ts'
import { runs } from '../fixtures/runs.ts'
import { inDatabase, openTemporaryStore, type ShortStore } from '../fixtures/stores.ts'

/** As the thread does it, in this one. */
const inTurnOf =
  ({ path }: ShortStore): InTurn =>
  (work) =>
    inDatabase(path, async (database) => {
      await database.begin('write')
      await work(database)
      await database.commit()
    })

const NO_CHOICES: ImportChoices = {
  ...{ sheet: null, system: null, mapping: {}, defaults: {}, rows: {}, places: {}, items: {} },
  collection: 'watchtowers',
  stockAs: 'receipts',
}

const at = '2026-11-23T02:00:00.000Z'

const staged = async (store: ShortStore, content: string) => {
  const made = { name: 'b.csv', fileName: 'b.csv', by: '甲', at, choices: NO_CHOICES }
  const importId = await store.imports.create(made)
  const job = { kind: 'read', importId, path: store.path, file: '', fileName: 'b.csv' } as const
  const rest = { choices: NO_CHOICES, graph: null, today: '2026-11-23' }
  const bytes = Buffer.from(content)
  await readImport({ ...job, ...rest }, bytes, inTurnOf(store), () => undefined)
  const { report } = (await store.imports.get(importId))!
  return { importId, counts: (report as ImportSummary).counts }
}

/** Everything of the features, names and numbers of people whole. */
const contents = async (store: ShortStore) =>
  JSON.stringify(await Promise.all(RESOURCE_IDS.map((id) => store.features.unmasked(id))))

const history = (store: ShortStore) => store.features.changes({ after: null, limit: 1_000_000 })

const towerArbitrary = fc.record({
  code: fc.integer({ min: 1, max: 12 }),
  name: fc.constantFrom('东岭', '西岭', '南岗', '北岗'),
  east: fc.integer({ min: 0, max: 9 }),
  dangerClass: fc.constantFrom('高火险', '中火险', '九级', ''),
  isPlaced: fc.boolean(),
})
const registerArbitrary = fc.uniqueArray(towerArbitrary, {
  selector: ({ code }) => code,
  minLength: 1,
  maxLength: 10,
})

const contentOf = (
  towers: readonly (typeof towerArbitrary extends fc.Arbitrary<infer T> ? T : never)[],
) =>
  [
    '编号,名称,区县,经度,纬度,火险等级',
    ...towers.map(({ code, name, east, dangerClass, isPlaced }) => {
      const place = isPlaced ? `116.6${east}774,35.35495` : ','
      return `W-${code},${name}${code}号塔,任城区,${place},${dangerClass}`
    }),
  ].join('\n')

test('a row that is changed after it was laid out for the commit is laid out anew', async () => {
  const store = await openTemporaryStore()
  await store.features.replace(SMALL_DATA_SET, BEFORE)
  const tower = { code: 1, name: '东岭', east: 1, dangerClass: '高火险', isPlaced: true } as const
  const { importId } = await staged(store, contentOf([tower]))
  const signed = { importId, name: '登记', by: '甲', at }
  await inDatabase(store.path, async (database) => {
    const prepared = await prepareCommit(database, signed)
    await database.run(`UPDATE import_rows SET after = replace(after, '东岭', '西岭')`)
    await store.imports.change(importId, { choices: { ...NO_CHOICES, system: 'wgs-84' } })
    await database.begin('write')
    await commitImport(database, signed, prepared)
    await database.commit()
    expect(await database.value(`SELECT name FROM watchtowers WHERE code = 'W-1'`)).toBe(
      '西岭1号塔',
    )
  })
  expect(await store.damages()).toEqual([])
  await store.close()
})

test('a commit changes what the dry run counts, a second time nothing, and undone all is as it was', async () => {
  const store = await openTemporaryStore()
  await store.features.replace(SMALL_DATA_SET, BEFORE)
  const inTurn = inTurnOf(store)
  let wrote = 0
  await fc.assert(
    fc.asyncProperty(registerArbitrary, registerArbitrary, async (standing, towers) => {
      const signed = { name: '登记', by: '甲', at }
      const first = await staged(store, contentOf(standing))
      await inDatabase(store.path, async (database) => {
        const ofFirst = { ...signed, importId: first.importId }
        const prepared = await prepareCommit(database, ofFirst)
        await database.begin('write')
        await commitImport(database, ofFirst, prepared)
        await database.commit()
      })
      const before = await contents(store)
      const seen = (await history(store)).length

      const second = await staged(store, contentOf(towers))
      const { importId, counts } = second
      await inTurn((statements) => commitImport(statements, { ...signed, importId }))
      const written = (await history(store)).slice(seen)
      const kinds = (kind: string) => written.filter((each) => each.kind === kind).length
      expect([kinds('create'), kinds('update')]).toEqual([counts.add ?? 0, counts.update ?? 0])
      expect(new Set(written.map((each) => each.importId)).size).toBeLessThan(2)
      wrote += written.length

      const again = await staged(store, contentOf(towers))
      expect(again.counts.add).toBeUndefined()
      expect(again.counts.update).toBeUndefined()

      await inTurn((statements) => undoImport(statements, { ...signed, importId }))
      expect(await contents(store)).toBe(before)
      await inTurn((statements) => undoImport(statements, { ...signed, importId: first.importId }))
    }),
    { numRuns: runs(4, 100) },
  )
  expect(wrote).toBeGreaterThan(0)
  expect(await store.damages()).toEqual([])
  await store.close()
})
