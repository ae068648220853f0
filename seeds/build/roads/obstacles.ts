/** Where no road goes except on a crossing: lakes, reservoirs, ponds and large rivers. */
import type { Facts } from '../facts.ts'
import { crossingShares, metresBetweenPieces, type Point, toPoint } from './plane.ts'
import { type Polyline, piecesOf } from './polyline.ts'
import { SpatialHash } from './spatial-hash.ts'

/** A stretch of shore (half width 0) or of a large river's middle line. */
export interface ObstaclePiece {
  readonly a: Point
  readonly b: Point
  readonly halfWidthMetres: number
}

export interface MinorRiver {
  readonly nameZh: string
  readonly widthMetres: number
  readonly line: Polyline
}

const CELL_METRES = 1000
const WIDEST_HALF_METRES = 400

export class Obstacles {
  readonly pieces: readonly ObstaclePiece[]
  /** Outlines of still water, islands as holes: even-odd filling gives the water. */
  readonly waters: readonly (readonly Polyline[])[]
  readonly #hash = new SpatialHash(CELL_METRES)
  readonly minorRivers: readonly MinorRiver[]
  readonly #minorPieces: readonly { a: Point; b: Point; river: MinorRiver }[]
  readonly #minorHash = new SpatialHash(CELL_METRES)

  constructor(facts: Pick<Facts, 'waters' | 'rivers'>) {
    this.waters = facts.waters.map(({ rings }) => rings.map((ring) => ring.map(toPoint)))
    const shores = this.waters.flat().flatMap((ring) => piecesOf(ring))
    const barriers = facts.rivers.filter(({ barrier }) => barrier)
    this.pieces = [
      ...shores.map(([a, b]) => ({ a, b, halfWidthMetres: 0 })),
      ...barriers.flatMap(({ line, widthMetres }) =>
        piecesOf(line.map(toPoint)).map(([a, b]) => ({ a, b, halfWidthMetres: widthMetres / 2 })),
      ),
    ]
    this.pieces.forEach(({ a, b }, id) => void this.#hash.add(id, a, b))
    this.minorRivers = facts.rivers
      .filter(({ barrier }) => !barrier)
      .map(({ nameZh, widthMetres, line }) => ({ nameZh, widthMetres, line: line.map(toPoint) }))
    this.#minorPieces = this.minorRivers.flatMap((river) =>
      piecesOf(river.line).map(([a, b]) => ({ a, b, river })),
    )
    this.#minorPieces.forEach(({ a, b }, id) => void this.#minorHash.add(id, a, b))
  }

  /** True when the straight piece stays `marginMetres` away from all water. */
  isClear(a: Point, b: Point, marginMetres: number): boolean {
    for (const id of this.#hash.near(a, b, marginMetres + WIDEST_HALF_METRES)) {
      const piece = this.pieces[id]!
      if (metresBetweenPieces(a, b, piece.a, piece.b) < piece.halfWidthMetres + marginMetres) {
        return false
      }
    }
    return !this.isWater(a)
  }

  isLineClear(line: Polyline, marginMetres: number): boolean {
    return piecesOf(line).every(([a, b]) => this.isClear(a, b, marginMetres))
  }

  /** True in a lake, reservoir or pond. */
  isWater(place: Point): boolean {
    return this.waters.some((rings) => isInsideRings(place, rings))
  }

  /** The minor river that the straight piece crosses, with the share of the piece where it does. */
  minorRiverCrossed(a: Point, b: Point): { river: MinorRiver; share: number } | null {
    for (const id of this.#minorHash.near(a, b, 0)) {
      const piece = this.#minorPieces[id]!
      const shares = crossingShares(a, b, piece.a, piece.b)
      if (shares) return { river: piece.river, share: shares[0] }
    }
    return null
  }
}

/** Even-odd rule over all rings. */
export const isInsideRings = (place: Point, rings: readonly Polyline[]): boolean => {
  let inside = false
  for (const ring of rings) {
    for (let i = 1; i < ring.length; i++) {
      const a = ring[i - 1]!
      const b = ring[i]!
      if (a.y > place.y === b.y > place.y) continue
      if (place.x < a.x + ((place.y - a.y) / (b.y - a.y)) * (b.x - a.x)) inside = !inside
    }
  }
  return inside
}
