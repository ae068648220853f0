import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { RESOURCE_IDS } from '../../../data/collections.ts'
import { openDatabase } from '../../../server/store/sqlite/database.ts'
import type { Value } from '../../../server/store/statements.ts'
import type { Replacements } from '../../../server/store/store.ts'
import { InvalidFeature } from '../../../server/store/write.ts'
import { SMALL_DATA_SET, station } from '../../fixtures/app-features.ts'
import { openShortStore } from '../../fixtures/short-store.ts'
import { openTemporaryStore, temporaryPath } from '../../fixtures/temporary-store.ts'

let folder: string
let path: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'emergency-map-store-'))
  path = join(folder, 'test.sqlite')
})
afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

describe('opening', () => {
  test('sets what a power cut, a second reader and a broken reference need, each time anew', async () => {
    for (let opening = 0; opening < 2; opening++) {
      const { writer, openReader } = await openDatabase(path)
      for (const connection of [writer, await openReader()]) {
        const pragma = (name: string): Promise<unknown> => connection.value(`PRAGMA ${name}`)
        expect(await pragma('journal_mode')).toBe('wal')
        expect(await pragma('synchronous')).toBe(2)
        expect(await pragma('foreign_keys')).toBe(1)
        expect(await pragma('busy_timeout')).toBe(5000)
        await connection.close()
      }
    }
  })

  test('finds everything again', async () => {
    const store = await openShortStore(path)
    await store.features.replace(SMALL_DATA_SET)
    const revision = await store.revision()
    await store.close()
    const again = await openShortStore(path)
    const stored: Replacements = SMALL_DATA_SET
    for (const id of RESOURCE_IDS) {
      expect(await again.features.all(id)).toEqual(stored[id] ?? [])
    }
    expect(await again.revision()).toBe(revision)
    expect((await again.features.search('rencheng', 5))[0]?.id).toBe('370811')
    await again.close()
  })

  test('makes boxes, search entries and triggers that have gone missing', async () => {
    const store = await openShortStore(path)
    await store.features.replace(SMALL_DATA_SET)
    await store.close()
    const database = new Database(path)
    database.exec(`DROP TABLE stations_box; DELETE FROM towns_box; UPDATE lakes_box SET west = 0, east = 1;
      DROP TABLE counties_search; DROP TRIGGER stations_inserted; DROP TRIGGER stations_deleted`)
    database.close()
    const again = await openShortStore(path)
    const inBox = async (id: 'stations' | 'towns' | 'water') =>
      (await again.features.page(id, { ...everything, bbox: [116.5, 35.2, 116.7, 35.5] })).matched
    expect([await inBox('stations'), await inBox('towns'), await inBox('water')]).toEqual([2, 1, 1])
    expect((await again.features.search('rencheng', 5))[0]?.id).toBe('370811')
    const revision = await again.revision()
    await again.features.replace({ stations: [station('NEW', [116.6, 35.4])] })
    expect(await again.revision()).toBeGreaterThan(revision)
    expect(await inBox('stations')).toBe(1)
    await again.close()
  })
})

const everything = { bbox: null, verified: null, filter: {}, limit: 100, after: null }

describe('replacing', () => {
  test('is all or nothing: one feature that does not fit leaves everything as it was', async () => {
    const store = await openTemporaryStore()
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
    ['a field of another type', { crewOnDuty: '4' }, /crewOnDuty/],
  ])('refuses %s and names it', async (_what, changes, name) => {
    const store = await openTemporaryStore()
    const wrong = station('wrong', [116.6, 35.4], changes as object)
    await expect(store.features.replace({ stations: [wrong] })).rejects.toThrow(name)
  })

  test('refuses a geometry of another kind, a place off the Earth, and ids that clash', async () => {
    const store = await openTemporaryStore()
    const line = {
      ...station('line', [0, 0]),
      geometry: SMALL_DATA_SET.levees[0]!.geometry,
    }
    await expect(store.features.replace({ stations: [line] })).rejects.toThrow(InvalidFeature)
    await expect(store.features.replace({ stations: [station('off', [181, 35])] })).rejects.toThrow(
      InvalidFeature,
    )
    await expect(store.features.replace({ stations: [station('', [1, 1])] })).rejects.toThrow(/id/)
    const twice = station('twice', [1, 1])
    await expect(store.features.replace({ stations: [twice, twice] })).rejects.toThrow(/twice/)
  })

  test('fills in what may be left out', async () => {
    const store = await openTemporaryStore()
    const { phone: _phone, ...properties } = station('short', [1, 1]).properties
    await store.features.replace({
      stations: [{ ...station('short', [1, 1]), properties: properties as never }],
    })
    expect((await store.features.all('stations'))[0]?.properties.phone).toBeNull()
  })
})

describe('the database itself guards', () => {
  const insert = async (changes: Record<string, Value>) => {
    const { writer: database } = await openDatabase(temporaryPath())
    const row = {
      id: 'x',
      geometry: '{}',
      west: 1,
      south: 1,
      east: 1,
      north: 1,
      featureJson: '{}',
      name: '镇',
      code: '1',
      countyCode: '1',
      kind: 'town',
      provenance: 'imported',
      source: 's',
      sourceCrs: 'wgs-84',
      verifiedAt: null,
      ...changes,
    }
    const names = Object.keys(row)
    try {
      await database.run(
        `INSERT INTO towns (${names}) VALUES (${names.map((name) => `@${name}`)})`,
        row,
      )
      return await database.value<number>('SELECT value FROM revision')
    } finally {
      await database.close()
    }
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
  const store = await openTemporaryStore()
  expect(await store.meta('seed')).toBeNull()
  await store.setMeta('seed', 'a')
  await store.setMeta('seed', 'b')
  expect(await store.meta('seed')).toBe('b')
})
