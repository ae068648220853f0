import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Box, chooseSides, type SideLabel } from '../../../client/map/label-sides.ts'
import { forAll } from '../../fixtures/runs.ts'

/** A marker of 20 pixels round a point. */
const at = (x: number, y: number): Box => ({
  ...{ left: x - 10, top: y - 10 },
  ...{ right: x + 10, bottom: y + 10 },
})
/** Around which there is room on every side. */
const MAP: Box = { left: -200, top: -200, right: 900, bottom: 700 }

const label = (marker: Box, isOptional = false): SideLabel => ({
  ...{ marker, width: 60, height: 20 },
  isOptional,
})

describe('words beside a marker', () => {
  it('stand at the right where that is free', () => {
    const marker = at(100, 100)
    expect(chooseSides([label(marker)], [marker], MAP)).toEqual(['right'])
  })

  it('step aside from the pin, and from words that came before', () => {
    const [first, pin] = [at(100, 100), at(140, 100)]
    expect(chooseSides([label(first)], [first, pin], MAP)).toEqual(['left'])
    // the second stands where the words of the first would have been
    const second = at(50, 100)
    expect(chooseSides([label(first), label(second)], [first, second, pin], MAP)).toEqual([
      'below',
      'left',
    ])
  })

  it('stay on the map', () => {
    const marker = at(100, 100)
    expect(chooseSides([label(marker)], [marker], { ...MAP, right: 170 })).toEqual(['left'])
    expect(chooseSides([label(marker)], [marker], { ...MAP, right: 170, left: 30 })).toEqual([
      'below',
    ])
  })

  it('are left out where nothing is free and they are not needed, else hide as little as can be', () => {
    const marker = at(100, 100)
    const round = [at(130, 100), at(70, 100), at(100, 130), at(100, 70)]
    expect(chooseSides([label(marker, true)], [marker, ...round], MAP)).toEqual(['none'])
    // beside it they would cover 20 × 20 pixels of a marker, below and above 20 × 13
    expect(chooseSides([label(marker)], [marker, ...round], MAP)).toEqual(['below'])
    // 20 pixels of room at the right; at the left, below and above, 13 of the 60 are off the map
    const narrow: Box = { left: 77, top: 87, right: 133, bottom: 113 }
    expect(chooseSides([label(marker)], [marker], narrow)).toEqual(['right'])
    expect(chooseSides([label(marker)], [marker], { ...narrow, bottom: 133 })).toEqual(['below'])
  })

  it('that need not be there never lie on a marker, and a side is found where one is free', () => {
    const places = fc.array(
      fc.tuple(fc.integer({ min: 0, max: 600 }), fc.integer({ min: 0, max: 400 })),
      { minLength: 1, maxLength: 12 },
    )
    /** Said once more, from the words of the drawing: does a box at that side touch another? */
    const touches = (side: string, marker: Box, other: Box): boolean => {
      const [cx, cy] = [(marker.left + marker.right) / 2, (marker.top + marker.bottom) / 2]
      const [ox, oy] = [(other.left + other.right) / 2, (other.top + other.bottom) / 2]
      // centre of the words: 3 pixels of gap, half of the marker, half of the words
      const dx = side === 'right' ? 43 : side === 'left' ? -43 : 0
      const dy = side === 'below' ? 23 : side === 'above' ? -23 : 0
      return Math.abs(cx + dx - ox) < 40 && Math.abs(cy + dy - oy) < 20
    }
    forAll(200, places, (points) => {
      const markers = points.map(([x, y]) => at(x, y))
      const [marker] = markers as [Box]
      const [side] = chooseSides([label(marker, true)], markers, MAP)
      const others = markers.slice(1)
      const isFree = (each: string) => !others.some((other) => touches(each, marker, other))
      const expected = ['right', 'left', 'below', 'above'].find(isFree) ?? 'none'
      expect(side).toBe(expected)
    })
  })
})
