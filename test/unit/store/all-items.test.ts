/** All features of a query, so many at a time, as files are written from them. */
import { expect, test } from 'vitest'
import { openMoment } from '../../../server/store/moment.ts'
import { BEFORE, levee, station } from '../../fixtures/app-features.ts'
import { emptyDatabase, openShortStore } from '../../fixtures/stores.ts'

const COUNT = 25
const STATIONS = Array.from({ length: COUNT }, (_, i) =>
  station(`S-${i}`, [116 + i / 100, 35], { grade: i % 5 === 0 ? 'first' : 'second' }),
)
const IDS = STATIONS.map(({ id }) => id)
const ALL = {
  ...{ box: null, verified: null, filter: {} },
  ...{ after: null, offset: 0, limit: null },
}

const path = emptyDatabase()
const store = await openShortStore(path)
await store.features.replace(
  {
    stations: STATIONS,
    levees: [
      levee('F-1', [
        [116, 35],
        [116.1, 35],
      ]),
    ],
  },
  BEFORE,
)

test.each([
  ['all', {}, IDS],
  ['the first, fewer than are read at a time', { limit: 3 }, IDS.slice(0, 3)],
  ['the first, more than are read at a time', { limit: 17 }, IDS.slice(0, 17)],
  ['as many as are read at a time', { limit: 10 }, IDS.slice(0, 10)],
  ['those after some', { offset: 12 }, IDS.slice(12)],
  ['some after some', { offset: 4, limit: 11 }, IDS.slice(4, 15)],
  ['none', { offset: COUNT }, []],
  ['those of a value', { filter: { grade: ['first'] } }, ['S-0', 'S-5', 'S-10', 'S-15', 'S-20']],
])('are %s', async (_, asked, wanted) => {
  const moment = await openMoment(path)
  const pages: string[][] = []
  for await (const features of moment.features('stations', { ...ALL, ...asked }, 10)) {
    pages.push(features.map(({ id }) => id))
  }
  await moment.end()
  expect(pages.flat()).toEqual(wanted)
  for (const page of pages) expect(page.length).toBeLessThanOrEqual(10)
})

test('have null where they have no value, and masks where they name people', async () => {
  const moment = await openMoment(path)
  for await (const [feature] of moment.features('levees', ALL, 10)) {
    expect(feature!.properties).toMatchObject({ townCode: null, administrativePerson: '责***' })
  }
  await moment.end()
})
