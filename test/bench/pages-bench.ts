/** Pages of a large collection, by the store alone. */

import { seededRandom } from '../../server/analysis/random.ts'
import { station } from '../fixtures/app-features.ts'
import { openTemporaryStore } from '../fixtures/stores.ts'
import { describeTimes, timesInTurn } from './quantile.ts'

const FEATURES = 100_000
const LIMIT = 1000
const RUNS = 20
/** Side of the box as a share of the region's. */
const SIDES = [0.1, 0.5, 0.95]
const PERCENT = 100

export const benchPages = async (): Promise<string[]> => {
  const store = await openTemporaryStore()
  try {
    const random = seededRandom(1)
    await store.features.replace({
      stations: Array.from({ length: FEATURES }, (_, i) =>
        station(`${i}`, [116 + random(), 35 + random()]),
      ),
    })
    const lines: string[] = []
    for (const side of SIDES) {
      const found = { matched: 0 }
      const times = await timesInTurn(2, RUNS, async () => {
        const west = 116 + (1 - side) * random()
        const south = 35 + (1 - side) * random()
        const bbox = [west, south, west + side, south + side] as const
        const box = { bbox, inner: bbox, outline: null }
        const query = { box, verified: null, filter: {}, limit: LIMIT, after: null, offset: 0 }
        found.matched = (await store.features.page('stations', query)).matched
      })
      const share = Math.round((PERCENT * found.matched) / FEATURES)
      lines.push(
        `page of ${LIMIT} in a box with ${share} % of ${FEATURES}: ${describeTimes(times)}`,
      )
    }
    return lines
  } finally {
    await store.close()
  }
}
