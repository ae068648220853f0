/** Kits that a store can put together, against trying every number of them. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { KitPart } from '../../data/kit.ts'
import { supplyWithKits } from '../../server/analysis/transfer/kit-supply.ts'
import { forAll } from '../fixtures/runs.ts'

const ITEMS = ['pump', 'hose', 'boat'] as const

const supply = fc.record({
  ...{ free: fc.nat(12), reserve: fc.nat(6), heldBack: fc.nat(6) },
  minimum: fc.integer({ min: 1, max: 9 }),
})

test('a reserve of kits is that of the part whose reserve is the fewest kits', () => {
  const parts: KitPart[] = [
    { item: 'pump', quantity: 1 },
    { item: 'hose', quantity: 40 },
  ]
  const minimums = new Map([
    ['pump', 4],
    ['hose', 90],
  ])
  const [kits] = supplyWithKits([], [{ parts, most: 9 }], (item) => ({
    ...{ free: 200, reserve: 0, heldBack: 0, minimum: minimums.get(item)! },
  }))
  // 90 m are of three kits, begun ones counted; four pumps are of four.
  expect(kits).toEqual({ free: 5, reserve: 0, heldBack: 0, minimum: 3 })
})

test('kits are as many as their parts allow, and with the rest never more than there is', () => {
  const kit = fc.record({
    parts: fc
      .uniqueArray(fc.constantFrom(...ITEMS), { minLength: 2, maxLength: 3 })
      .chain((items) =>
        fc.tuple(
          ...items.map((item) =>
            fc.record({ item: fc.constant(item), quantity: fc.integer({ min: 1, max: 4 }) }),
          ),
        ),
      ),
    most: fc.nat(4),
  })
  const drawn = fc.tuple(
    fc.tuple(supply, supply, supply),
    fc.array(kit, { minLength: 1, maxLength: 2 }),
  )
  forAll(500, drawn, ([supplies, kits]) => {
    const there = new Map(ITEMS.map((item, index) => [item as string, supplies[index]!]))
    const found = supplyWithKits(ITEMS, kits, (item) => there.get(item)!)
    const sum = (index: number) => found[index]!.free + found[index]!.reserve
    // The first kit comes first: one more would not be wanted, or lacks a part.
    const first = kits[0]!
    const fits = (count: number): boolean =>
      first.parts.every(({ item, quantity }) => {
        const of = there.get(item)!
        return of.free + of.reserve >= count * quantity
      })
    const made = sum(ITEMS.length)
    expect(fits(made)).toBe(true)
    expect(made === first.most || !fits(made + 1)).toBe(true)
    for (const [index, item] of ITEMS.entries()) {
      const inKits = kits.reduce((total, { parts }, kitIndex) => {
        const each = parts.find((part) => part.item === item)?.quantity ?? 0
        return total + each * sum(ITEMS.length + kitIndex)
      }, 0)
      const of = there.get(item)!
      expect(sum(index) + inKits).toBe(of.free + of.reserve)
      expect(found[index]!.free).toBeGreaterThanOrEqual(0)
      expect(found[index]!.reserve).toBeGreaterThanOrEqual(0)
    }
  })
})
