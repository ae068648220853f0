import { expect, test } from 'vitest'
import { readFacts } from '../../../seeds/build/facts.ts'
import { toPoint } from '../../../seeds/build/roads/plane.ts'
import { layOutBuiltUpAreas } from '../../../seeds/build/settlements/built-up-areas.ts'
import { namedPartsOf, partAt } from '../../../seeds/build/settlements/named-streets.ts'
import { planStreets } from '../../../seeds/build/settlements/street-plan.ts'
import { counties, streets, towns } from '../../fixtures/facts-reading.ts'

const rencheng = streets.filter(({ countyCode }) => countyCode === '370811')
const namesAlong = (isNorthSouth: boolean): string[] =>
  rencheng
    .filter((street) => street.isNorthSouth === isNorthSouth)
    .sort((a, b) => a.position - b.position)
    .map(({ nameZh }) => nameZh)

/** Notices of 2021-04-15 and 2022-03-25 name them in this order. */
test('the streets of 任城 stand in the order in which the closing notices name them', () => {
  const northward = [
    '龙行路',
    '太白楼路',
    '红星路',
    '环城北路',
    '洸河路',
    '常青路',
    '金宇路',
    '任城大道',
  ]
  expect(namesAlong(false).filter((name) => northward.includes(name))).toEqual(northward)
  const westward = ['琵琶山路', '建设路', '古槐路', '共青团路', '环城西路', '济安桥路']
  expect(namesAlong(true).filter((name) => westward.includes(name))).toEqual(westward.reverse())
})

test('each street has a source, a county and ends at streets that end at or beyond it', () => {
  for (const street of streets) {
    expect(street.source, street.nameZh).not.toBe('')
    expect(counties.some(({ properties }) => properties.code === street.countyCode)).toBe(true)
    const positionOf = (name: string): number => {
      const other = streets.find(
        (each) =>
          each.countyCode === street.countyCode &&
          each.nameZh === name &&
          each.isNorthSouth !== street.isNorthSouth,
      )
      if (!other) throw new Error(`${street.nameZh}: ${name} is not among the streets`)
      return other.position
    }
    expect(positionOf(street.from)).toBeLessThanOrEqual(positionOf(street.to))
  }
})

const facts = readFacts()
const area = layOutBuiltUpAreas(facts).find((each) =>
  each.towns.some(({ code }) => code === '370811011'),
)
if (!area) throw new Error('no area round 古槐街道')
const plan = planStreets(area)
const seat = towns.find(({ code }) => code === '370811011')?.seat ?? [0, 0]
const street = facts.streets.filter(({ countyCode }) => countyCode === '370811')

test('a street that its plan has no line for, or that ends nowhere, is refused by name', () => {
  const moved = street.map((each) => (each.nameZh === '火炬路' ? { ...each, position: 90 } : each))
  expect(() => namedPartsOf(plan, toPoint(seat), moved)).toThrow('火炬路')
  const lost = street.map((each) => (each.nameZh === '古槐路' ? { ...each, to: '没有路' } : each))
  expect(() => namedPartsOf(plan, toPoint(seat), lost)).toThrow('古槐路 ends at 没有路')
})

test('a part reaches one piece beyond its crossings, and gives way to one that has crossings there', () => {
  const parts = [
    { name: '运河路', first: 3, last: 6 },
    { name: '共青团路', first: 6, last: 9 },
  ]
  const names = Array.from({ length: 13 }, (_, index) => partAt(parts, index)?.name ?? '')
  expect(names.join(' ').trim()).toBe(
    '运河路 运河路 运河路 运河路 共青团路 共青团路 共青团路 共青团路',
  )
  expect(names[2]).toBe('')
  expect(partAt(parts, 3)).toEqual({ name: '运河路', isBetweenCrossings: false })
  expect(partAt(parts, 7)).toEqual({ name: '共青团路', isBetweenCrossings: true })
})
