/** Smooth random fields that are the same on every machine: what makes lines bend like real ones. */
import type { Point } from './plane.ts'

const UINT32_RANGE = 2 ** 32

/** A number in [0, 1) for a lattice point. */
const latticeValue = (column: number, row: number, seed: number): number => {
  let hash =
    Math.imul(column, 0x27d4eb2d) ^ Math.imul(row, 0x165667b1) ^ Math.imul(seed, 0x9e3779b1)
  hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return ((hash ^ (hash >>> 16)) >>> 0) / UINT32_RANGE
}

const eased = (share: number): number => share * share * (3 - 2 * share)

/** Value noise in [-1, 1] that changes over about `waveMetres`. */
export const smoothNoise = (place: Point, waveMetres: number, seed: number): number => {
  const x = place.x / waveMetres
  const y = place.y / waveMetres
  const column = Math.floor(x)
  const row = Math.floor(y)
  const alongX = eased(x - column)
  const alongY = eased(y - row)
  const south =
    latticeValue(column, row, seed) * (1 - alongX) + latticeValue(column + 1, row, seed) * alongX
  const north =
    latticeValue(column, row + 1, seed) * (1 - alongX) +
    latticeValue(column + 1, row + 1, seed) * alongX
  return (south * (1 - alongY) + north * alongY) * 2 - 1
}
