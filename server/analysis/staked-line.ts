/** The line of a work with the stakes that its register gives. */
import type { Geometry } from '../../data/geometry.ts'
import type { StakedLine } from '../../data/stakes.ts'

/** @returns null where the work is no line. */
export const stakedLineOf = ({
  geometry,
  properties,
}: {
  readonly geometry: Geometry
  readonly properties: object
}): StakedLine | null => {
  if (geometry.type !== 'LineString') return null
  const stake = (name: string): number | null => {
    const value = (properties as Readonly<Record<string, unknown>>)[name]
    return typeof value === 'number' ? value : null
  }
  return {
    line: geometry.coordinates,
    startStakeMetres: stake('startStakeMetres'),
    endStakeMetres: stake('endStakeMetres'),
  }
}
