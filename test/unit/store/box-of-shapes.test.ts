/** Boxes of lines against brute force: one may reach into the query without a corner in it. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { SMALL_DATA_SET } from '../../fixtures/app-features.ts'
import { runs } from '../../fixtures/runs.ts'
import { openTemporaryStore } from '../../fixtures/temporary-store.ts'

const [levee] = SMALL_DATA_SET.levees

/** Whole degrees, so that edges often touch; the antimeridian among them. */
const longitude = fc.integer({ min: -180, max: 180 })
const latitude = fc.integer({ min: -90, max: 90 })
const line = fc.array(fc.tuple(longitude, latitude), { minLength: 2, maxLength: 4 })

const areApart = (from: number, until: number, low: number, high: number): boolean =>
  high < from || low > until

/** The definition once more: the line's own box shares a point with one going east from west. */
const meets = (
  positions: readonly (readonly [number, number])[],
  [west, south, east, north]: readonly [number, number, number, number],
): boolean => {
  const [xs, ys] = [positions.map(([x]) => x), positions.map(([, y]) => y)]
  if (areApart(south, north, Math.min(...ys), Math.max(...ys))) return false
  const [left, right] = [Math.min(...xs), Math.max(...xs)]
  return west <= east
    ? !areApart(west, east, left, right)
    : !areApart(west, 180, left, right) || !areApart(-180, east, left, right)
}

test('a box holds just the lines whose own box meets it, each once', async () => {
  const store = await openTemporaryStore()
  await fc.assert(
    fc.asyncProperty(
      fc.array(line, { minLength: 1, maxLength: 15 }),
      fc.tuple(longitude, latitude, longitude, latitude),
      async (lines, [west, a, east, b]) => {
        await store.features.replace({
          levees: lines.map((coordinates, i) => ({
            ...levee!,
            id: `${i}`,
            geometry: { type: 'LineString' as const, coordinates },
          })),
        })
        const bbox = [west, Math.min(a, b), east, Math.max(a, b)] as const
        const page = { verified: null, filter: {}, limit: 100, after: null }
        const wanted = lines.flatMap((positions, i) => (meets(positions, bbox) ? [`${i}`] : []))
        for (const collection of ['levees', 'flood-works'] as const) {
          const { features, matched } = await store.features.page(collection, { ...page, bbox })
          const found = (JSON.parse(`[${features}]`) as { id: string }[]).map(({ id }) => id)
          expect(found).toEqual(wanted)
          expect(matched).toBe(wanted.length)
        }
      },
    ),
    { numRuns: runs(150) },
  )
  await store.close()
})
