/** Counting in packages: exact, and back again to the same, against fractions of whole numbers. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { inBaseUnits, inPackages, measuresOf, packedText } from '../../data/packages.ts'
import { forAll } from '../fixtures/runs.ts'

const quantity = fc.integer({ min: 0, max: 1_000_000_000 })
/** In thousandths. */
const holds = fc.oneof(
  fc.integer({ min: 1, max: 500 }).map((whole) => whole * 1000),
  fc.integer({ min: 1, max: 20_000 }),
)

describe('by hand', () => {
  test.each([
    // 3 boxes of 100, 2.5 of them, a tenth of a box of 7.
    [3, 100, 300],
    [2.5, 100, 250],
    [0.1, 7, null],
    // A tonne of rock of 1,600 kg/m³ is 0.625 m³; 8 t are 5 m³, and one is no whole number.
    [8, 0.625, 5],
    [1, 0.625, null],
    // What a double cannot hold: 0.1 + 0.2 t of wire are 300 kg.
    [0.1 + 0.2, 1000, 300],
    [0.0001, 10_000, null],
    [1_000_000_000, 1_000_000, 1e15],
    [1_000_000_000, 100_000_000, null],
  ])('%d of %d are %s', (count, each, units) => {
    expect(inBaseUnits(count, each)).toBe(units)
  })

  test.each([
    [320, 100, { full: 3, loose: 20 }],
    [99, 100, { full: 0, loose: 99 }],
    [6, 0.625, { full: 8, loose: 1 }],
    [0, 24, { full: 0, loose: 0 }],
  ])('%d in packages of %d', (units, each, packed) => {
    expect(inPackages(units, each)).toEqual(packed)
  })

  test('in words, in the order of the packages', () => {
    const bundle = { unit: '捆', unitEn: 'bundle', holds: 100 }
    const box = { unit: '箱', unitEn: '', holds: 2000 }
    expect(packedText(30_020, 'sandbag', [bundle], 'zh')).toBe('300 捆 20 条')
    expect(packedText(30_001, 'sandbag', [bundle], 'en')).toBe('300 bundle 1 bag')
    expect(packedText(1900, 'sandbag', [box, bundle], 'zh')).toBe('19 捆')
    expect(packedText(2100, 'sandbag', [box, bundle], 'en')).toBe('1 箱 100 bags')
    expect(packedText(-150, 'sandbag', [bundle], 'zh')).toBe('−1 捆 50 条')
    expect(packedText(99, 'sandbag', [bundle], 'zh')).toBeNull()
    expect(packedText(2500, 'wire', measuresOf('wire'), 'zh')).toBe('2 吨 500 公斤')
    expect(measuresOf('stone')).toEqual([])
  })
})

test('what is packed and what is loose come to the quantity, and no more could be packed', () => {
  forAll(2000, fc.tuple(quantity, holds), ([units, each]) => {
    const { full, loose } = inPackages(units, each / 1000)
    expect(inBaseUnits(full, each / 1000)).toBe(units - loose)
    expect(loose).toBeGreaterThanOrEqual(0)
    // The next number of packages that comes to whole units is more than there is.
    let next = full + 1
    while ((BigInt(next) * BigInt(each)) % 1000n !== 0n) next++
    expect(BigInt(next) * BigInt(each) > BigInt(units) * 1000n).toBe(true)
  })
})

test('packages are base units exactly where thousandths divide', () => {
  const count = fc.integer({ min: 0, max: 100_000 })
  forAll(2000, fc.tuple(count, holds), ([some, each]) => {
    const millionths = BigInt(some) * BigInt(each)
    const expected = millionths % 1_000_000n === 0n ? Number(millionths / 1_000_000n) : null
    expect(inBaseUnits(some / 1000, each / 1000)).toBe(expected)
  })
})
