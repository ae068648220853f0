/** A coverage that was just answered is not computed again, and only that one. */
import { expect, test } from 'vitest'
import type { CoveragePart, CoverageRequest } from '../../../data/coverage.ts'
import { localPlanner } from '../../../server/worker/planner.ts'
import { settlement, station } from '../../fixtures/app-features.ts'
import { NIGHT, NOON, questionFor } from '../../fixtures/coverage-ground.ts'
import { along, longRoad, planningDataOf } from '../../fixtures/coverage-hand-made.ts'
import { loadedNetwork } from '../../fixtures/grid-network.ts'

const data = planningDataOf(
  [station('S-1', along(0)), station('S-2', along(9000))],
  [settlement('V-1', along(2000)), settlement('V-2', along(8000))],
)
const network = loadedNetwork(longRoad(10))
const planner = localPlanner()

const asked = (
  request: CoverageRequest,
  parts: readonly CoveragePart[] = ['areas', 'fragility'],
  state = data,
) => {
  const input = { question: questionFor(request), parts }
  const { signal } = new AbortController()
  return planner.run('long', { network, data: state }, 'coverage', input, signal)
}

test('a coverage asked again within the minute is the one that was computed', async () => {
  const first = await asked({ at: NOON })
  expect(await asked({ at: NOON.replace('12:00:00', '12:00:59') })).toBe(first)
})

test.each<[string, Parameters<typeof asked>]>([
  ['a minute later', [{ at: NOON.replace('12:00', '12:01') }]],
  ['at night', [{ at: NIGHT }]],
  ['of other parts', [{ at: NOON }, ['areas']]],
  ['with two that are due', [{ at: NOON, filter: { due: 2 } }]],
  ['without a station', [{ at: NOON, scenario: { remove: ['S-1'] } }]],
  ['of data that were changed', [{ at: NOON }, undefined, { ...data, revision: 2 }]],
])('one %s is computed anew', async (_, other) => {
  const first = await asked({ at: NOON })
  expect(await asked(...other)).not.toBe(first)
})
