/** Where the people are, as the settlements were generated. */
import type { LonLat } from '../../../data/geometry.ts'

export interface Demand {
  readonly place: LonLat
  readonly people: number
  readonly townCode: string
  /** Name of the village or quarter within its town. */
  readonly nameZh: string
  readonly nameEn: string
  /** False for the blocks of a town. */
  readonly isVillage: boolean
}

/** The demand points by the town that they belong to. */
export const byTown = (demands: readonly Demand[]): Map<string, Demand[]> => {
  const groups = new Map<string, Demand[]>()
  for (const demand of demands) {
    const group = groups.get(demand.townCode)
    if (group) group.push(demand)
    else groups.set(demand.townCode, [demand])
  }
  return groups
}
