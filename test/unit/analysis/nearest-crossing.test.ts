import { expect, test } from 'vitest'
import { nearestCrossing } from '../../../server/analysis/nearest-crossing.ts'
import { draftOf, gridLonLat, loadedNetwork, metres, street } from '../../fixtures/grid-network.ts'

/** 太白楼路 eastwards, 建设路 northwards through its middle, an unnamed lane and a road under a bridge east of it. */
const { graph, index } = loadedNetwork(
  draftOf(
    metres(
      [0, 0],
      [500, 0],
      [1000, 0],
      [500, -300],
      [500, 300],
      [800, -300],
      [800, 300],
      [900, 50],
    ),
    [
      street(0, 1, { name: '太白楼路', ref: 'G327' }),
      street(1, 2, { name: '太白楼路', ref: 'G327' }),
      street(3, 1, { name: '建设路' }),
      street(1, 4, { name: '建设路' }),
      street(5, 6, { name: '高架路' }),
      street(2, 7, { name: '' }),
    ],
  ),
)

test('where two named roads share a node, with distance and direction; the more important road first or by name', () => {
  // 300 m east and 40 m south of the crossing: beside the elevated road, which shares no node.
  const crossing = nearestCrossing(graph, index, gridLonLat(800, -40))
  expect(crossing?.roads).toEqual(['太白楼路', '建设路'])
  expect(Math.abs(crossing!.distanceMetres - Math.hypot(300, 40))).toBeLessThanOrEqual(1)
  // atan2(300, -40): a little south of east
  expect(Math.abs(crossing!.bearingDegrees - 97.6)).toBeLessThanOrEqual(1)
  const [longitude, latitude] = gridLonLat(500, 0)
  expect(crossing!.longitude).toBeCloseTo(longitude, 6)
  expect(crossing!.latitude).toBeCloseTo(latitude, 6)
})

test('none where the next is farther than 600 m, though the corner of a square reaches it', () => {
  expect(nearestCrossing(graph, index, gridLonLat(500 + 590, 0))).not.toBeNull()
  expect(nearestCrossing(graph, index, gridLonLat(500 + 500, 500))).toBeNull()
})

test('a ramp and a ferry are no roads of a crossing, though they bear names', () => {
  const ends = metres([0, 0], [500, 0], [1000, 0], [500, 300], [1000, 300])
  const network = (roadClass: 'ramp' | 'ferry' | 'street') =>
    loadedNetwork(
      draftOf(ends, [
        street(0, 1, { name: '太白楼路' }),
        street(1, 2, { name: '太白楼路' }),
        street(1, 3, { name: '兖州互通匝道', roadClass }),
        street(2, 4, { name: '西渡口', roadClass }),
      ]),
    )
  const crossingNear = (roadClass: 'ramp' | 'ferry' | 'street') => {
    const { graph, index } = network(roadClass)
    return nearestCrossing(graph, index, gridLonLat(500, 20))?.roads ?? null
  }
  expect(crossingNear('ramp')).toBeNull()
  expect(crossingNear('ferry')).toBeNull()
  expect(crossingNear('street')).toEqual(['兖州互通匝道', '太白楼路'])
})
