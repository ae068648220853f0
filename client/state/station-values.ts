/** What a station of the scenario is like: as the register has it, with what is changed. */
import type { EquipmentKey } from '../../data/equipment.ts'
import type { stationResource } from '../../data/resources/station.ts'
import { DEFAULT_TURNOUT_SECONDS, type ScenarioChanges } from '../../data/scenario.ts'
import type { ApiFeature } from '../api/features.ts'

type ChoiceName = 'buildStatus' | 'dutyPattern' | 'grade'
type OptionOf<Field extends ChoiceName> = keyof (typeof stationResource.fields)[Field]['options']

export type StationGrade = OptionOf<'grade'>

export interface StationValues {
  buildStatus: OptionOf<'buildStatus'>
  openingOn: string | null
  dutyPattern: OptionOf<'dutyPattern'>
  dutyFrom: string | null
  dutyUntil: string | null
  crewOnDuty: number
  turnoutSeconds: number
  grade: StationGrade
  equipment: Partial<Record<EquipmentKey, number>>
}

/** What the server takes an added station for that says nothing else. */
const ADDED: StationValues = {
  buildStatus: 'operating',
  openingOn: null,
  dutyPattern: 'around-the-clock',
  dutyFrom: null,
  dutyUntil: null,
  crewOnDuty: 1,
  turnoutSeconds: DEFAULT_TURNOUT_SECONDS,
  grade: 'third',
  equipment: {},
}

const stated = (values: object): Partial<StationValues> =>
  Object.fromEntries(
    Object.entries(values).filter(([name, value]) => name in ADDED && value !== undefined),
  )

export const stationValues = (
  id: string,
  changes: ScenarioChanges,
  stations: readonly ApiFeature[],
): StationValues => {
  const present = stations.find((station) => station.id === id)
  const added = changes.add.find((station) => station.id === id)
  const changed = changes.change.findLast((station) => station.id === id)
  return {
    ...ADDED,
    ...stated(present?.properties ?? {}),
    ...stated(added ?? {}),
    ...stated(changed ?? {}),
  }
}

/** The middle one of some numbers; of an even count the lower of the two. */
const median = (numbers: readonly number[]): number => {
  const sorted = [...numbers].sort((a, b) => a - b)
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? 0
}

/**
 * Crew and gear of a usual station of a class: the median of the present ones, gear that
 * fewer than half of them have left out. Of a class without stations, what the server takes.
 */
export const usualOutfit = (
  grade: StationGrade,
  stations: readonly Pick<ApiFeature, 'properties'>[],
): Pick<StationValues, 'grade' | 'crewOnDuty' | 'equipment'> => {
  const alike = stations
    .filter(({ properties }) => properties.grade === grade)
    .map(({ properties }): StationValues => ({ ...ADDED, ...stated(properties) }))
  if (alike.length === 0) {
    const { crewOnDuty, equipment } = ADDED
    return { grade, crewOnDuty, equipment }
  }
  const keys = new Set(alike.flatMap(({ equipment }) => Object.keys(equipment) as EquipmentKey[]))
  const gear = [...keys].map(
    (key) => [key, median(alike.map(({ equipment }) => equipment[key] ?? 0))] as const,
  )
  return {
    grade,
    // with no one on duty a new station would never count
    crewOnDuty: Math.max(1, median(alike.map(({ crewOnDuty }) => crewOnDuty))),
    equipment: Object.fromEntries(gear.filter(([, count]) => count > 0)),
  }
}
