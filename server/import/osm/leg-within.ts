import type { Bbox, LonLat } from '../../../data/geometry.ts'

/**
 * The part of a straight leg inside a box, as shares of its length, or `null` when no more than a
 * single point of it is (Liang and Barsky, 1984). Boxes across the antimeridian are not served.
 */
export const legWithin = (
  start: LonLat,
  end: LonLat,
  [west, south, east, north]: Bbox,
): { from: number; to: number } | null => {
  const deltaLongitude = end[0] - start[0]
  const deltaLatitude = end[1] - start[1]
  // For each side: how fast the leg leaves through it, and how far inside it starts.
  const sides = [
    { outward: -deltaLongitude, room: start[0] - west },
    { outward: deltaLongitude, room: east - start[0] },
    { outward: -deltaLatitude, room: start[1] - south },
    { outward: deltaLatitude, room: north - start[1] },
  ]
  let [from, to] = [0, 1]
  for (const { outward, room } of sides) {
    if (outward === 0) {
      if (room < 0) return null
      continue
    }
    const share = room / outward
    if (outward < 0) from = Math.max(from, share)
    else to = Math.min(to, share)
  }
  return from < to ? { from, to } : null
}
