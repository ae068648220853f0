/** Resources that are lines and areas: reached at the point that is quickest. */
import { expect, test } from 'vitest'
import type { Geometry } from '../../data/geometry.ts'
import type { NearestAnswer } from '../../data/nearest.ts'
import { SMALL_DATA_SET } from '../fixtures/app-features.ts'
import { createTestApp } from '../fixtures/app-fixture.ts'
import { gridDraft, gridLonLat, loadedNetwork } from '../fixtures/grid-network.ts'

const network = loadedNetwork(gridDraft(11, 2), [116.4, 35.2, 116.9, 35.7])
const [LON, LAT] = gridLonLat(850, 0)
const [levee] = SMALL_DATA_SET.levees
const [forest] = SMALL_DATA_SET['forest-areas']

/** South of the street by 20 m, with corners 900 m apart. */
const line: Geometry = {
  type: 'LineString',
  coordinates: [gridLonLat(0, -20), gridLonLat(900, -20)],
}
const area: Geometry = {
  type: 'Polygon',
  coordinates: [
    [gridLonLat(0, -20), gridLonLat(0, -900), gridLonLat(900, -20), gridLonLat(0, -20)],
  ],
}

test.each([
  ['levees', 'F-1', line],
  ['flood-works', 'F-1', line],
  ['forest-areas', 'W-1', area],
  ['forests', 'W-1', area],
] as const)('%s: from the end that is nearer by road', async (collection, id, geometry) => {
  const { json } = await createTestApp(
    { levees: [{ ...levee!, geometry: line }], 'forest-areas': [{ ...forest!, geometry: area }] },
    { network: () => network },
  )
  const night = encodeURIComponent('2026-11-23T03:00:00+08:00')
  const { features, routes, query } = await json<NearestAnswer>(
    `/api/nearest?lon=${LON}&lat=${LAT}&collection=${collection}&at=${night}`,
  )
  expect(features.map((feature) => feature.id)).toEqual([id])
  expect(features[0]!.geometry).toEqual(geometry)
  const { turnoutSeconds, travelSeconds, accessSeconds, arrivalSeconds } = features[0]!.properties
  // nobody turns out; 50 m at 10 m/s, 20 m on foot at 5 km/h
  expect(turnoutSeconds).toBe(0)
  expect(travelSeconds).toBeCloseTo(5, 0)
  expect(accessSeconds).toBeCloseTo(14.4, 0)
  expect(arrivalSeconds).toBeCloseTo(19.4, 0)
  expect(routes.features[0]!.geometry.coordinates[0]).toEqual(gridLonLat(900, -20))
  expect(query).toMatchObject({ onDuty: false, profile: 'rescue-van' })
})

test('a long levee with few corners is reached in its middle, not at its ends', async () => {
  const longNetwork = loadedNetwork(gridDraft(31, 2), [116.4, 35.2, 116.9, 35.7])
  const geometry: Geometry = {
    type: 'LineString',
    coordinates: [gridLonLat(0, -20), gridLonLat(3000, -20)],
  }
  const { json } = await createTestApp(
    { levees: [{ ...levee!, geometry }] },
    { network: () => longNetwork },
  )
  const [lon, lat] = gridLonLat(1450, 0)
  const { features } = await json<NearestAnswer>(
    `/api/nearest?lon=${lon}&lat=${lat}&collection=flood-works`,
  )
  // 3 km are 0.0331° here: points every sixth, one of them 50 m away; the ends are 1450 m away
  expect(features[0]!.properties.distanceMetres).toBeCloseTo(50, 0)
})
