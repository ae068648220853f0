import { describe, expect, test } from 'vitest'
import { COLLECTION_IDS, RESOURCE_IDS } from '../../data/collections.ts'
import { type Health, healthSchema } from '../../data/health.ts'
import { createTestApp } from '../fixtures/app.ts'
import { SMALL_DATA_SET } from '../fixtures/app-features.ts'
import { gridDraft, loadedNetwork } from '../fixtures/grid-network.ts'

const healthOf = async (app: Awaited<ReturnType<typeof createTestApp>>): Promise<Health> =>
  healthSchema.strict().parse(await app.json('/api/health'))

describe('health', () => {
  test('counts features and roads', async () => {
    const network = loadedNetwork(gridDraft(3, 2))
    const app = await createTestApp(SMALL_DATA_SET, { network: () => network })
    expect(await healthOf(app)).toEqual({
      status: 'ok',
      noticed: [],
      backup: null,
      revision: await app.store.revision(),
      counts: {
        ...Object.fromEntries(COLLECTION_IDS.map((id) => [id, 0])),
        stations: 4,
        stockpiles: 1,
        levees: 1,
        'flood-works': 1,
        'forest-areas': 1,
        forests: 1,
        counties: 2,
        towns: 1,
        lakes: 1,
        water: 1,
        settlements: 2,
      },
      // 3 × 2 junctions; 2 streets in each of 2 rows and 3 across, driven both ways
      network: expect.objectContaining({
        id: network.graph.id,
        provenance: 'generated',
        nodes: 6,
        edges: 14,
        source: 'test',
      }),
      ledger: { balanced: true, movements: 2 },
      demonstration: true,
      // None of them was seeded.
      demonstrationRows: Object.fromEntries(RESOURCE_IDS.map((id) => [id, 0])),
    })
  })

  test('without roads or stations the service can do only part of its work', async () => {
    expect(await healthOf(await createTestApp())).toMatchObject({
      status: 'degraded',
      network: null,
    })
    const network = loadedNetwork(gridDraft(3, 2))
    const empty = await createTestApp({}, { network: () => network })
    expect(await healthOf(empty)).toMatchObject({ status: 'degraded', counts: { stations: 0 } })
  })

  test('what is wrong with the installation is told', async () => {
    const noticed = { zh: '道路网文件已损坏', en: 'The road file is damaged' }
    const network = loadedNetwork(gridDraft(3, 2))
    const app = await createTestApp(undefined, { network: () => network, noticed: () => [noticed] })
    expect(await healthOf(app)).toMatchObject({ status: 'degraded', noticed: [noticed] })
  })

  test('is a demonstration only while rows are generated or approximate', async () => {
    const imported = await createTestApp({ stockpiles: SMALL_DATA_SET.stockpiles })
    expect((await healthOf(imported)).demonstration).toBe(false)
    const forests = await createTestApp({ 'forest-areas': SMALL_DATA_SET['forest-areas'] })
    expect((await healthOf(forests)).demonstration).toBe(true)
  })
})
