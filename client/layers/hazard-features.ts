/** Closures and warnings as features of one source: areas, and points with a sign. */
import type { Language } from '../../data/bilingual.ts'
import type { RoadClosure } from '../../data/road-closure.ts'
import type { Closure } from '../../data/scenario.ts'
import { WARNING_KINDS, WARNING_LEVELS, type Warning } from '../../data/warning.ts'

interface HazardFeature {
  readonly type: 'Feature'
  readonly geometry: Closure
  readonly properties: {
    readonly name: string
    readonly isActive: boolean
    /** Colour of a warning's outline; '' for closures. */
    readonly warning: string
  }
}

/** Those in force or still to come, and the one being drawn; what is over is not shown. */
export const hazardFeatures = (
  closures: readonly RoadClosure[],
  warnings: readonly Warning[],
  language: Language,
  drawn: Closure | null,
  now: number,
): { type: 'FeatureCollection'; features: HazardFeature[] } => ({
  type: 'FeatureCollection',
  features: [
    ...warnings
      .filter(({ isActive }) => isActive)
      .map(({ area, kind, level }): HazardFeature => {
        const { colour, label } = WARNING_LEVELS[level]
        const name = `${WARNING_KINDS[kind][language]} ${label[language]}`
        return {
          type: 'Feature',
          geometry: area,
          properties: { name, isActive: true, warning: colour },
        }
      }),
    ...closures
      .filter(({ isActive, from }) => isActive || Date.parse(from) > now)
      .map(
        ({ area, name, isActive }): HazardFeature => ({
          type: 'Feature',
          geometry: area,
          properties: { name, isActive, warning: '' },
        }),
      ),
    ...(drawn
      ? [
          {
            type: 'Feature' as const,
            geometry: drawn,
            properties: { name: '', isActive: false, warning: '' },
          },
        ]
      : []),
  ],
})
