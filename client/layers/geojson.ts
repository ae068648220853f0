/** GeoJSON as the sources of the map take it. */
import type { LonLat } from '../../data/geometry.ts'

export interface Feature<G, P> {
  readonly type: 'Feature'
  readonly geometry: G
  readonly properties: P
}

export const feature = <const G extends { readonly type: string }, P>(
  geometry: G,
  properties: P,
): Feature<G, P> => ({ type: 'Feature', geometry, properties })

export const pointAt = <P>(coordinates: LonLat, properties: P) =>
  feature({ type: 'Point', coordinates }, properties)

export const collection = <F>(features: readonly F[]) => ({
  type: 'FeatureCollection' as const,
  features,
})
