/** Leaving the demonstration over HTTP: asked once, removed by collection after a backup, never mixed silently. */
import { expect, test } from 'vitest'
import type { FirstRun, Removal } from '../../data/first-run.ts'
import type { Health } from '../../data/health.ts'
import { answered, createTestApp, type Page, problemOf, refusedAt } from '../fixtures/app.ts'
import { SMALL_DATA_SET, station } from '../fixtures/app-features.ts'

const STATIONS = SMALL_DATA_SET.stations.length
const REMOVALS = '/api/first-run/removals'
const OWN = station('OWN', [116.6, 35.4], { provenance: 'imported' })

const demonstration = async (changes: Parameters<typeof createTestApp>[1] = {}) => {
  const app = await createTestApp(SMALL_DATA_SET, changes)
  await app.store.setMeta('seed-digest', 'any')
  return app
}
const firstRun = (app: Awaited<ReturnType<typeof demonstration>>) =>
  app.json<FirstRun>('/api/first-run')

test('a demonstration asks until somebody has chosen, whoever looks; a database of one’s own never', async () => {
  const app = await demonstration()
  expect(await firstRun(app)).toMatchObject({
    ...{ isAsked: true, choice: null, later: [] },
    shares: { stations: { all: STATIONS, demonstration: STATIONS } },
  })
  await answered(app.send('PUT', '/api/first-run', { choice: 'own', later: ['towns'] }))
  expect(await firstRun(app)).toMatchObject({ isAsked: false, choice: 'own', later: ['towns'] })
  expect(await refusedAt(app.send('PUT', '/api/first-run', { choice: 'none' }))).toEqual(['choice'])
  expect((await firstRun(await createTestApp())).isAsked).toBe(false)
})

test('rows are removed after a backup; where that fails, nothing is', async () => {
  let backups = 0
  const app = await demonstration({ backUp: async () => `backup-${++backups}` })
  await app.store.features.put('stations', OWN, { who: '甲', at: '2026-11-01T00:00:00Z' })
  const removal = { collections: ['stations'], by: '甲' }
  expect(await answered<Removal>(app.post(REMOVALS, removal))).toEqual({
    ...{ removed: { stations: STATIONS }, backup: 'backup-1' },
  })
  expect((await app.json('/api/collections/stations/items')).features.map(({ id }) => id)).toEqual([
    'OWN',
  ])
  const broken = await demonstration({ backUp: () => Promise.reject(new Error('disk')) })
  await problemOf(broken.post(REMOVALS, removal), 500)
  expect((await firstRun(broken)).shares.stations?.all).toBe(STATIONS)
  expect(await refusedAt(app.post(REMOVALS, { collections: ['flood-works'], by: '甲' }))).toEqual([
    'collections.0',
  ])
})

test('stockpiles in the ledger are refused in a sentence, and go with their books', async () => {
  const app = await demonstration()
  const refused = await problemOf(
    app.post(REMOVALS, { collections: ['stockpiles'], by: '甲' }),
    409,
  )
  expect(refused.detail).toMatch(/ledger has \d+ movements/)
  const whole = { collections: ['stockpiles'], books: true, by: '甲' }
  const { removed } = await answered<Removal>(app.post(REMOVALS, whole))
  expect(removed.stockpiles).toBe(SMALL_DATA_SET.stockpiles.length)
  expect((await app.json<Health>('/api/health')).ledger).toMatchObject({ movements: 0 })
})

test('where rows of both kinds stand beside each other, each answer says how many are which', async () => {
  const app = await demonstration()
  const notice = async () => (await app.json<Page>('/api/collections/stations/items')).notice
  const before = await notice()
  await app.store.features.put('stations', OWN, { who: '甲', at: '2026-11-01T00:00:00Z' })
  const mixed = await notice()
  expect(mixed).not.toEqual(before)
  const { stations } = (await app.json<Health>('/api/health')).demonstrationRows
  expect(stations).toBe(STATIONS)
  expect(mixed?.zh).toContain(`${STATIONS + 1} 个中有 ${STATIONS} 个是演示数据`)
  expect(mixed?.en).toContain(`of ${STATIONS + 1} `)
  const { shares } = await firstRun(app)
  expect(shares.stations).toMatchObject({ all: STATIONS + 1, demonstration: STATIONS })
})
