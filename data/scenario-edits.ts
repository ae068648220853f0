/** Changes of a scenario that page and server make alike. */
import { stationResource } from './resources/station.ts'
import type { AddedStation, ChangedStation, ScenarioChanges } from './scenario.ts'
import type { SitingQuery } from './siting.ts'
import type { Site } from './siting-answer.ts'

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

/** What of a present station a change rests on. */
export interface PresentValues {
  readonly crewOnDuty?: unknown
  readonly grade?: unknown
  readonly equipment?: unknown
}

/** Up to the grade and the gear that a question asks for, and no lower than it was. */
const upgraded = (
  id: string,
  { minimumGrade, equipment }: SitingQuery['filter'],
  present: PresentValues,
): ChangedStation => {
  const held = (present.equipment ?? {}) as Readonly<Record<string, number>>
  const wanted = Object.entries(equipment).map(([key, least]) => [
    key,
    Math.max(held[key] ?? 0, least ?? 0),
  ])
  const grades = Object.keys(stationResource.fields.grade.options)
  const isLower =
    minimumGrade !== null && grades.indexOf(String(present.grade)) > grades.indexOf(minimumGrade)
  return {
    id,
    ...((isLower || present.grade == null) && minimumGrade !== null && { grade: minimumGrade }),
    ...(wanted.length > 0 && { equipment: { ...held, ...Object.fromEntries(wanted) } }),
  }
}

const changedBy = (
  { kind, stationId: id }: Site & { readonly stationId: string },
  filter: SitingQuery['filter'],
  present: PresentValues,
): ChangedStation => {
  if (kind === 'upgrade') return upgraded(id, filter, present)
  return kind === 'more-crew' ? { id, crewOnDuty: 1 } : longerHours(id, present.crewOnDuty)
}

/**
 * With the sites of a siting answer built or changed as the question wants them, so that the
 * coverage finds the people in time whom the answer names.
 * @param nameOf what a new station is called.
 * @param valuesOf those of a present station.
 */
export const withSites = (
  changes: ScenarioChanges,
  sites: readonly Site[],
  { turnoutSeconds, filter }: Pick<SitingQuery, 'turnoutSeconds' | 'filter'>,
  nameOf: (site: Site) => string,
  valuesOf: (stationId: string) => PresentValues,
): ScenarioChanges => {
  const add = [...changes.add]
  const changed = new Map(changes.change.map((each) => [each.id, each]))
  for (const site of sites) {
    const { stationId: id, lon, lat } = site
    if (id === null) {
      const name = nameOf(site)
      add.push({ id: freeStationId({ add }), name, lon, lat, turnoutSeconds, ...asAsked(filter) })
    } else {
      const change = changedBy({ ...site, stationId: id }, filter, valuesOf(id))
      changed.set(id, { ...changed.get(id), ...change })
    }
  }
  return { ...changes, add, change: [...changed.values()] }
}
