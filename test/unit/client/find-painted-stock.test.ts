import { describe, expect, it } from 'vitest'
import { paintMeasure, stockDiscs } from '../../../client/panels/dispatch/find/painted-stock.ts'
import type { MaterialKey } from '../../../data/materials.ts'
import type { Holding, StockpileStock } from '../../../data/stock.ts'

const holding = (item: MaterialKey, available: number): Holding => ({
  ...{ item, available, onHand: available, spare: available },
  ...{ reserved: 0, expired: 0, expiring: 0, minimum: 0, batches: [] },
})

const stockpile = (id: string, has: Partial<Record<MaterialKey, number>>): StockpileStock => ({
  ...{ id, name: id, nameEn: null, tier: 'town', countyCode: '370811', townCode: null },
  ...{ keeper: '保管单位', phone: null, retiredOn: null, lon: 116.6, lat: 35.4, seconds: 60 },
  ...{ isOwnCounty: false, hasEnough: false },
  holdings: Object.entries(has).map(([item, available]) => holding(item as MaterialKey, available)),
})

const discsOf = (stockpiles: StockpileStock[], wanted: Record<string, number>) => {
  const measure = paintMeasure(wanted)
  if (!measure) throw new Error('nothing is wanted')
  return stockDiscs({ stockpiles }, measure, wanted)
}

describe('what discs are sized by', () => {
  it('is nothing while nothing is wanted, and never an item that the catalogue lacks', () => {
    expect(paintMeasure({})).toBeNull()
    expect(paintMeasure({ nonsense: 3 })).toBeNull()
  })

  it('is the item alone, or the first of several without quantities', () => {
    expect(paintMeasure({ pump: 3 })).toEqual({ kind: 'item', item: 'pump', wanted: 3 })
    expect(paintMeasure({ sandbag: 0, pump: 3 })).toEqual({
      ...{ kind: 'item', item: 'sandbag', wanted: 0 },
    })
  })

  it('is the smallest share where each of several items has a quantity', () => {
    expect(paintMeasure({ sandbag: 8000, pump: 3 })).toEqual({
      kind: 'share',
      items: ['sandbag', 'pump'],
    })
  })
})

describe('discs', () => {
  it('say how much of the one item there is, short where less than wanted', () => {
    const { discs, largest } = discsOf(
      [stockpile('a', { sandbag: 9000 }), stockpile('b', { sandbag: 7999 })],
      { sandbag: 8000 },
    )
    expect(discs.map(({ amount, isShort }) => [amount, isShort])).toEqual([
      [9000, false],
      [7999, true],
    ])
    expect(largest).toBe(9000)
  })

  it('say the smallest share of several items, no more than all of it', () => {
    const wanted = { sandbag: 8000, pump: 4 }
    const { discs, largest } = discsOf(
      [
        stockpile('half', { sandbag: 80_000, pump: 2 }),
        stockpile('all', { sandbag: 16_000, pump: 9 }),
        stockpile('no pump', { sandbag: 16_000 }),
      ],
      wanted,
    )
    expect(discs.map(({ amount, isShort }) => [amount, isShort])).toEqual([
      [0.5, true],
      [1, false],
      [0, true],
    ])
    expect(largest).toBe(1)
  })

  it('of any quantity are short only where there is none', () => {
    const { discs } = discsOf([stockpile('a', { pump: 1 }), stockpile('b', { pump: 0 })], {
      pump: 0,
    })
    expect(discs.map(({ isShort }) => isShort)).toEqual([false, true])
  })
})
