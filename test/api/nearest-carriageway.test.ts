/** On a divided road it is said in which direction a place is reached, and where the other side is. */
import { expect, test } from 'vitest'
import { haversineMetres } from '../../data/geometry.ts'
import { station } from '../fixtures/app-features.ts'
import { draftOf, gridLonLat, loadedNetwork, metres, street } from '../fixtures/grid-network.ts'
import { createNearestApp, nearestTo } from '../fixtures/nearest-answer.ts'

/**
 * An expressway from south to north: its eastern side is driven north, its western side, 30 m off,
 * south; ends are joined by streets. One street more is one-way, and has no other side.
 */
const EXPRESSWAY = { roadClass: 'expressway', name: '京台高速', ref: 'G3', backwardKph: 0 } as const
const network = loadedNetwork(
  draftOf(metres([30, 0], [30, 3000], [0, 3000], [0, 0], [2000, 0], [2000, 3000]), [
    street(0, 1, EXPRESSWAY),
    street(1, 2),
    // Drawn against the way it is driven.
    street(3, 2, { ...EXPRESSWAY, forwardKph: 0, backwardKph: 36 }),
    street(3, 0),
    street(0, 4),
    street(4, 5, { backwardKph: 0 }),
    street(5, 1),
  ]),
)
const app = await createNearestApp({ stations: [station('one', gridLonLat(15, 0))] }, network)
const ask = (east: number, north: number) => nearestTo(app, 'onDuty=false', gridLonLat(east, north))

test('either side has its direction, its own time, and tells where the other is', async () => {
  const north = await ask(33, 2000)
  const toldNorth = north.snap?.carriageway
  expect(toldNorth).toMatchObject({ bearingDegrees: 0, opposite: { bearingDegrees: 180 } })
  expect(toldNorth?.detailZh).toBe(
    '该点在京台高速往北方向的车道上，车辆只能顺此方向到达。往南方向的车道在约 33 米外，到达时间可能不同；若事发在对向车道，请把地点移过去。',
  )
  expect(toldNorth?.detail).toContain('northbound carriageway of 京台高速')
  const { longitude, latitude } = toldNorth!.opposite!
  expect(haversineMetres(longitude, latitude, ...gridLonLat(0, 2000))).toBeLessThan(0.5)
  // The other side is asked for where it lies.
  const south = await nearestTo(app, 'onDuty=false', [longitude, latitude])
  const toldSouth = south.snap?.carriageway
  expect(toldSouth).toMatchObject({ bearingDegrees: 180, opposite: { bearingDegrees: 0 } })
  const driven = [north, south].map(({ features }) =>
    Math.round(features[0]!.properties.distanceMetres),
  )
  // 15 m to the ramp and 2 km; or 3 km, across, and 1 km back.
  expect(driven).toEqual([2015, 4045])
})

test('roads that are not divided say nothing of it', async () => {
  const places = [
    [1000, 5],
    [2005, 1500],
    [15, 3005],
  ] as const
  for (const [east, north] of places)
    expect((await ask(east, north)).snap).not.toHaveProperty('carriageway')
})
