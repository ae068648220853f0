/** Units of work: what every store must hold to, whatever database is beneath it. */
import { statSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { ConstraintViolated, UnitMisused, UnitTooLong } from '../../../server/store/problems.ts'
import { connect, loadDriver } from '../../../server/store/sqlite/driver.ts'
import {
  openStore,
  type Snapshot,
  type Store,
  type Transaction,
} from '../../../server/store/store.ts'
import { SMALL_DATA_SET, station } from '../../fixtures/app-features.ts'
import { emptyDatabase, inDatabase } from '../../fixtures/stores.ts'

let place: string
let store: Store
beforeEach(async () => {
  place = emptyDatabase()
  store = await openStore(place)
})
afterEach(async () => {
  vi.useRealTimers()
  await store.close()
})
const meta = (key: string): Promise<string | null> => store.read((snapshot) => snapshot.meta(key))

test('what another connection has written it moves itself, whoever writes meanwhile', async () => {
  const manyPages = new Uint8Array(5_000_000)
  const bytes = (): number => statSync(place).size
  await inDatabase(place, async (other) => {
    await other.keepLog(true)
    await other.exec('CREATE TABLE large (content BLOB)')
    const before = bytes()
    let move = (): void => {}
    const logMoved = new Promise<void>((resolve) => {
      move = resolve
    })
    await store.writeElsewhere(async () => {
      await other.run('INSERT INTO large VALUES (?)', [manyPages])
    }, logMoved)
    await store.write((tx) => tx.setMeta('a', '1'))
    expect(bytes()).toBe(before)
    expect(await other.moveLog()).toBe(true)
    expect(bytes()).toBeGreaterThan(before + manyPages.length)
    move()
    await logMoved
    const moved = bytes()
    await store.write((tx) => tx.setMeta('b', 'b'.repeat(manyPages.length)))
    expect(bytes()).toBeGreaterThan(moved)
  })
})

describe('a unit that writes', () => {
  test('writes all of it, and answers what the work answers', async () => {
    const answer = await store.write(async (tx) => {
      await tx.features.replace({ stations: [station('S-1', [116.6, 35.4])] })
      await tx.setMeta('a', '1')
      return (await tx.features.all('stations')).map(({ id }) => id)
    })
    expect(answer).toEqual(['S-1'])
    expect(await meta('a')).toBe('1')
  })

  test('waits for another program that is writing, while others read', async () => {
    const other = await connect(await loadDriver(), place, 'write')
    await other.begin('write')
    const writing = store.write((tx) => tx.setMeta('a', '1'))
    expect(await meta('a')).toBeNull()
    await other.rollback()
    await other.close()
    await writing
    expect(await meta('a')).toBe('1')
  })

  test('writes nothing where the work fails, and the next one goes on', async () => {
    const failing = store.write(async (tx) => {
      await tx.features.replace(SMALL_DATA_SET)
      await tx.setMeta('a', '1')
      throw new Error('changed my mind')
    })
    await expect(failing).rejects.toThrow('changed my mind')
    const [revision, counts] = await store.read(async (snapshot) => [
      await snapshot.revision(),
      await snapshot.features.counts(),
    ])
    expect([revision, counts]).toEqual([0, expect.objectContaining({ stations: 0, towns: 0 })])
    await store.write((tx) => tx.setMeta('a', '2'))
    expect(await meta('a')).toBe('2')
  })

  test('writes nothing where a call failed, even if the work caught that', async () => {
    const wrong = station('', [116.6, 35.4])
    const work = async (tx: Transaction): Promise<void> => {
      await tx.setMeta('a', '1')
      await tx.features.replace({ stations: [wrong] }).catch(() => undefined)
    }
    await expect(store.write(work)).rejects.toThrow(/id/)
    expect(await meta('a')).toBeNull()
  })

  test('writes nothing where a call was not awaited', async () => {
    const work = async (tx: Transaction): Promise<void> => {
      void tx.features.replace(SMALL_DATA_SET)
    }
    await expect(store.write(work)).rejects.toThrow(UnitMisused)
    expect((await store.read((snapshot) => snapshot.features.counts())).stations).toBe(0)
  })

  test('of several comes one after the other, none sees half of another', async () => {
    const count = async (tx: Transaction): Promise<void> => {
      const before = Number((await tx.meta('count')) ?? 0)
      await Promise.resolve()
      await tx.setMeta('count', String(before + 1))
    }
    await Promise.all(Array.from({ length: 20 }, () => store.write(count)))
    expect(await meta('count')).toBe('20')
  })

  test('is rolled back where it waits for longer than five seconds', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    let late: Promise<unknown> = Promise.resolve()
    const goingOn = Promise.withResolvers<void>()
    const waiting = store.write(async (tx) => {
      await tx.setMeta('a', '1')
      await goingOn.promise
      late = tx.setMeta('a', '2')
    })
    const refused = expect(waiting).rejects.toThrow(UnitTooLong)
    const next = store.write((tx) => tx.meta('a'))
    await vi.advanceTimersByTimeAsync(4999)
    expect(await meta('a')).toBeNull()
    await vi.advanceTimersByTimeAsync(1)
    await refused
    expect(await next).toBeNull()
    goingOn.resolve()
    await vi.advanceTimersByTimeAsync(0)
    await expect(late).rejects.toThrow(UnitMisused)
    expect(await meta('a')).toBeNull()
  })

  test('that the database refuses fails by the store’s own error', async () => {
    const minimum = { stockpileId: 'nowhere', item: 'sandbag', minimum: 1 } as const
    const refused = store.write((tx) => tx.ledger.setMinimums([minimum]))
    await expect(refused).rejects.toThrow(ConstraintViolated)
  })
})

