/** Closures as features of one source: areas, and points with a sign. */
import type { RoadClosure } from '../../data/road-closure.ts'
import type { Closure } from '../../data/scenario.ts'

interface HazardFeature {
  readonly type: 'Feature'
  readonly geometry: Closure
  readonly properties: { readonly name: string; readonly isActive: boolean }
}

/** Those in force or still to come, and the one being drawn; what is over is not shown. */
export const hazardFeatures = (
  closures: readonly RoadClosure[],
  drawn: Closure | null,
  now: number,
): { type: 'FeatureCollection'; features: HazardFeature[] } => ({
  type: 'FeatureCollection',
  features: [
    ...closures
      .filter(({ isActive, from }) => isActive || Date.parse(from) > now)
      .map(
        ({ area, name, isActive }): HazardFeature => ({
          type: 'Feature',
          geometry: area,
          properties: { name, isActive },
        }),
      ),
    ...(drawn
      ? [{ type: 'Feature' as const, geometry: drawn, properties: { name: '', isActive: false } }]
      : []),
  ],
})
