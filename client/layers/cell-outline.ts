/** The outline of several hexagons together, as far as their sides are shared. */
import type { CellFeature } from '../../data/coverage.ts'
import type { LonLat } from '../../data/geometry.ts'
import { collection, feature } from './geojson.ts'

const sideKey = (a: LonLat, b: LonLat): string => {
  const [from, to] = [a, b].map(([x, y]) => `${x},${y}`).sort()
  return `${from} ${to}`
}

/**
 * The sides that one of the hexagons has alone, as lines. Sides that hexagons of different sizes have in
 * common stay: none is the other's.
 */
export const cellOutline = (cells: readonly Pick<CellFeature, 'geometry'>[]) => {
  const sides = new Map<string, [LonLat, LonLat] | null>()
  for (const { geometry } of cells) {
    const [ring = []] = geometry.coordinates
    for (const [place, from] of ring.entries()) {
      const to = ring[place + 1]
      if (to === undefined) continue
      const key = sideKey(from as LonLat, to as LonLat)
      sides.set(key, sides.has(key) ? null : [from as LonLat, to as LonLat])
    }
  }
  const lines = [...sides.values()].filter((side) => side !== null)
  return collection([feature({ type: 'MultiLineString', coordinates: lines }, {})])
}
