/** An extract sent to the running service: it takes the roads without a new start, and gives them back. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import type { Roads } from '../../data/roads.ts'
import { ROADS_LIMITS } from '../../data/roads-limits.ts'
import { buildGraph } from '../../server/network/build.ts'
import { encodeGraph } from '../../server/network/file.ts'
import { databasePath, networkPath } from '../../server/store/data-folder.ts'
import { replaceNetworkFile } from '../../server/store/network-file.ts'
import { SMALL_DATA_SET } from '../fixtures/app-features.ts'
import { draftOf, street } from '../fixtures/grid-network.ts'
import { node, way } from '../fixtures/osm-map.ts'
import { type OsmMap, pbfFile } from '../fixtures/osm-pbf-writer.ts'
import { type ServedProduct, serveProduct } from '../fixtures/served-product.ts'
import { withStore } from '../fixtures/stores.ts'
import { temporaryFolder } from '../fixtures/temporary-folder.ts'

vi.setConfig({ testTimeout: 180_000 })

const HERE: OsmMap = {
  nodes: [node(1, 0, 0), node(2, 1000, 0), node(3, 2000, 0)],
  ways: [way(1, [1, 2], { name: '长街' }), way(2, [2, 3], { name: '长街' })],
}
const FAR_AWAY: OsmMap = {
  nodes: [
    { id: 1, longitude: 9.5, latitude: 47.1 },
    { id: 2, longitude: 9.51, latitude: 47.1 },
  ],
  ways: [way(1, [1, 2])],
}

/** A folder with counties and the roads of a demonstration, served. */
const served = async (): Promise<{ folder: string; product: ServedProduct }> => {
  const folder = temporaryFolder()
  await withStore(databasePath(folder), (store) =>
    store.features.replace({ counties: SMALL_DATA_SET.counties ?? [] }),
  )
  const draft = draftOf(
    [
      [0, 0],
      [500, 0],
    ],
    [street(0, 1, { name: '演示路' })],
  )
  await replaceNetworkFile(networkPath(folder), encodeGraph(buildGraph(draft)))
  return { folder, product: await serveProduct(folder, ['server/main.ts']) }
}

const service = ({ origin }: ServedProduct) => {
  const ask = async (method: string, path: string, body?: BodyInit, type?: string) => {
    const response = await fetch(`${origin}/api${path}`, {
      method,
      ...(body !== undefined && { body }),
      ...(type && { headers: { 'Content-Type': type } }),
    })
    return { status: response.status, told: (await response.json()) as Roads & { detail: string } }
  }
  const piece = (bytes: Uint8Array, offset: number, total: number, name = '../near.osm.pbf') =>
    ask(
      'POST',
      `/roads/pieces?${new URLSearchParams({ name, offset: `${offset}`, total: `${total}` })}`,
      bytes as BodyInit,
      'application/octet-stream',
    )
  /** In two pieces. */
  const upload = async (bytes: Uint8Array): Promise<void> => {
    const half = Math.floor(bytes.length / 2)
    expect((await piece(bytes.subarray(0, half), 0, bytes.length)).told.import).toMatchObject({
      ...{ name: 'near.osm.pbf', state: 'uploading', received: half },
    })
    expect((await piece(bytes.subarray(half), half, bytes.length)).status).toBe(200)
  }
  const settled = async (): Promise<Roads> => {
    for (;;) {
      const { told } = await ask('GET', '/roads')
      if (told.import?.state !== 'building') return told
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
  return { ask, piece, upload, settled }
}

test('roads are taken while the service runs, and those of the demonstration can be taken back', async () => {
  const { folder, product } = await served()
  try {
    const { ask, upload, settled } = service(product)
    expect((await settled()).network?.provenance).toBe('generated')
    await upload(pbfFile(HERE))
    const built = await settled()
    expect(built).toMatchObject({
      hasDemonstration: true,
      import: { state: 'done', share: 1, sentence: { en: /3 nodes, 2 segments/ } },
    })
    expect(built.network?.source).toContain('near.osm.pbf')
    const { told: found } = await ask('GET', `/search?q=${encodeURIComponent('长街')}`)
    expect(JSON.stringify(found)).toContain('"collection":"roads"')
    // Once the program that has built them has ended, the file is gone.
    await expect.poll(() => readdirSync(folder)).not.toContain('roads-upload')
    const back = await ask('POST', '/roads/demonstration')
    expect(back.told.network?.provenance).toBe('generated')
  } finally {
    await product.stop()
  }
})

test('what is no extract is refused in a sentence; what lies elsewhere is taken when one says so', async () => {
  const { folder, product } = await served()
  try {
    const { ask, piece, upload, settled } = service(product)
    await upload(Buffer.from('id,name\n1,x\n'))
    expect((await settled()).import).toMatchObject({ state: 'refused', isElsewhere: false })
    await upload(pbfFile(FAR_AWAY))
    const refused = await settled()
    expect(refused.import).toMatchObject({ state: 'refused', isElsewhere: true })
    expect(refused.import?.sentence?.en).toMatch(/not where the counties are/)
    expect(refused.network?.provenance).toBe('generated')
    const force = JSON.stringify({ force: true })
    expect((await ask('POST', '/roads/build', force, 'application/json')).status).toBe(200)
    expect((await settled()).network?.provenance).toBe('imported')
    // Nothing follows what is not there, nothing is longer than it said, nothing is too large.
    expect((await piece(new Uint8Array(5), 5, 10)).status).toBe(409)
    expect((await piece(new Uint8Array(11), 0, 10)).status).toBe(409)
    expect((await piece(new Uint8Array(1), 0, ROADS_LIMITS.mostBytes + 1)).status).toBe(413)
    expect((await ask('POST', '/roads/build', force, 'application/json')).status).toBe(409)
    await piece(new Uint8Array(5), 0, 10)
    expect((await ask('DELETE', '/roads/pieces')).told.import).toBeNull()
    expect(readdirSync(join(folder))).not.toContain('roads-upload')
  } finally {
    await product.stop()
  }
})
