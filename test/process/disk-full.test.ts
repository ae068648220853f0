/** A full disk: a clear answer, nothing half-written, and service goes on when there is room again. */
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Problem } from '../../data/problem.ts'
import { databasePath } from '../../server/store/data-folder.ts'
import { SMALL_DATA_SET } from '../fixtures/app-features.ts'
import { type ServedProduct, serveProduct } from '../fixtures/served-product.ts'
import { openShortStore } from '../fixtures/short-store.ts'

const folder = mkdtempSync(join(tmpdir(), 'disk-full-'))
/** A disk of its own, small enough to be filled; needs the right to mount one. */
const isMounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=6m', 'tmpfs', folder]).status === 0
if (!isMounted) console.warn('disk-full: skipped, because no small disk can be mounted here')

const AT = '2026-07-01T08:00:00.000Z'
const KIBIBYTE = 1024
let product: ServedProduct | null = null

afterAll(async () => {
  await product?.stop()
  if (isMounted) execFileSync('umount', [folder])
  rmSync(folder, { recursive: true, force: true })
})

const confirm = (batchId: number, note: string): Promise<Response> =>
  fetch(`${product?.origin}/api/transfers`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({
      sites: [{ name: '测试险段', lon: 116.6, lat: 35.4 }],
      loads: [
        {
          ...{ stockpileId: 'P-1', site: 0, lorries: 1, leavesAt: AT, arrivesAt: AT },
          lines: [{ batchId, item: 'sandbag', quantity: 1 }],
        },
      ],
      emergency: true,
      requestedBy: '调度员',
      reason: note,
    }),
  })

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
    const ballast = join(folder, 'ballast')
    const { bavail, bsize } = statfsSync(folder)
    writeFileSync(ballast, Buffer.alloc(Math.max(0, bavail * bsize - 8 * KIBIBYTE)))
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
