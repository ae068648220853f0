import { expect, test } from 'vitest'
import { buildGraph } from '../../../server/network/build.ts'
import { markMainComponent } from '../../../server/network/connectivity.ts'
import { edgeDeciseconds } from '../../../server/network/profile.ts'
import { draftOf, street } from '../../fixtures/grid-network.ts'

test('a place that cannot be left, or not be reached, is not part of the main component', () => {
  // Triangle 0-1-2 both ways; 3 is only entered from 2, 4 only leaves to 0; 5–6 is an island.
  const draft = draftOf(
    [
      [0, 0],
      [100, 0],
      [50, 80],
      [50, 200],
      [0, -100],
      [900, 0],
      [950, 0],
    ],
    [
      street(0, 1),
      street(1, 2),
      street(2, 0),
      street(2, 3, { roadClass: 'expressway', backwardKph: 0 }),
      street(4, 0, { roadClass: 'expressway', backwardKph: 0 }),
      street(5, 6),
    ],
  )
  const graph = buildGraph(draft)
  const marked = markMainComponent(graph, edgeDeciseconds(graph, 'rescue-van', 'day'))
  const ofSegment = draft.segments.map((_, s) => marked[s * 2]! + marked[s * 2 + 1]!)
  expect(ofSegment).toEqual([2, 2, 2, 0, 0, 0])
})
