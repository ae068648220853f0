/** Building plots beside the roads: near a place wanted, a few metres off the carriageway. */
import Flatbush from 'flatbush'
import type { LonLat } from '../../../data/geometry.ts'
import { ROAD_CLASSES } from '../../../data/road-class.ts'
import {
  ACCESS,
  type DraftSegment,
  draftLonLats,
  type NetworkDraft,
} from '../../../server/network/draft.ts'
import { numberBetween, type Random } from '../random.ts'
import { eastNorthOf, moved, nearestOnPiece } from './plane.ts'

export interface RoadsidePlot {
  place: LonLat
  segment: DraftSegment
}

interface RoadsideRequest {
  near: LonLat
  withinMetres: number
  isAllowed: (place: LonLat) => boolean
}

export interface Roadside {
  /** A plot near the place wanted, or null where no road within reach has an allowed one. */
  plot: (random: Random, request: RoadsideRequest) => RoadsidePlot | null
  /** Metres from a place to the nearest road that a house can stand on, `Infinity` beyond reach. */
  metresTo: (place: LonLat, withinMetres: number) => number
}

/** How far from the centre line a plot lies. */
const OFF_METRES = { from: 8, to: 20 }
/** A plot keeps this far from every other carriageway, so that it does not lie on one. */
const CLEAR_METRES = 6
/** And this far from expressways and ramps: there is no access from those. */
const CONTROLLED_CLEAR_METRES = 60
/** Pieces looked at, nearest first, before a place is given up. */
const PIECES_TRIED = 60
const TRIES_PER_PIECE = 4
/** A degree of longitude against one of latitude in the middle of the region (35.2° N). */
const LONGITUDE_SCALE = 0.817
const METRES_PER_SCALED_DEGREE = 111_195

interface Piece {
  from: LonLat
  to: LonLat
  segment: DraftSegment
}

/** True for a road that a station or a store can stand beside and be driven out of. */
const isHouseRoad = (segment: DraftSegment): boolean =>
  !ROAD_CLASSES[segment.roadClass].controlledAccess &&
  segment.roadClass !== 'track' &&
  segment.structure === 0 &&
  (segment.access & ACCESS.motor) !== 0 &&
  (segment.forwardKph > 0 || segment.backwardKph > 0)

const piecesOf = (draft: NetworkDraft): Piece[] =>
  draft.segments.flatMap((segment) => {
    const line = draftLonLats(draft, segment)
    return Array.from({ length: line.length / 2 - 1 }, (_, i): Piece => {
      const [west, south, east, north] = line.slice(i * 2) as [number, number, number, number]
      return { from: [west, south], to: [east, north], segment }
    })
  })

const indexOf = (pieces: readonly Piece[]): Flatbush => {
  const index = new Flatbush(Math.max(1, pieces.length))
  for (const { from, to } of pieces) {
    index.add(
      Math.min(from[0], to[0]) * LONGITUDE_SCALE,
      Math.min(from[1], to[1]),
      Math.max(from[0], to[0]) * LONGITUDE_SCALE,
      Math.max(from[1], to[1]),
    )
  }
  if (pieces.length === 0) index.add(0, 0, 0, 0)
  index.finish()
  return index
}

const near = (index: Flatbush, place: LonLat, count: number, withinMetres: number): number[] =>
  index.neighbors(
    place[0] * LONGITUDE_SCALE,
    place[1],
    count,
    withinMetres / METRES_PER_SCALED_DEGREE,
  )

/** A plot on a random side of the piece, about where the piece comes nearest to `near`. */
const plotBeside = (random: Random, piece: Piece, place: LonLat): RoadsidePlot => {
  const nearest = nearestOnPiece(place, piece.from, piece.to)
  const fraction = Math.min(0.9, Math.max(0.1, nearest.fraction + numberBetween(random, -0.3, 0.3)))
  const onRoad: LonLat = [
    piece.from[0] + (piece.to[0] - piece.from[0]) * fraction,
    piece.from[1] + (piece.to[1] - piece.from[1]) * fraction,
  ]
  const [east, north] = eastNorthOf(piece.from, piece.to)
  const length = Math.hypot(east, north) || 1
  const offMetres = numberBetween(random, OFF_METRES.from, OFF_METRES.to)
  const side = random() < 0.5 ? 1 : -1
  return {
    place: moved(onRoad, (-north / length) * offMetres * side, (east / length) * offMetres * side),
    segment: piece.segment,
  }
}

/** Prepares a network for finding plots. */
export const createRoadside = (draft: NetworkDraft): Roadside => {
  const pieces = piecesOf(draft)
  const housePieces = pieces.filter(({ segment }) => isHouseRoad(segment))
  const allIndex = indexOf(pieces)
  const houseIndex = indexOf(housePieces)
  const isClear = (place: LonLat): boolean =>
    near(allIndex, place, PIECES_TRIED, CONTROLLED_CLEAR_METRES * 2).every((i) => {
      const { from, to, segment } = pieces[i]!
      const isControlled = ROAD_CLASSES[segment.roadClass].controlledAccess
      const clearMetres = isControlled ? CONTROLLED_CLEAR_METRES : CLEAR_METRES
      return nearestOnPiece(place, from, to).metres >= clearMetres
    })
  return {
    plot: (random, { near: wanted, withinMetres, isAllowed }) => {
      for (const i of near(houseIndex, wanted, PIECES_TRIED, withinMetres)) {
        for (let attempt = 0; attempt < TRIES_PER_PIECE; attempt++) {
          const plot = plotBeside(random, housePieces[i]!, wanted)
          if (isAllowed(plot.place) && isClear(plot.place)) return plot
        }
      }
      return null
    },
    metresTo: (place, withinMetres) =>
      Math.min(
        Number.POSITIVE_INFINITY,
        ...near(houseIndex, place, PIECES_TRIED, withinMetres).map(
          (i) => nearestOnPiece(place, housePieces[i]!.from, housePieces[i]!.to).metres,
        ),
      ),
  }
}
