/** The stations as a scenario leaves them, and which of them count at the question's time. */
import type { LonLat } from '../../../data/geometry.ts'
import { stationResource } from '../../../data/resources/station.ts'
import { DEFAULT_TURNOUT_SECONDS, type ScenarioChanges } from '../../../data/scenario.ts'
import { type Demands, plainReason, type Reason, reasonsAgainst } from '../eligibility.ts'
import type { CoverageQuestion, PlanningStation } from './planning-data.ts'

export interface EffectiveStation extends PlanningStation {
  /** Place in the list: present stations first, then those that the scenario adds. */
  readonly index: number
  readonly turnoutSeconds: number
  /** Closed by the scenario: it is not there at all. */
  readonly isRemoved: boolean
  /** Why it does not count; none: it does. */
  readonly reasons: readonly Reason[]
}

/** A scenario names a station that does not exist; nothing has been computed. */
export class UnknownStation extends Error {
  /** Such as `scenario.remove.0`. */
  readonly parameter: string
  readonly stationId: string
  readonly isDuplicate: boolean

  constructor(parameter: string, stationId: string, isDuplicate = false) {
    super(`${parameter}: ${stationId}`)
    this.parameter = parameter
    this.stationId = stationId
    this.isDuplicate = isDuplicate
  }
}

/** Grades from the highest down. */
const GRADES = Object.keys(stationResource.fields.grade.options)

/** Of an added station that says nothing: small, operating, staffed at any hour. */
const ADDED_VALUES = {
  grade: 'third',
  buildStatus: 'operating',
  openingOn: null,
  dutyPattern: 'around-the-clock',
  dutyFrom: null,
  dutyUntil: null,
  roster: null,
  crewOnDuty: 1,
  equipment: {},
  turnoutSeconds: DEFAULT_TURNOUT_SECONDS,
} as const

/** Id of an added station without one. */
const addedId = (index: number): string => `added-${index + 1}`

const demandsOf = ({ query, instant }: CoverageQuestion): Demands => {
  const { counted, by: openBy, equipment, minimumGrade } = query.filter
  const accepted = GRADES.slice(0, GRADES.indexOf(minimumGrade ?? '') + 1)
  const filter = minimumGrade === null ? {} : { grade: accepted }
  return { counted, openBy, instant, equipment, item: null, quantity: null, filter }
}

/** @throws UnknownStation for an id that no station has, or that an added one has twice. */
const checkIds = (stations: readonly PlanningStation[], scenario: ScenarioChanges): void => {
  const ids = new Set(stations.map(({ id }) => id))
  const added = new Set<string>()
  scenario.add.forEach((station, index) => {
    const id = station.id ?? addedId(index)
    if (ids.has(id) || added.has(id)) throw new UnknownStation(`scenario.add.${index}.id`, id, true)
    added.add(id)
  })
  const check = (id: string, parameter: string): void => {
    if (!ids.has(id)) throw new UnknownStation(parameter, id)
  }
  for (const [index, id] of scenario.remove.entries()) check(id, `scenario.remove.${index}`)
  for (const [index, { id }] of scenario.move.entries()) check(id, `scenario.move.${index}.id`)
  for (const [index, { id }] of scenario.change.entries()) check(id, `scenario.change.${index}.id`)
}

/** Without the entries that say nothing. */
const stated = (values: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined))

const DUTY_NAMES = ['dutyPattern', 'dutyFrom', 'dutyUntil']

/** Hours that a scenario states take the place of the roster that the station has. */
const withoutRoster = (values: Readonly<Record<string, unknown>>) =>
  DUTY_NAMES.some((name) => values[name] !== undefined) ? { roster: null } : {}

const addedStations = ({ add }: ScenarioChanges): PlanningStation[] =>
  add.map(({ id, name, lon, lat, ...values }, index) => ({
    id: id ?? addedId(index),
    name: name ?? `新增站 ${index + 1}`,
    nameEn: name ?? `New station ${index + 1}`,
    position: [lon, lat] as LonLat,
    values: { ...ADDED_VALUES, ...stated(values) },
  }))

const changedStation = (station: PlanningStation, scenario: ScenarioChanges): PlanningStation => {
  const move = scenario.move.findLast(({ id }) => id === station.id)
  const { id: _id, ...values } = scenario.change.findLast(({ id }) => id === station.id) ?? {}
  return {
    ...station,
    position: move ? [move.lon, move.lat] : station.position,
    values: { ...station.values, ...withoutRoster(values), ...stated(values) },
  }
}

/** @throws UnknownStation */
export const effectiveStations = (
  stations: readonly PlanningStation[],
  question: CoverageQuestion,
  scenario = question.query.scenario,
): EffectiveStation[] => {
  checkIds(stations, scenario)
  const demands = demandsOf(question)
  const removed = new Set(scenario.remove)
  const sent = new Set(question.sent)
  const touched = new Set([...scenario.move, ...scenario.change].map(({ id }) => id))
  const present = stations.map((station) =>
    touched.has(station.id) ? changedStation(station, scenario) : station,
  )
  return [...present, ...addedStations(scenario)].map((station, index) => ({
    ...station,
    index,
    turnoutSeconds: Number(station.values.turnoutSeconds ?? 0),
    isRemoved: index < stations.length && removed.has(station.id),
    reasons: [
      ...(sent.has(station.id) ? [plainReason('sent')] : []),
      ...reasonsAgainst(station.values, demands),
    ],
  }))
}

/** Whether it is closed now only for its hours or its crew. */
export const couldOpenLonger = ({ isRemoved, reasons }: EffectiveStation): boolean =>
  !isRemoved &&
  reasons.length > 0 &&
  reasons.every(({ code }) => code === 'off-duty' || code === 'no-crew')

export const isCounted = ({ isRemoved, reasons }: EffectiveStation): boolean =>
  !isRemoved && reasons.length === 0
