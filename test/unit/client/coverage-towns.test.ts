/** Towns painted by their people: figures and differences by hand, classes at their edges. */
import { describe, expect, it } from 'vitest'
import { cellOutline } from '../../../client/layers/cell-outline.ts'
import {
  changeClasses,
  circlePixels,
  classColour,
  lateClasses,
} from '../../../client/layers/coverage-classes.ts'
import {
  type CountedCell,
  cellDifferences,
  townDifferences,
  townFigures,
} from '../../../client/layers/coverage-towns.ts'
import { classText } from '../../../client/map/coverage/coverage-map-texts.ts'

const cell = (townCode: string, areaClass: 'urban' | 'rural', people: number): CountedCell => ({
  townCode,
  areaClass,
  people,
})
/** Three minutes in town, ten in villages: 1,800 and 6,000 tenths of a second. */
const STANDARDS = { urban: 180, rural: 600 }
const CELLS = [
  cell('a', 'urban', 100),
  cell('a', 'rural', 30),
  cell('b', 'rural', 7),
  cell('b', 'urban', 50),
  cell('b', 'rural', 1),
]
const pictureOf = (...deciseconds: number[]) => ({ due: Int32Array.from(deciseconds) })
const BEFORE = pictureOf(1801, 6000, -1, 1800, 9000)
const AFTER = pictureOf(1800, 6001, 6000, 1800, -1)

describe('people of a town', () => {
  it('are late when nobody is there within the standard of their own cell', () => {
    expect(Object.fromEntries(townFigures(CELLS, BEFORE, STANDARDS))).toEqual({
      a: { people: 130, late: 100 },
      b: { people: 58, late: 8 },
    })
    expect(Object.fromEntries(townFigures(CELLS, AFTER, STANDARDS))).toEqual({
      a: { people: 130, late: 30 },
      b: { people: 58, late: 1 },
    })
  })

  it('are won and lost cell by cell, so that one does not hide the other', () => {
    const differences = cellDifferences(CELLS, AFTER, BEFORE, STANDARDS)
    expect([...differences]).toEqual([1, -1, 1, 0, 0])
    expect(Object.fromEntries(townDifferences(CELLS, differences))).toEqual({
      a: { people: 130, gained: 100, lost: 30 },
      b: { people: 58, gained: 7, lost: 0 },
    })
  })

  it('are lost where they would be won the other way round', () => {
    const there = cellDifferences(CELLS, BEFORE, AFTER, STANDARDS)
    expect([...there]).toEqual([-1, 1, -1, 0, 0])
  })
})

describe.each(['light', 'dark'] as const)('classes (%s)', (theme) => {
  it('begin with their own percent', () => {
    const classes = lateClasses(theme)
    const colours = classes.map(({ colour }) => colour)
    const placeOf = (percent: number) => colours.indexOf(classColour(classes, percent))
    expect([0, 14.9, 15, 29.9, 30, 45, 60, 74.9, 75, 100].map(placeOf)).toEqual([
      0, 0, 1, 1, 2, 3, 4, 4, 5, 5,
    ])
  })

  it('of people won mirror those of people lost', () => {
    const classes = changeClasses(theme)
    const colours = classes.map(({ colour }) => colour)
    const placeOf = (people: number) => colours.indexOf(classColour(classes, people))
    const people = [0, 1, 999, 1000, 4999, 5000, 90_000]
    expect(people.map(placeOf)).toEqual([3, 4, 4, 5, 5, 6, 6])
    expect(people.map((count) => placeOf(-count))).toEqual([3, 2, 2, 1, 1, 0, 0])
  })
})

it('each class is told from end to end', () => {
  const heard = (paint: 'late' | 'change', theme = 'light' as const) => {
    const classes = paint === 'late' ? lateClasses(theme) : changeClasses(theme)
    return classes.map(
      ({ from }, index) => classText(paint, from, classes[index + 1]?.from ?? null, 'en').heard,
    )
  }
  expect(heard('late')).toEqual(['0–15%', '15–30%', '30–45%', '45–60%', '60–75%', '75–100%'])
  expect(heard('change')).toEqual([
    '≤ −5,000',
    '−4,999 … −1,000',
    '−999 … −1',
    '0',
    '+1 … +999',
    '+1,000 … +4,999',
    '≥ +5,000',
  ])
})

it('a circle of four times the people is twice as broad', () => {
  expect(circlePixels(40_000)).toBeCloseTo(2 * circlePixels(10_000), 10)
  expect(circlePixels(0)).toBe(0)
})

it('two squares side by side have one outline of six sides', () => {
  const square = (x: number) => ({
    geometry: {
      type: 'Polygon' as const,
      coordinates: [
        [
          [x, 0],
          [x + 1, 0],
          [x + 1, 1],
          [x, 1],
          [x, 0],
        ] as [number, number][],
      ],
    },
  })
  const [outline] = cellOutline([square(0), square(1)]).features
  expect(outline!.geometry.coordinates).toHaveLength(6)
  expect(outline!.geometry.coordinates).not.toContainEqual([
    [1, 0],
    [1, 1],
  ])
})
