/** A full disk: said clearly, nothing half-written or lost, and all goes on when there is room again. */
import { execFileSync, spawnSync } from 'node:child_process'
import { rmSync, statfsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Problem } from '../../data/problem.ts'
import { databasePath } from '../../server/store/data-folder.ts'
import { DatabaseProblem, StorageFull } from '../../server/store/problems.ts'
import { storeError } from '../../server/store/sqlite/errors.ts'
import { withJson } from '../fixtures/app.ts'
import { SMALL_DATA_SET } from '../fixtures/app-features.ts'
import { type ServedProduct, serveProduct } from '../fixtures/served-product.ts'
import { openShortStore, withStore } from '../fixtures/stores.ts'
import { temporaryFolder } from '../fixtures/temporary-folder.ts'

const folder = temporaryFolder()
/** A disk of its own, small enough to be filled; needs the right to mount one. */
const isMounted =
  spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=12m', 'tmpfs', folder]).status === 0
if (!isMounted) console.warn('disk-full: skipped, because no small disk can be mounted here')

const AT = '2026-07-01T08:00:00.000Z'
const KIBIBYTE = 1024
let product: ServedProduct | null = null

afterAll(async () => {
  await product?.stop()
  if (isMounted) execFileSync('umount', [folder])
})

const ballast = join(folder, 'ballast')
/** Fills the disk but for so many bytes. */
const fillDisk = (leftBytes = 0): void => {
  const { bavail, bsize } = statfsSync(folder)
  writeFileSync(ballast, Buffer.alloc(Math.max(0, bavail * bsize - leftBytes)))
}

const confirm = (batchId: number, note: string): Promise<Response> =>
  fetch(
    `${product?.origin}/api/transfers`,
    withJson('POST', {
      sites: [{ name: '测试险段', lon: 116.6, lat: 35.4 }],
      loads: [
        {
          ...{ stockpileId: 'P-1', site: 0, lorries: 1, leavesAt: AT, arrivesAt: AT },
          lines: [{ batchId, item: 'sandbag', quantity: 1 }],
        },
      ],
      ...{ emergency: true, requestedBy: '调度员', reason: note },
    }),
  )

describe.skipIf(!isMounted)('a full disk', () => {
  let batchId = 0
  beforeAll(async () => {
    const store = await openShortStore(databasePath(folder))
    await store.features.replace(SMALL_DATA_SET)
    batchId = (await store.ledger.batches({ items: ['sandbag'] }))[0]!.id
    await store.close()
    product = await serveProduct(folder, ['server/main.ts'])
  })

  test('answers 507, keeps what was confirmed, and goes on when there is room', async () => {
    expect((await confirm(batchId, '')).status).toBe(201)
    fillDisk(8 * KIBIBYTE)
    let confirmed = 1
    let full: Response | null = null
    for (let attempt = 0; attempt < 200 && !full; attempt++) {
      const response = await confirm(batchId, 'x'.repeat(400))
      if (response.status === 201) confirmed++
      else full = response
    }
    expect(full?.status).toBe(507)
    const problem = (await full!.json()) as Problem
    expect(problem.type).toBe('/problems/storage-full')
    expect(problem.detailZh).toContain('磁盘空间不足')
    expect((await fetch(`${product!.origin}/api/stock?item=sandbag`)).status).toBe(200)

    rmSync(ballast)
    expect((await confirm(batchId, '')).status).toBe(201)
    confirmed++
    await product!.stop()
    product = null
    const store = await openShortStore(databasePath(folder))
    expect(await store.ledger.check()).toMatchObject({ balanced: true, problems: [] })
    expect(await store.transfers.count()).toBe(confirmed)
    const [batch] = await store.ledger.batches({ items: ['sandbag'] })
    expect(batch?.reserved).toBe(confirmed)
    await store.close()
  })
})

test.skipIf(!isMounted)(
  'a disk that is full at the opening is named in both languages',
  async () => {
    const path = join(folder, 'test.sqlite')
    await withStore(path, ({ features }) => features.replace(SMALL_DATA_SET))
    fillDisk()
    const problem = await openShortStore(path).catch((error: unknown) => error)
    expect(problem).toBeInstanceOf(DatabaseProblem)
    const { zh, en } = (problem as DatabaseProblem).sentence
    expect(zh).toContain('磁盘空间不足')
    expect(en).toContain('disk is full')

    rmSync(ballast)
    await withStore(path, async ({ features, ledger }) => {
      expect((await features.counts()).stockpiles).toBe(1)
      expect(await ledger.check()).toMatchObject({ balanced: true })
    })
  },
)

test('the file beside the database that cannot grow is a full disk', () => {
  const error = Object.assign(new Error('disk I/O error'), { code: 'SQLITE_IOERR_SHMSIZE' })
  expect(storeError(error)).toBeInstanceOf(StorageFull)
})
