/** Opening a store, replacing whole collections, and what the tables themselves guard. */
import { closeSync, openSync, writeSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { RESOURCE_IDS } from '../../../data/collections.ts'
import { InvalidFeature } from '../../../server/store/check-feature.ts'
import type { FeatureOf, Replacements } from '../../../server/store/features.ts'
import { openDatabase } from '../../../server/store/sqlite/database.ts'
import type { Value } from '../../../server/store/statements.ts'
import { SMALL_DATA_SET, station } from '../../fixtures/app-features.ts'
import {
  emptyDatabase,
  inDatabase,
  openShortStore,
  type ShortStore,
} from '../../fixtures/stores.ts'

const everything = { box: null, verified: null, filter: {}, limit: 100, after: null, offset: 0 }

let path: string
let store: ShortStore
beforeEach(async () => {
  path = emptyDatabase()
  store = await openShortStore(path)
})
afterEach(() => store.close())

/** Closes the store, lets something happen, and opens it again. */
const reopen = async (meanwhile = async (): Promise<void> => undefined): Promise<void> => {
  await store.close()
  await meanwhile()
  store = await openShortStore(path)
}

describe('opening', () => {
  test('sets what a power cut, a second reader and a broken reference need, each time anew', async () => {
    for (let opening = 0; opening < 2; opening++) {
      const { writer, openReader } = await openDatabase(path)
      for (const connection of [await writer(), await openReader()]) {
        const pragma = (name: string): Promise<unknown> => connection.value(`PRAGMA ${name}`)
        expect(await pragma('journal_mode')).toBe('wal')
        expect(await pragma('synchronous')).toBe(2)
        expect(await pragma('foreign_keys')).toBe(1)
        expect(await pragma('busy_timeout')).toBe(100)
        await connection.close()
      }
    }
  })

  test('finds everything again', async () => {
    await store.features.replace(SMALL_DATA_SET)
    const revision = await store.revision()
    await reopen()
    const stored: Replacements = SMALL_DATA_SET
    for (const id of RESOURCE_IDS) {
      expect(await store.features.unmasked(id)).toEqual(stored[id] ?? [])
    }
    expect(await store.revision()).toBe(revision)
  })

  test('makes boxes and triggers that have gone missing', async () => {
    await store.features.replace(SMALL_DATA_SET)
    await reopen(() =>
      inDatabase(path, (database) =>
        database.exec(`DROP TABLE stations_box; DELETE FROM towns_box; UPDATE lakes_box SET west = 0, east = 1;
          DROP TRIGGER stations_inserted; DROP TRIGGER stations_deleted`),
      ),
    )
    const bbox = [116.5, 35.2, 116.7, 35.5] as const
    const box = { bbox, inner: bbox, outline: null }
    const inBox = async (id: 'stations' | 'towns' | 'water') =>
      (await store.features.page(id, { ...everything, box })).matched
    expect([await inBox('stations'), await inBox('towns'), await inBox('water')]).toEqual([2, 1, 1])
    const revision = await store.revision()
    await store.features.replace({ stations: [station('NEW', [116.6, 35.4])] })
    expect(await store.revision()).toBeGreaterThan(revision)
    expect(await inBox('stations')).toBe(1)
  })
})

describe('replacing', () => {
  test('is all or nothing: one feature that does not fit leaves everything as it was', async () => {
    await store.features.replace(SMALL_DATA_SET)
    const revision = await store.revision()
    const wrong = station('wrong', [116.6, 35.4], { turnoutSeconds: -1 })
    await expect(
      store.features.replace({ towns: [], stations: [...SMALL_DATA_SET.stations, wrong] }),
    ).rejects.toThrow(InvalidFeature)
    expect(await store.revision()).toBe(revision)
    expect(await store.features.all('towns')).toEqual(SMALL_DATA_SET.towns)
    expect(await store.features.all('stations')).toEqual(SMALL_DATA_SET.stations)
  })

  test.each([
    ['a value below its minimum', { turnoutSeconds: -1 }, /turnoutSeconds/],
    ['a choice that is none', { grade: 'fourth' }, /grade/],
    ['a required field without value', { provenance: null }, /provenance/],
    ['an unknown field', { colour: 'red' }, /colour/],
    ['gear that is in no catalogue', { equipment: { tank: 1 } }, /equipment/],
    ['a date that is none', { verifiedAt: '2026-02-30' }, /verifiedAt/],
    ['a time of day that is none', { dutyFrom: '24:00' }, /dutyFrom/],
    ['a roster that cannot be read', { roster: '工作日 25:00-26:00' }, /roster/],
    ['a field of another type', { crewOnDuty: '4' }, /crewOnDuty/],
  ])('refuses %s and names it', async (_what, changes, name) => {
    const wrong = station('wrong', [116.6, 35.4], changes as object)
    await expect(store.features.replace({ stations: [wrong] })).rejects.toThrow(name)
  })

  test('refuses a geometry of another kind, a place off the Earth, and ids that clash', async () => {
    const replace = (...stations: FeatureOf<'stations'>[]) => store.features.replace({ stations })
    const line = { ...station('line', [0, 0]), geometry: SMALL_DATA_SET.levees[0]!.geometry }
    await expect(replace(line as never)).rejects.toThrow(InvalidFeature)
    await expect(replace(station('off', [181, 35]))).rejects.toThrow(InvalidFeature)
    await expect(replace(station('', [1, 1]))).rejects.toThrow(/id/)
    const twice = station('twice', [1, 1])
    await expect(replace(twice, twice)).rejects.toThrow(/twice/)
  })

  test('fills in what may be left out', async () => {
    const { phone: _phone, ...properties } = station('short', [1, 1]).properties
    await store.features.replace({
      stations: [{ ...station('short', [1, 1]), properties: properties as never }],
    })
    expect((await store.features.all('stations'))[0]?.properties.phone).toBeNull()
  })
})

describe('the database itself guards', () => {
  const insert = (changes: Record<string, Value>) => {
    const row = {
      ...{ id: 'x', geometry: '{}', west: 1, south: 1, east: 1, north: 1, featureJson: '{}' },
      ...{ name: '镇', code: '1', countyCode: '1', kind: 'town', provenance: 'imported' },
      ...{ source: 's', sourceCrs: 'wgs-84', verifiedAt: null },
      ...changes,
    }
    const names = Object.keys(row)
    const values = names.map((name) => `@${name}`)
    return inDatabase(path, async (database) => {
      await database.run(`INSERT INTO towns (${names}) VALUES (${values})`, row)
      return database.value<number>('SELECT value FROM revision')
    })
  }

  test('a row that fits is taken and raises the revision', async () =>
    expect(await insert({})).toBe(1))

  test.each([
    [{ kind: 'city' }],
    [{ name: null }],
    [{ name: '' }],
    [{ provenance: 'guessed' }],
    [{ verifiedAt: 'yesterday' }],
    [{ west: 2 }],
    [{ featureJson: 'not json' }],
  ])('against %j', async (changes) => {
    await expect(insert(changes as Record<string, Value>)).rejects.toThrow(/constraint/i)
  })
})

test('short facts are kept by key', async () => {
  expect(await store.meta('seed')).toBeNull()
  await store.setMeta('seed', 'a')
  await store.setMeta('seed', 'b')
  expect(await store.meta('seed')).toBe('b')
})

describe('examining', () => {
  /** The first page of a table's own rows. */
  const damagePageOf = async (table: string): Promise<void> => {
    const [root, size] = await inDatabase(path, async (database) => {
      // What stands in the log would be put over it.
      await database.exec('PRAGMA wal_checkpoint(TRUNCATE)')
      return [
        await database.value<number>('SELECT rootpage FROM sqlite_schema WHERE name = ?', [table]),
        await database.value<number>('PRAGMA page_size'),
      ]
    })
    const file = openSync(path, 'r+')
    writeSync(file, Buffer.alloc(256, 0xa5), 0, 256, (root! - 1) * size!)
    closeSync(file)
  }

  test('finds nothing wrong with what is whole', async () => {
    await store.features.replace(SMALL_DATA_SET)
    expect(await store.examine(new Date())).toEqual([])
  })

  test('notices a damaged page, while the rest is read', async () => {
    await store.features.replace(SMALL_DATA_SET)
    await reopen(() => damagePageOf('saved_standards'))
    const [damage] = await store.examine(new Date())
    expect(damage?.en).toContain('The database is damaged')
    expect(damage?.zh).toContain('请从备份恢复')
    expect(await store.features.all('stations')).toHaveLength(4)
  })

  test('notices a clock that is more than a day behind what was written', async () => {
    await store.features.replace(SMALL_DATA_SET)
    const at = (hours: number) => new Date(Date.now() + hours * 3_600_000)
    expect(await store.examine(at(-23))).toEqual([])
    const [clock] = await store.examine(at(-25))
    expect(clock?.en).toContain('The clock of this machine says')
  })

  test('notices a clock from before the program was made, where nothing has been written', async () => {
    const [clock] = await store.examine(new Date(0))
    expect(clock?.zh).toContain('请先校准时钟')
  })
})
