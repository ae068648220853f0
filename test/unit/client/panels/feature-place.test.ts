import { describe, expect, it } from 'vitest'
import { representativePoint } from '../../../../data/feature-place.ts'
import { bboxOf } from '../../../../data/geometry.ts'
import { line, places, polygon, squareRing } from '../../../fixtures/shapes.ts'

describe('the point that stands for a feature', () => {
  it('is the middle position of a line', () => {
    const road = line([116, 35], [116.1, 35], [116.9, 35.2])
    expect(representativePoint(road)).toEqual([116.1, 35])
    expect(bboxOf(road)).toEqual([116, 35, 116.9, 35.2])
  })

  it('is the centroid of an L by the two rectangles that it is made of', () => {
    // 2 x 1 below (centre 1, 0.5) and 1 x 1 on top left (centre 0.5, 1.5): (2*1 + 1*0.5) / 3 = 5/6
    const ring = places([0, 0], [2, 0], [2, 1], [1, 1], [1, 2], [0, 2], [0, 0])
    const [longitude, latitude] = representativePoint(polygon(ring))
    expect(longitude).toBeCloseTo(5 / 6, 12)
    expect(latitude).toBeCloseTo(5 / 6, 12)
  })

  it('belongs to the largest part of a scattered area, whichever way its ring turns', () => {
    const large = squareRing(117, 35, 0.2).reverse()
    const coordinates = [[squareRing(116, 34.5, 0.1)], [large]]
    const geometry = { type: 'MultiPolygon' as const, coordinates }
    const [longitude, latitude] = representativePoint(geometry)
    expect(longitude).toBeCloseTo(117.1, 9)
    expect(latitude).toBeCloseTo(35.1, 9)
    expect(bboxOf(geometry)).toEqual([116, 34.5, 117.2, 35.2])
  })
})
