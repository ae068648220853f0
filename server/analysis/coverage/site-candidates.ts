/** Where new stations may stand: what a planner allows, less what is excluded. */
import booleanPointInPolygon from '@turf/boolean-point-in-polygon'
import type { LonLat } from '../../../data/geometry.ts'
import { SITING_LIMITS, type SitingQuery } from '../../../data/siting.ts'
import type { DemandCells } from './demand.ts'
import type { PlanningData } from './planning-data.ts'
import type { EffectiveStation } from './stations.ts'

export interface SiteCandidate {
  readonly kind: 'new-site' | 'longer-hours'
  /** The station that would be open longer; null for a new site. */
  readonly stationId: string | null
  readonly name: string
  readonly nameEn: string | null
  readonly position: LonLat
  readonly turnoutSeconds: number
}

type Area = NonNullable<SitingQuery['candidates']['area']>

const isInside = ([longitude, latitude]: LonLat, area: Area): boolean =>
  booleanPointInPolygon([longitude, latitude], area)

/** Demand cells, the most populous first; named by their town, which says where without inventing. */
const cellSites = (demand: DemandCells, { towns }: PlanningData, turnoutSeconds: number) => {
  const names = new Map(towns.map((town) => [town.code, town]))
  return [...demand.people.keys()]
    .sort((a, b) => demand.people[b]! - demand.people[a]! || a - b)
    .map((cell): SiteCandidate => {
      const { code } = demand.towns[demand.town[cell]!]!
      const town = names.get(code)
      return {
        kind: 'new-site',
        stationId: null,
        name: town?.name ?? code,
        nameEn: town?.nameEn ?? null,
        position: [demand.lonLat[cell * 2]!, demand.lonLat[cell * 2 + 1]!],
        turnoutSeconds,
      }
    })
}

const couldOpenLonger = ({ isRemoved, reasons }: EffectiveStation): boolean =>
  !isRemoved &&
  reasons.length > 0 &&
  reasons.every(({ code }) => code === 'off-duty' || code === 'no-crew')

/** In the order of what is named first; cells fill up what the limit leaves. */
export const siteCandidates = (
  { candidates, turnoutSeconds }: SitingQuery,
  data: PlanningData,
  stations: readonly EffectiveStation[],
): SiteCandidate[] => {
  const newSite = (name: string, nameEn: string | null, position: LonLat): SiteCandidate => ({
    kind: 'new-site',
    stationId: null,
    name,
    nameEn,
    position,
    turnoutSeconds,
  })
  const { area, exclude } = candidates
  const isAllowed = ({ position }: SiteCandidate): boolean =>
    (area === null || isInside(position, area)) && !exclude.some((each) => isInside(position, each))
  const longer = candidates.longerHours ? stations.filter(couldOpenLonger) : []
  return [
    ...candidates.points.map(({ name, lon, lat }, index) =>
      newSite(name ?? `候选点 ${index + 1}`, name ?? `Candidate ${index + 1}`, [lon, lat]),
    ),
    ...longer.map(
      ({ id, name, nameEn, position, turnoutSeconds: own }): SiteCandidate => ({
        kind: 'longer-hours',
        stationId: id,
        name,
        nameEn,
        position,
        turnoutSeconds: own,
      }),
    ),
    ...(candidates.towns
      ? data.townSeats.map(({ name, nameEn, position }) => newSite(name, nameEn, position))
      : []),
    ...(candidates.settlements ? cellSites(data.demand, data, turnoutSeconds) : []),
  ]
    .filter(isAllowed)
    .slice(0, SITING_LIMITS.mostCandidates)
}
