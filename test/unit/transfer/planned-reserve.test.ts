import { describe, expect, test } from 'vitest'
import {
  missingShare,
  plannedQuantities,
} from '../../../server/analysis/transfer/planned-reserve.ts'

const NORM = {
  source: '',
  perKilometre: { sandbag: 4120, 'life-jacket': 64 },
  perWork: { levee: { pump: 1 }, reservoir: { sandbag: 2000 } },
  exceptions: [],
  works: { special: { boat: 3 } },
}
const PLAIN = { countyCode: '370811', scale: null, leveeGrade: null }
type Work = Pick<Parameters<typeof plannedQuantities>[1], 'id' | 'kind' | 'lengthMetres'>
const quantitiesOf = (work: Work) =>
  Object.fromEntries(
    [...plannedQuantities(NORM, { ...PLAIN, ...work })].map(([item, { quantity }]) => [
      item,
      quantity,
    ]),
  )

describe('what a norm asks for', () => {
  test('goes by kilometre and by kind: 2.5 km of levee want 10,300 bags and 160 jackets', () => {
    const work = { id: 'a', kind: 'levee', lengthMetres: 2500 }
    expect(quantitiesOf(work)).toEqual({
      sandbag: 10_300,
      'life-jacket': 160,
      pump: 1,
    })
  })

  test('rounds parts of a unit up: 10 m of levee want 42 bags and one jacket', () => {
    const work = { id: 'a', kind: 'danger-section', lengthMetres: 10 }
    expect(quantitiesOf(work)).toEqual({
      sandbag: 42,
      'life-jacket': 1,
    })
  })

  test('knows no kilometres of a dam, and takes what is set for one work alone', () => {
    const dam = { id: 'a', kind: 'reservoir', lengthMetres: 1805 }
    expect(quantitiesOf(dam)).toEqual({ sandbag: 2000 })
    const special = { id: 'special', kind: 'levee', lengthMetres: 9000 }
    expect(quantitiesOf(special)).toEqual({ boat: 3 })
    expect(quantitiesOf({ id: 'b', kind: 'sluice', lengthMetres: null })).toEqual({})
  })
})

test('what is missing is averaged over the items: half of one and nothing of another is a quarter', () => {
  const lines = [
    { planned: 100, short: 50 },
    { planned: 8, short: 0 },
  ]
  expect(missingShare(lines)).toBe(0.25)
  expect(missingShare([])).toBe(0)
})
