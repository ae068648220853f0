/** The box against brute force: coordinates near 32-bit rounding, edges, the antimeridian, lines. */
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { CollectionId } from '../../../data/collections.ts'
import { type Bbox, bboxOf, spansOf } from '../../../data/geometry.ts'
import { SMALL_DATA_SET, station } from '../../fixtures/app-features.ts'
import { forAllInTurn } from '../../fixtures/runs.ts'
import { openTemporaryStore, type ShortStore } from '../../fixtures/stores.ts'

type Position = [longitude: number, latitude: number]

let store: ShortStore
beforeEach(async () => {
  store = await openTemporaryStore()
})
afterEach(() => store.close())

const found = async (collection: CollectionId, bbox: Bbox) => {
  const box = { bbox, inner: bbox, outline: null }
  const page = { box, verified: null, filter: {}, limit: 10_000, after: null, offset: 0 }
  const { features, matched } = await store.features.page(collection, page)
  const ids = (JSON.parse(`[${features}]`) as { id: string }[]).map(({ id }) => id)
  return { ids, matched }
}

const areApart = (from: number, until: number, low: number, high: number): boolean =>
  high < from || low > until

/** On which side of a line a place lies; exact for whole degrees. */
const side = ([ax, ay]: Position, [bx, by]: Position, [x, y]: Position): number =>
  Math.sign((bx - ax) * (y - ay) - (by - ay) * (x - ax))

/** The definition once more: neither the box nor the line through the stretch keeps them apart. */
const stretchMeets = (a: Position, b: Position, [west, south, east, north]: Bbox): boolean => {
  if (areApart(west, east, Math.min(a[0], b[0]), Math.max(a[0], b[0]))) return false
  if (areApart(south, north, Math.min(a[1], b[1]), Math.max(a[1], b[1]))) return false
  const corners: Position[] = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
  ]
  const sides = corners.map((corner) => side(a, b, corner))
  return Math.min(...sides) <= 0 && Math.max(...sides) >= 0
}

/** A point, or a line of which some stretch meets a box going east from west. */
const meets = (positions: readonly Position[], bbox: Bbox): boolean =>
  spansOf(bbox).some((span) =>
    positions.some((position, i) => stretchMeets(positions[i - 1] ?? position, position, span)),
  )

const expectFound = async (
  collection: CollectionId,
  shapes: readonly (readonly Position[])[],
  [west, a, east, b]: readonly [number, number, number, number],
): Promise<void> => {
  const bbox = [west, Math.min(a, b), east, Math.max(a, b)] as const
  const wanted = shapes.flatMap((positions, i) => (meets(positions, bbox) ? [`${i}`] : []))
  expect(await found(collection, bbox)).toEqual({ ids: wanted, matched: wanted.length })
}

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

test('a box holds just the points that lie in it', () =>
  forAllInTurn(
    150,
    fc.tuple(
      fc.array(position, { minLength: 1, maxLength: 30 }),
      fc.tuple(longitude, latitude, longitude, latitude),
    ),
    async ([positions, bounds]) => {
      await store.features.replace({ stations: positions.map((at, i) => station(`${i}`, at)) })
      const points = positions.map((at) => [at])
      await expectFound('stations', points, bounds)
    },
  ))

test('a box around a point finds it, however small', () =>
  forAllInTurn(100, position, async (coordinates) => {
    await store.features.replace({ stations: [station('only', coordinates)] })
    const { matched } = await found('stations', bboxOf({ type: 'Point', coordinates }))
    expect(matched).toBe(1)
  }))

/** Whole degrees, so that edges often touch; the antimeridian among them. */
const wholeLongitude = fc.integer({ min: -180, max: 180 })
const wholeLatitude = fc.integer({ min: -90, max: 90 })
const line = fc.array(fc.tuple(wholeLongitude, wholeLatitude), { minLength: 2, maxLength: 4 })

// A line may reach into the box without a corner in it, and past it while its own box meets it.
test('a box holds just the lines that meet it, each once', () =>
  forAllInTurn(
    150,
    fc.tuple(
      fc.array(line, { minLength: 1, maxLength: 15 }),
      fc.tuple(wholeLongitude, wholeLatitude, wholeLongitude, wholeLatitude),
    ),
    async ([lines, bounds]) => {
      const levees = lines.map((coordinates, i) => ({
        ...SMALL_DATA_SET.levees[0]!,
        id: `${i}`,
        geometry: { type: 'LineString' as const, coordinates },
      }))
      await store.features.replace({ levees })
      await expectFound('levees', lines, bounds)
      await expectFound('flood-works', lines, bounds)
    },
  ))

/** Places in a square of one degree: some boxes hold nearly all of them, others few. */
const nearby = fc.tuple(
  fc.integer({ min: 0, max: 100 }).map((hundredths) => 116 + hundredths / 100),
  fc.integer({ min: 0, max: 100 }).map((hundredths) => 35 + hundredths / 100),
)

test('pages of a box are its features in order of arrival, by offset and after the last one', () =>
  forAllInTurn(
    60,
    fc.record({
      positions: fc.array(nearby, { minLength: 1, maxLength: 120 }),
      corners: fc.tuple(nearby, nearby),
      limit: fc.integer({ min: 1, max: 30 }),
      isNamed: fc.boolean(),
    }),
    async ({ positions, corners: [[ax, ay], [bx, by]], limit, isNamed }) => {
      await store.features.replace({ stations: positions.map((at, i) => station(`${i}`, at)) })
      const bbox: Bbox = [Math.min(ax, bx), Math.min(ay, by), Math.max(ax, bx), Math.max(ay, by)]
      const wanted = positions.flatMap((at, i) => (meets([at], bbox) ? [`${i}`] : []))
      const box = { bbox, inner: bbox, outline: null }
      // A condition beside the box, which all of them meet.
      const filter = isNamed ? { id: positions.map((_, i) => `${i}`) } : {}
      const query = { box, verified: null, filter, limit }
      let [after, offset, walked] = [null as number | null, 0, [] as string[]]
      do {
        const page = await store.features.page('stations', { ...query, after, offset: 0 })
        const same = await store.features.page('stations', { ...query, after: null, offset })
        expect(same).toEqual(page)
        const ids = (JSON.parse(`[${page.features}]`) as { id: string }[]).map(({ id }) => id)
        expect(page).toMatchObject({ matched: wanted.length, returned: ids.length })
        walked = [...walked, ...ids]
        after = page.next
        offset += ids.length
      } while (after !== null)
      expect(walked).toEqual(wanted)
    },
  ))