describe('a unit that reads', () => {
  test('sees nothing that is not committed, and waits for no writer', async () => {
    const [written, goingOn] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    void store.write(async (tx) => {
      await tx.features.replace(SMALL_DATA_SET)
      written.resolve()
      await goingOn.promise
    })
    await written.promise
    const before = await store.read((snapshot) => snapshot.features.counts())
    expect(before.stations).toBe(0)
    goingOn.resolve()
    await store.write(async () => undefined)
    const after = await store.read((snapshot) => snapshot.features.counts())
    expect(after.stations).toBe(SMALL_DATA_SET.stations.length)
  })

  test('sees one moment to its end, its revision included', async () => {
    await store.write((tx) => tx.features.replace(SMALL_DATA_SET))
    await store.read(async (snapshot) => {
      const revision = await snapshot.revision()
      const other = await openStore(place)
      await other.write((tx) => tx.features.replace({ stations: [] }))
      expect((await other.read((later) => later.features.counts())).stations).toBe(0)
      await other.close()
      expect(await snapshot.features.all('stations')).toEqual(SMALL_DATA_SET.stations)
      expect(await snapshot.revision()).toBe(revision)
    })
    expect((await store.read((snapshot) => snapshot.features.counts())).stations).toBe(0)
  })

  test('that fails leaves nothing behind: as many again go well', async () => {
    const failing = Array.from({ length: 20 }, (_, number) =>
      store.read(async (snapshot) => {
        await snapshot.revision()
        throw new Error(`no ${number}`)
      }),
    )
    const reasons = (await Promise.allSettled(failing)).map(({ status }) => status)
    expect(new Set(reasons)).toEqual(new Set(['rejected']))
    const again = Array.from({ length: 20 }, () => store.read((snapshot) => snapshot.revision()))
    expect(await Promise.all(again)).toEqual(Array.from({ length: 20 }, () => 0))
  })
})

describe('units', () => {
  test.each([
    ['a write in a write', 'write', 'write'],
    ['a read in a write', 'write', 'read'],
    ['a write in a read', 'read', 'write'],
    ['a read in a read', 'read', 'read'],
  ] as const)('do not nest: %s', async (_, outer, inner) => {
    const nested = store[outer](async () => store[inner](async () => undefined))
    await expect(nested).rejects.toThrow(UnitMisused)
  })

  test('may begin in what an earlier one set off', async () => {
    const ended = Promise.withResolvers<void>()
    let later: Promise<number> | null = null
    await store.read(async () => {
      later = ended.promise.then(() => store.read((snapshot) => snapshot.revision()))
    })
    ended.resolve()
    expect(await later).toBe(0)
  })

  test.each(['read', 'write'] as const)('that %s are of no use after their end', async (kind) => {
    const kept: Snapshot[] = []
    await store[kind](async (given: Snapshot) => {
      kept.push(given)
    })
    const { features, revision } = kept[0]!
    await expect(features.counts()).rejects.toThrow(UnitMisused)
    await expect(revision()).rejects.toThrow(UnitMisused)
  })

  test('of two programs see each other’s writes', async () => {
    const other = await openStore(place)
    await other.write((tx) => tx.features.replace(SMALL_DATA_SET))
    expect(await store.revision()).toBe(await other.revision())
    expect(await store.read((snapshot) => snapshot.features.all('towns'))).toEqual(
      SMALL_DATA_SET.towns,
    )
    await store.write((tx) => tx.setMeta('a', '1'))
    expect(await other.read((snapshot) => snapshot.meta('a'))).toBe('1')
    await other.close()
  })

  test('end before the store is closed; later ones are refused', async () => {
    const last = store.write((tx) => tx.setMeta('a', '1'))
    await store.close()
    await last
    await expect(meta('a')).rejects.toThrow(UnitMisused)
    await expect(store.write(() => new Promise(() => undefined))).rejects.toThrow(UnitMisused)
    store = await openStore(place)
    expect(await meta('a')).toBe('1')
  })
})
