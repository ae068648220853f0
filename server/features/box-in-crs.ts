/** Boxes of any system in CRS84, where the sides of most are curves. */
import type { Bilingual } from '../../data/bilingual.ts'
import { type Bbox, bboxOfPlaces } from '../../data/geometry.ts'
import type { AskedBox } from '../store/items.ts'
import { type Convert, type Crs, definitionOf, type Position } from './crs.ts'

/** BD-09 sways by two metres every eighth of a degree: of a longer stretch its middle says nothing. */
const MOST_STRETCH_DEGREES = 0.02
/** At most 512 stretches, which is enough for a side of ten degrees. */
const MOST_HALVINGS = 9

const middle = (a: Position, b: Position): [number, number] => [
  (a[0] + b[0]) / 2,
  (a[1] + b[1]) / 2,
]

/** Along the axis on which they lie farther apart. */
const degreesApart = (a: Position, b: Position): number =>
  Math.max(Math.abs(a[0] - b[0]), Math.abs(a[1] - b[1]))

/** A straight line of another system in CRS84, where it is a curve: its positions but the last. */
const curve = (
  inverse: Convert,
  toleranceDegrees: number,
  from: Position,
  to: Position,
): [number, number][] => {
  const follow = (
    a: Position,
    b: Position,
    start: [number, number],
    end: [number, number],
    halvings: number,
  ): [number, number][] => {
    const half = middle(a, b)
    const place = inverse(half)
    const straight = middle(start, end)
    const isClose =
      degreesApart(place, straight) < toleranceDegrees &&
      degreesApart(start, end) < MOST_STRETCH_DEGREES
    if (isClose || halvings >= MOST_HALVINGS) return [start]
    return [
      ...follow(a, half, start, place, halvings + 1),
      ...follow(half, b, place, end, halvings + 1),
    ]
  }
  return follow(from, to, inverse(from), inverse(to), 0)
}

/** A box with straight sides in another system, as the shape that it is in CRS84. */
const curvedBox = (
  inverse: Convert,
  toleranceDegrees: number,
  [west, south, east, north]: Bbox,
): AskedBox => {
  const corners: Position[] = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
  ]
  const sides = corners.map((corner, i) =>
    curve(inverse, toleranceDegrees, corner, corners[(i + 1) % 4]!),
  )
  const ring = sides.flat()
  const [below, right, above, left] = sides.map((side, i) =>
    bboxOfPlaces([...side, sides[(i + 1) % 4]![0]!]),
  ) as [Bbox, Bbox, Bbox, Bbox]
  const inner: Bbox = [left[2], below[3], right[0], above[1]]
  const isInner = inner[0] <= inner[2] && inner[1] <= inner[3]
  return {
    bbox: bboxOfPlaces(ring),
    inner: isInner ? inner : null,
    outline: { type: 'Polygon', coordinates: [[...ring, ring[0]!]] },
  }
}

const straightBox = (bbox: Bbox): AskedBox => ({ bbox, inner: bbox, outline: null })

const OUTSIDE: Bilingual = {
  en: 'lies outside its coordinate system',
  zh: '超出其坐标系范围',
}

/**
 * A box given in another system, its sides straight there.
 * @returns it in CRS84, its sides to the centimetre (of shifted systems, the decimetre) up to ten
 *   degrees of length; or what is wrong with it.
 */
export const boxInCrs84 = (box: Bbox, crs: Crs): AskedBox | Bilingual => {
  const { conversion, northFirst, limits, sideToleranceDegrees } = definitionOf(crs)
  const [west, south, east, north] = northFirst ? [box[1], box[0], box[3], box[2]] : box
  if (![west, east].every((x) => x >= limits[0] && x <= limits[2])) return OUTSIDE
  if (![south, north].every((y) => y >= limits[1] && y <= limits[3])) return OUTSIDE
  if (south > north) return { en: 'north is below south', zh: '北界低于南界' }
  if (!conversion) return straightBox([west, south, east, north])
  const { inverse } = conversion
  if (sideToleranceDegrees === null) {
    return straightBox([...inverse([west, south]), ...inverse([east, north])])
  }
  if (west > east) return { en: 'east is west of west', zh: '东界在西界以西' }
  return curvedBox(inverse, sideToleranceDegrees, [west, south, east, north])
}
