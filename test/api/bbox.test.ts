/** The box against brute force: coordinates near 32-bit rounding, edges, the antimeridian. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bboxOf, type Geometry } from '../../data/geometry.ts'
import { station } from '../fixtures/app-features.ts'
import { runs } from '../fixtures/runs.ts'
import { openTemporaryStore } from '../fixtures/temporary-store.ts'

/** Few values, so that boxes and points often share an edge; seven decimals, past 32 bits. */
const longitude = fc.oneof(
  fc.constantFrom(-180, -179.9999999, 0, 116.5870001, 116.587, 179.9999999, 180),
  fc.double({ min: -180, max: 180, noNaN: true }),
)
const latitude = fc.oneof(
  fc.constantFrom(-90, 0, 35.4150001, 35.415, 90),
  fc.double({ min: -90, max: 90, noNaN: true }),
)
const position = fc.tuple(longitude, latitude)

/** The definition, written down once more: a box from west eastwards to east. */
const isIn = (
  [west, south, east, north]: readonly number[],
  [x, y]: readonly [number, number],
): boolean => {
  const inLongitude = west! <= east! ? x >= west! && x <= east! : x >= west! || x <= east!
  return inLongitude && y >= south! && y <= north!
}

const pageQuery = { verified: null, filter: {}, limit: 10_000, after: null }

test('a box holds just the points that lie in it', async () => {
  const store = await openTemporaryStore()
  await fc.assert(
    fc.asyncProperty(
      fc.array(position, { minLength: 1, maxLength: 30 }),
      longitude,
      longitude,
      latitude,
      latitude,
      async (positions, west, east, latitudeA, latitudeB) => {
        await store.features.replace({
          stations: positions.map(([x, y], i) => station(`${i}`, [x, y])),
        })
        const [south, north] = [Math.min(latitudeA, latitudeB), Math.max(latitudeA, latitudeB)]
        const bbox = [west, south, east, north] as const
        const { features, matched } = await store.features.page('stations', { ...pageQuery, bbox })
        const found = (JSON.parse(`[${features}]`) as { id: string }[]).map(({ id }) => id)
        const wanted = positions.flatMap((each, i) => (isIn(bbox, each) ? [`${i}`] : []))
        expect(found).toEqual(wanted)
        expect(matched).toBe(wanted.length)
      },
    ),
    { numRuns: runs(150) },
  )
  await store.close()
})

test('a box around a point finds it, however small', async () => {
  const store = await openTemporaryStore()
  await fc.assert(
    fc.asyncProperty(position, async ([x, y]) => {
      const geometry: Geometry = { type: 'Point', coordinates: [x, y] }
      await store.features.replace({ stations: [station('only', [x, y])] })
      const { matched } = await store.features.page('stations', {
        ...pageQuery,
        bbox: bboxOf(geometry),
      })
      expect(matched).toBe(1)
    }),
    { numRuns: runs(100) },
  )
  await store.close()
})
