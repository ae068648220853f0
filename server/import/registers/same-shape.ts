/** Whether two shapes are one, however a format writes it. */
import {
  type Geometry,
  haversineMetres,
  type LonLat,
  polygonsOf,
  twiceSignedArea,
} from '../../../data/geometry.ts'

/** Nearer than this nothing was moved: six decimals are a tenth of a metre. */
const SAME_PLACE_METRES = 1

export const isSamePlace = (a: LonLat, b: LonLat): boolean =>
  haversineMetres(...a, ...b) <= SAME_PLACE_METRES

type Ring = [longitude: number, latitude: number][]

/** Corner by corner. @param shift of the corners of `b`, which are gone round. */
const areSameCorners = (a: readonly LonLat[], b: readonly LonLat[], shift = 0): boolean =>
  a.length === b.length &&
  a.every((place, index) => isSamePlace(place, b[(index + shift) % b.length]!))

/** The corners counterclockwise, that at which the ring is closed once. */
const cornersOf = (ring: Ring): Ring => {
  const corners = ring.slice(0, -1)
  return twiceSignedArea(ring) < 0 ? corners.reverse() : corners
}

/** Wherever each begins, and whichever way it goes round. */
const areSameRings = (a: Ring, b: Ring): boolean => {
  const [cornersA, cornersB] = [cornersOf(a), cornersOf(b)]
  return cornersB.some((_, shift) => areSameCorners(cornersA, cornersB, shift))
}

/** Each of one has its like among the others, in any order. */
const haveLikes = <T>(
  as: readonly T[],
  bs: readonly T[],
  areSame: (a: T, b: T) => boolean,
): boolean => {
  const left = [...bs]
  return (
    as.length === bs.length &&
    as.every((a) => {
      const at = left.findIndex((b) => areSame(a, b))
      return at >= 0 && left.splice(at, 1).length > 0
    })
  )
}

const areSamePolygons = ([outerA, ...holesA]: Ring[], [outerB, ...holesB]: Ring[]): boolean =>
  areSameRings(outerA!, outerB!) && haveLikes(holesA, holesB, areSameRings)

/**
 * Whether every corner of one is a corner of the other within a metre. Formats turn rings round and begin
 * them elsewhere, write one polygon as several of one, and round; a line that goes the other way is
 * another line, for a river flows one way.
 */
export const isSameShape = (a: Geometry, b: Geometry): boolean => {
  if (a.type === 'Point' || b.type === 'Point') {
    return a.type === b.type && areSameCorners([a.coordinates as LonLat], [b.coordinates as LonLat])
  }
  if (a.type === 'LineString' || b.type === 'LineString') {
    return a.type === b.type && areSameCorners(a.coordinates as LonLat[], b.coordinates as LonLat[])
  }
  return haveLikes(polygonsOf(a), polygonsOf(b), areSamePolygons)
}
