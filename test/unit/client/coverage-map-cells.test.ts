import { describe, expect, it } from 'vitest'
import {
  cellPoints,
  cellStates,
  differingCells,
  isInTime,
  overlaid,
  pictureOf,
} from '../../../client/layers/coverage-cells.ts'
import { askedContours, contourLines } from '../../../client/layers/coverage-contours.ts'
import { fadeMinutes } from '../../../client/layers/coverage-ramp.ts'
import { places, squareRing } from '../../fixtures/shapes.ts'

const row = (...values: number[]): Int32Array => Int32Array.from(values)
const STANDARDS = { urban: 180, rural: 600 }

const TIMES = {
  revision: 1,
  deciseconds: [row(1000, 1800, 1801, -1), row(2000, 2000, 7000, -1), row(3000, -1, -1, -1)],
  stations: [row(0, 1, 2, -1), row(1, 0, 1, -1), row(2, -1, -1, -1)],
}

describe('the picture of the cells', () => {
  it('has the first and second arrivals, and those of the station that is due', () => {
    for (const due of [1, 2, 3]) expect(pictureOf(TIMES, due)?.due).toBe(TIMES.deciseconds[due - 1])
    expect(pictureOf(TIMES, 3)?.first).toEqual(row(1000, 1800, 1801, -1))
  })

  it('is none where an arrival that is due is not told', () => {
    expect(pictureOf({ ...TIMES, deciseconds: TIMES.deciseconds.slice(0, 2) }, 3)).toBeNull()
  })

  it('takes the changes of a scenario over today, cell by cell', () => {
    const today = pictureOf(TIMES, 2)!
    const changes = { cells: [1, 3], deciseconds: [900, 4000], dueDeciseconds: [1900, -1] }
    const changed = overlaid(today, changes)
    expect(changed.first).toEqual(row(1000, 900, 1801, 4000))
    expect(changed.due).toEqual(row(2000, 1900, 7000, -1))
    expect(changed.second).toBe(today.second)
  })

  it('leaves the picture of today as it was, so that a station put back restores it', () => {
    const today = pictureOf(TIMES, 1)!
    overlaid(today, { cells: [0], deciseconds: [-1], dueDeciseconds: [-1] })
    expect(today.first[0]).toBe(1000)
    expect(TIMES.deciseconds[0]![0]).toBe(1000)
    expect(overlaid(today, null)).toBe(today)
  })

  it('ignores changes of cells that it does not have', () => {
    const today = pictureOf(TIMES, 1)!
    const changed = overlaid(today, { cells: [9], deciseconds: [5], dueDeciseconds: [5] })
    expect(changed.first).toEqual(today.first)
  })
})

describe('the standard of a cell', () => {
  it('is that of its class, and is kept on the second', () => {
    expect(isInTime(1800, 'urban', STANDARDS)).toBe(true)
    expect(isInTime(1801, 'urban', STANDARDS)).toBe(false)
    expect(isInTime(1801, 'rural', STANDARDS)).toBe(true)
    expect(isInTime(6000, 'rural', STANDARDS)).toBe(true)
    expect(isInTime(6001, 'rural', STANDARDS)).toBe(false)
  })

  it('is not kept where nobody comes, though −1 is a small number', () => {
    expect(isInTime(-1, 'rural', STANDARDS)).toBe(false)
  })
})

describe('what the map is told', () => {
  const classes = ['urban', 'urban', 'rural', 'rural'] as const

  it('is each cell with both times and whether it is served', () => {
    expect(cellStates(pictureOf(TIMES, 1)!, classes, STANDARDS)).toEqual([
      { first: 1000, second: 2000, served: true, difference: 0 },
      { first: 1800, second: 2000, served: true, difference: 0 },
      { first: 1801, second: 7000, served: true, difference: 0 },
      { first: -1, second: -1, served: false, difference: 0 },
    ])
    const two = cellStates(pictureOf(TIMES, 2)!, classes, STANDARDS)
    expect(two.map(({ served }) => served)).toEqual([false, false, false, false])
  })

  it('is all cells at first, and later only those that differ', () => {
    const today = pictureOf(TIMES, 1)!
    const before = cellStates(today, classes, STANDARDS)
    expect(differingCells(null, before)).toEqual([0, 1, 2, 3])
    expect(differingCells(before, cellStates(today, classes, STANDARDS))).toEqual([])
    const moved = overlaid(today, { cells: [2], deciseconds: [1700], dueDeciseconds: [1700] })
    expect(differingCells(before, cellStates(moved, classes, STANDARDS))).toEqual([2])
    const strict = cellStates(today, classes, { urban: 179, rural: 600 })
    expect(differingCells(before, strict)).toEqual([1])
    const compared = cellStates(today, classes, STANDARDS, Int8Array.of(0, 0, 0, -1))
    expect(differingCells(before, compared)).toEqual([3])
  })

  it('has a point per hexagon with the same id', () => {
    const properties = {
      ...{ h3: '8930a64805fffff', people: 10, areaClass: 'urban' as const },
      ...{ townCode: '1', countyCode: '2', longitude: 116.5, latitude: 35.4 },
    }
    const geometry = { type: 'Polygon' as const, coordinates: [] }
    const { features } = cellPoints({
      type: 'FeatureCollection',
      features: [{ type: 'Feature', id: 0, geometry, properties }],
    })
    expect(features).toEqual([
      {
        type: 'Feature',
        id: 0,
        geometry: { type: 'Point', coordinates: [116.5, 35.4] },
        properties: { areaClass: 'urban' },
      },
    ])
  })
})

it('the slider fades at all its places but the last, where the worst served are in sight', () => {
  expect(fadeMinutes(1)).toBe(1)
  expect(fadeMinutes(29)).toBe(29)
  expect(fadeMinutes(30)).toBeNull()
})

describe('isochrones', () => {
  const lines = (minutes: number, coordinates: [number, number][][][]) =>
    contourLines({
      type: 'FeatureCollection',
      features: [
        {
          type: 'Feature',
          geometry: { type: 'MultiPolygon', coordinates },
          properties: { minutes },
        },
      ],
    }).features

  it('are asked for only when they are switched on', () => {
    expect(askedContours(false)).toEqual([])
    expect(askedContours(true)).toEqual([3, 5, 10, 15, 20, 30])
  })

  it('are one line per ring, holes included, with their minutes', () => {
    const holed = [squareRing(116, 0, 0.01), squareRing(116.002, 0.002, 0.001)]
    const features = lines(5, [holed, [squareRing(117, 0, 1)]])
    expect(features.map(({ properties }) => properties.minutes)).toEqual([5, 5, 5])
    // 0.01° at the equator is 1.112 km: 6,371.0088 km × π / 180 / 100
    expect(features[0]!.properties.areaSquareKilometres).toBeCloseTo(1.11195 ** 2, 3)
    expect(features[1]!.properties.areaSquareKilometres).toBeCloseTo(0.111195 ** 2, 5)
  })

  it('run through the middles of the edges: a zigzag of hexagons becomes straight', () => {
    const zigzag = [0, 1, 2, 3, 4].map((x): [number, number] => [x, x % 2])
    const features = lines(3, [[[...zigzag, ...places([4, 9], [0, 9], [0, 0])]]])
    const { coordinates } = features[0]!.geometry
    expect(coordinates.slice(0, 4)).toEqual(places([0.5, 0.5], [1.5, 0.5], [2.5, 0.5], [3.5, 0.5]))
    expect(coordinates.at(-1)).toEqual(coordinates[0])
  })
})
