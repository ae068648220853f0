/** What takes long holds up nobody else: others are answered while it goes on. */
import { cpSync } from 'node:fs'
import { afterAll, expect, test } from 'vitest'
import { REGION_BBOX } from '../../data/geometry.ts'
import { databasePath } from '../../server/store/data-folder.ts'
import { defaultDataFolder } from '../fixtures/default-data.ts'
import { type ServedProduct, serveProduct } from '../fixtures/served-product.ts'
import { withStore } from '../fixtures/stores.ts'
import { temporaryFolder } from '../fixtures/temporary-folder.ts'

const FROM = '2026-11-23T08:00:00.000Z'
const CLOSURES = 80
const CORNERS = 999
const PLACE = '/api/nearest?lon=116.587&lat=35.415'

let product: ServedProduct | null = null
afterAll(() => product?.stop())

/** Pseudo-random numbers from 0 to 1 (Lehmer, modulus 2³¹ − 1), the same in every run. */
const drawing = (seed: number) => () => {
  seed = (seed * 48_271) % 2_147_483_647
  return seed / 2_147_483_647
}

/** Corners anywhere in the region, in the order in which they are drawn. */
const scribble = (draw: () => number) => {
  const [west, south, east, north] = REGION_BBOX
  const corners = Array.from({ length: CORNERS }, (): [number, number] => [
    west + draw() * (east - west),
    south + draw() * (north - south),
  ])
  return { type: 'Polygon' as const, coordinates: [[...corners, corners[0]!]] }
}

test('what eighty scribbled areas close is found while everything else is answered', async () => {
  const folder = temporaryFolder()
  cpSync(defaultDataFolder(), folder, { recursive: true })
  const draw = drawing(7)
  // Written past the service, as an earlier version left them: nothing has been found of them.
  await withStore(databasePath(folder), async (store) => {
    for (let i = 0; i < CLOSURES; i++) {
      const content = { kind: 'flooded-area' as const, area: scribble(draw), from: FROM }
      await store.closures.create({
        name: `淹没区 ${i}`,
        at: FROM,
        content: { ...content, until: null, note: '' },
      })
    }
  })
  product = await serveProduct(folder, ['server/main.ts'])
  const ask = (address: string): Promise<Response> => fetch(`${product?.origin}${address}`)
  await ask(`${PLACE}&at=2026-11-22T08:00:00Z`)

  let isAnswered = false
  const obeying = ask(PLACE).finally(() => {
    isAnswered = true
  })
  let others = 0
  while (!isAnswered) {
    expect((await ask('/api/collections/stations/items?limit=1')).status).toBe(200)
    others++
  }
  const answer = (await (await obeying).json()) as { obeyed: unknown[] }
  expect(answer.obeyed).toHaveLength(CLOSURES)
  // Where the thread that answers computes, one is answered, and that afterwards.
  expect(others).toBeGreaterThan(5)
})
