import { describe, expect, test } from 'vitest'
import {
  missingShare,
  plannedQuantities,
} from '../../../server/analysis/transfer/planned-reserve.ts'

const NORM = {
  source: '',
  perKilometre: { sandbag: 4120, 'life-jacket': 64 },
  perWork: { levee: { pump: 1 }, reservoir: { sandbag: 2000 } },
  works: { special: { boat: 3 } },
}

describe('what a norm asks for', () => {
  test('goes by kilometre and by kind: 2.5 km of levee want 10,300 bags and 160 jackets', () => {
    const work = { id: 'a', kind: 'levee', lengthMetres: 2500 }
    expect(Object.fromEntries(plannedQuantities(NORM, work))).toEqual({
      sandbag: 10_300,
      'life-jacket': 160,
      pump: 1,
    })
  })

  test('rounds parts of a unit up: 10 m of levee want 42 bags and one jacket', () => {
    const work = { id: 'a', kind: 'danger-section', lengthMetres: 10 }
    expect(Object.fromEntries(plannedQuantities(NORM, work))).toEqual({
      sandbag: 42,
      'life-jacket': 1,
    })
  })

  test('knows no kilometres of a dam, and takes what is set for one work alone', () => {
    const dam = { id: 'a', kind: 'reservoir', lengthMetres: 1805 }
    expect(Object.fromEntries(plannedQuantities(NORM, dam))).toEqual({ sandbag: 2000 })
    const special = { id: 'special', kind: 'levee', lengthMetres: 9000 }
    expect(Object.fromEntries(plannedQuantities(NORM, special))).toEqual({ boat: 3 })
    expect(plannedQuantities(NORM, { id: 'b', kind: 'sluice', lengthMetres: null }).size).toBe(0)
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
