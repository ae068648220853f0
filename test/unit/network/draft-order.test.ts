import { expect, test } from 'vitest'
import { draftLonLats, type NetworkDraft } from '../../../server/network/draft.ts'
import { orderedAlongCurve } from '../../../server/network/draft-order.ts'
import { gridDraft } from '../../fixtures/grid-network.ts'
import { irregularGrid } from '../../fixtures/random-roads.ts'

/** Each segment as one text, whatever its number. */
const roadsOf = (draft: NetworkDraft): string[] =>
  draft.segments.map(({ from: _from, to: _to, ...road }, index) =>
    JSON.stringify({ ...road, line: draftLonLats(draft, draft.segments[index]!) }),
  )

const bansOf = (draft: NetworkDraft): string[] => {
  const roads = roadsOf(draft)
  return draft.turnBans.map((ban) => ban.map((edge) => [edge & 1, roads[edge >> 1]]).join(' → '))
}

test('the same roads and the same bans, in another order', () => {
  const draft = irregularGrid()
  const [roads, bans] = [roadsOf(draft), bansOf(draft)]
  const ordered = orderedAlongCurve(draft)
  expect(roadsOf(ordered)).not.toEqual(roads)
  expect(roadsOf(ordered).toSorted()).toEqual(roads.toSorted())
  expect(bansOf(ordered)).toEqual(bans)
})

test('each junction of a square follows on one of its neighbours, and segments begin in that order', () => {
  const { nodes, segments } = orderedAlongCurve(gridDraft(8, 8))
  const steps = Array.from({ length: 63 }, (_, i) => {
    const [west = 0, south = 0, east = 0, north = 0] = nodes.slice(i * 2, i * 2 + 4)
    return Math.hypot(east - west, north - south)
  })
  expect(Math.max(...steps)).toBeLessThan(1.5 * Math.min(...steps))
  const begins = segments.map(({ from }) => from)
  expect(begins).toEqual(begins.toSorted((a, b) => a - b))
})
