/** The values of a station that a scenario may change, as they stand with its changes. */
import type { EquipmentKey } from '../../../../data/equipment.ts'
import type { stationResource } from '../../../../data/resources/station.ts'
import { DEFAULT_TURNOUT_SECONDS, type ScenarioChanges } from '../../../../data/scenario.ts'
import type { ApiFeature } from '../../../api/features.ts'

type OptionOf<Field extends 'dutyPattern' | 'grade'> =
  keyof (typeof stationResource.fields)[Field]['options']

export interface StationValues {
  dutyPattern: OptionOf<'dutyPattern'>
  dutyFrom: string | null
  dutyUntil: string | null
  crewOnDuty: number
  turnoutSeconds: number
  grade: OptionOf<'grade'>
  equipment: Partial<Record<EquipmentKey, number>>
}

/** What the server takes an added station for that says nothing else. */
const ADDED: StationValues = {
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
