/** Areas of towns: every hexagon of a county goes to the town of its nearest people. */
import booleanPointInPolygon from '@turf/boolean-point-in-polygon'
import { cellToLatLng, polygonToCells } from 'h3-js'
import { describe, expect, it } from 'vitest'
import type { LonLat } from '../../../data/geometry.ts'
import { buildDemandCells } from '../../../server/analysis/coverage/demand.ts'
import { townAreas } from '../../../server/analysis/coverage/town-areas.ts'

const box = (west: number, south: number, east: number, north: number): LonLat[][] => [
  [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ],
]
const people = (townCode: string, longitude: number, latitude: number) => ({
  ...{ longitude, latitude, people: 10, areaClass: 'rural' as const },
  ...{ townCode, countyCode: townCode.slice(0, 6) },
})
/** Two counties side by side along 116.6°, the west one with a town in the south and one in the north. */
const COUNTIES = [
  { code: '370811', polygons: [box(116.4, 35.2, 116.6, 35.4)] },
  { code: '370812', polygons: [box(116.6, 35.2, 116.8, 35.4)] },
  { code: '370899', polygons: [box(117, 35.2, 117.1, 35.3)] },
]
const DEMAND = buildDemandCells([
  people('370811001', 116.5, 35.25),
  people('370811002', 116.5, 35.35),
  people('370812001', 116.61, 35.3),
])
const areas = townAreas(DEMAND, COUNTIES)
const within = (place: LonLat): string[] =>
  areas
    .filter(({ coordinates }) =>
      booleanPointInPolygon([...place], { type: 'MultiPolygon', coordinates } as never),
    )
    .map(({ code }) => code)

describe('the areas of towns', () => {
  it('are of the towns with people, and none of a county without', () => {
    expect(areas.map(({ code }) => code).sort()).toEqual(['370811001', '370811002', '370812001'])
  })

  it('meet half-way between their people, and at the border of the county', () => {
    expect(within([116.45, 35.28])).toEqual(['370811001'])
    expect(within([116.45, 35.32])).toEqual(['370811002'])
    // nearer to the people of the other county, and still of its own
    expect(within([116.585, 35.3])).toHaveLength(1)
    expect(within([116.585, 35.3])[0]).toMatch(/^370811/)
    expect(within([116.79, 35.21])).toEqual(['370812001'])
  })

  it('hold the middle of every hexagon of their counties once', () => {
    for (const { polygons } of COUNTIES.slice(0, 2)) {
      for (const h3 of polygonToCells(
        polygons[0]!.map((ring) => ring.map(([x, y]) => [x, y])),
        8,
        true,
      )) {
        const [latitude, longitude] = cellToLatLng(h3)
        expect(within([longitude, latitude])).toHaveLength(1)
      }
    }
  })
})
