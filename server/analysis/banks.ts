/** The beds of lakes whose outline is known roughly alone: what lies between their levees. */
import { type Geometry, type LonLat, linesOf, METRES_PER_DEGREE } from '../../data/geometry.ts'
import { meet } from './straight-lines.ts'

const RADIANS_PER_DEGREE = Math.PI / 180
/** No lake of the region is wider: opposite levees are looked for no further away. */
const MOST_WIDTH_METRES = 25_000
/** Sight lines run in as many directions, half of them opposite to the other half. */
const DIRECTIONS = 8
/** Who stands between two levees sees them to both sides along so many lines; in a bend, along one. */
const LEAST_LINES_ACROSS = 2

/** A levee of a water; `null` where it is not known which one it holds back. */
export interface Bank {
  readonly waterName: string | null
  readonly geometry: Geometry
}

/**
 * Whether levees of a water stand to both sides of a place, along several lines of sight.
 * @param waterName such as that of a part, which begins with the name that its levees give.
 */
export const isBetweenBanks = (
  banks: readonly Bank[],
  waterName: string,
  [longitude, latitude]: LonLat,
): boolean => {
  const edges = banks
    .filter((bank) => bank.waterName && waterName.startsWith(bank.waterName))
    .flatMap(({ geometry }) => linesOf(geometry))
    .flatMap((line) => line.slice(1).map((to, i) => Float64Array.of(...line[i]!, ...to)))
  const reach = MOST_WIDTH_METRES / METRES_PER_DEGREE
  const seen = Array.from({ length: DIRECTIONS }, (_, direction) => {
    const angle = (2 * Math.PI * direction) / DIRECTIONS
    const east = (Math.cos(angle) * reach) / Math.cos(latitude * RADIANS_PER_DEGREE)
    const north = Math.sin(angle) * reach
    const line = Float64Array.of(longitude, latitude, longitude + east, latitude + north)
    return edges.some((edge) => meet(line, 0, edge, 0))
  })
  const half = DIRECTIONS / 2
  const across = seen.slice(0, half).filter((isSeen, i) => isSeen && seen[i + half])
  return across.length >= LEAST_LINES_ACROSS
}
