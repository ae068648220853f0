/** Proposed sites as changes of the scenario: one step, so that one undo takes them back. */
import type { ScenarioChanges } from '../../../../data/scenario.ts'
import type { Site } from '../../../../data/siting.ts'
import { freeStationId, longerHours } from '../result/tables/remedy.ts'

/**
 * @param nameOf what a new station is called.
 * @param crewOf how many are on duty at a present station.
 */
export const withSites = (
  changes: ScenarioChanges,
  sites: readonly Site[],
  turnoutSeconds: number,
  nameOf: (site: Site) => string,
  crewOf: (stationId: string) => unknown,
): ScenarioChanges => {
  const add = [...changes.add]
  const changed = new Map(changes.change.map((each) => [each.id, each]))
  for (const site of sites) {
    const { stationId: id, lon, lat } = site
    if (id === null) {
      add.push({ id: freeStationId({ add }), name: nameOf(site), lon, lat, turnoutSeconds })
    } else changed.set(id, { ...changed.get(id), ...longerHours(id, crewOf(id)) })
  }
  return { ...changes, add, change: [...changed.values()] }
}
