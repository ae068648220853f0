/** Where pieces of lines meet and what lies in water, by geometry of the tests' own. */
import type { LonLat, Rings } from './facts-reading.ts'
import { water } from './facts-reading.ts'
import type { Piece } from './roads-default.ts'

const CELL_DEGREES = 0.004

/** Place where two straight pieces cross, or `null`; one that ends on the other may count or not. */
export function crossingPlace(a: LonLat, b: LonLat, c: LonLat, d: LonLat): LonLat | null {
  if (Math.max(a[0], b[0]) < Math.min(c[0], d[0]) || Math.max(c[0], d[0]) < Math.min(a[0], b[0])) {
    return null
  }
  if (Math.max(a[1], b[1]) < Math.min(c[1], d[1]) || Math.max(c[1], d[1]) < Math.min(a[1], b[1])) {
    return null
  }
  // The signed areas tell on which side of one piece the ends of the other lie.
  const side = (p: LonLat, q: LonLat, r: LonLat) =>
    (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0])
  const [c1, d1, a1, b1] = [side(a, b, c), side(a, b, d), side(c, d, a), side(c, d, b)]
  if (c1 > 0 === d1 > 0 || a1 > 0 === b1 > 0) return null
  const share = a1 / (a1 - b1)
  return [a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])]
}

/** Pairs of pieces of different segments that cross, found over a raster of cells. */
export function crossingPairs(pieces: Piece[]): { one: Piece; other: Piece; at: LonLat }[] {
  const cells = new Map<string, number[]>()
  const found: { one: Piece; other: Piece; at: LonLat }[] = []
  const seen = new Set<number>()
  pieces.forEach((piece, index) => {
    const range = (axis: 0 | 1) => {
      const [low, high] = [
        Math.min(piece.a[axis], piece.b[axis]),
        Math.max(piece.a[axis], piece.b[axis]),
      ]
      return [Math.floor(low / CELL_DEGREES), Math.floor(high / CELL_DEGREES)] as const
    }
    const [[west, east], [south, north]] = [range(0), range(1)]
    for (let column = west; column <= east; column++) {
      for (let row = south; row <= north; row++) {
        const key = `${column},${row}`
        const cell = cells.get(key) ?? []
        if (cell.length === 0) cells.set(key, cell)
        for (const otherIndex of cell) {
          const other = pieces[otherIndex]
          const pair = index * pieces.length + otherIndex
          if (!other || other.segment === piece.segment || seen.has(pair)) continue
          const at = crossingPlace(piece.a, piece.b, other.a, other.b)
          if (!at) continue
          seen.add(pair)
          found.push({ one: piece, other, at })
        }
        cell.push(index)
      }
    }
  })
  return found
}

interface Outline {
  nameZh: string
  rings: Rings
  west: number
  south: number
  east: number
  north: number
}

const outlines: Outline[] = water.flatMap(({ properties, geometry }) =>
  geometry.coordinates.map((rings) => {
    const xs = (rings[0] ?? []).map(([x]) => x)
    const ys = (rings[0] ?? []).map(([, y]) => y)
    return {
      nameZh: properties.nameZh,
      rings,
      west: Math.min(...xs),
      south: Math.min(...ys),
      east: Math.max(...xs),
      north: Math.max(...ys),
    }
  }),
)

/** Rings whose eastward ray from the place meets them an odd number of times. */
function isInRing([x, y]: LonLat, ring: LonLat[]): boolean {
  let isIn = false
  let [px, py] = ring.at(-1) ?? [0, 0]
  for (const [qx, qy] of ring) {
    if (py > y !== qy > y && x < px + ((y - py) * (qx - px)) / (qy - py)) isIn = !isIn
    px = qx
    py = qy
  }
  return isIn
}

/** Name of the lake, reservoir or pond at a place; islands in it are land. */
export function waterAt(place: LonLat): string | null {
  const [x, y] = place
  const hit = outlines.find(
    ({ west, south, east, north, rings: [outer = [], ...holes] }) =>
      x >= west &&
      x <= east &&
      y >= south &&
      y <= north &&
      isInRing(place, outer) &&
      !holes.some((hole) => isInRing(place, hole)),
  )
  return hit?.nameZh ?? null
}
