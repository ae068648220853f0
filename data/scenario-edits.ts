/** Changes of a scenario that page and server make alike. */
import type { AddedStation, ChangedStation, ScenarioChanges } from './scenario.ts'
import type { Site, SitingQuery } from './siting.ts'

export const stationId = (number: number): string => `new-${number}`

/** The least number that no added station has; undone and redone steps may leave holes. */
export const freeStationNumber = ({ add }: Pick<ScenarioChanges, 'add'>): number => {
  const taken = new Set(add.map(({ id }) => id))
  let number = 1
  while (taken.has(stationId(number))) number++
  return number
}

/** The first of `new-1`, `new-2` … that no added station has. */
export const freeStationId = (changes: Pick<ScenarioChanges, 'add'>): string =>
  stationId(freeStationNumber(changes))

/** Round the clock, with at least one person on duty. */
export const longerHours = (id: string, crewOnDuty: unknown): ChangedStation => ({
  id,
  ...(crewOnDuty === 0 && { crewOnDuty: 1 }),
  dutyPattern: 'around-the-clock',
  dutyFrom: null,
  dutyUntil: null,
})

/** What a question asks of a station, as a new one has it. */
export const asAsked = ({
  minimumGrade,
  equipment,
}: Pick<SitingQuery['filter'], 'minimumGrade' | 'equipment'>): Pick<
  AddedStation,
  'grade' | 'equipment'
> => ({
  ...(minimumGrade !== null && { grade: minimumGrade }),
  ...(Object.keys(equipment).length > 0 && { equipment }),
})

/**
 * With the sites of a siting answer built as the question wants them, so that the coverage finds
 * the people in time whom the answer names.
 * @param nameOf what a new station is called.
 * @param crewOf how many are on duty at a present station.
 */
export const withSites = (
  changes: ScenarioChanges,
  sites: readonly Site[],
  { turnoutSeconds, filter }: Pick<SitingQuery, 'turnoutSeconds' | 'filter'>,
  nameOf: (site: Site) => string,
  crewOf: (stationId: string) => unknown,
): ScenarioChanges => {
  const add = [...changes.add]
  const changed = new Map(changes.change.map((each) => [each.id, each]))
  for (const site of sites) {
    const { stationId: id, lon, lat } = site
    if (id === null) {
      const name = nameOf(site)
      add.push({ id: freeStationId({ add }), name, lon, lat, turnoutSeconds, ...asAsked(filter) })
    } else changed.set(id, { ...changed.get(id), ...longerHours(id, crewOf(id)) })
  }
  return { ...changes, add, change: [...changed.values()] }
}
