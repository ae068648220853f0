/** How a station is manned and equipped: by its grade, and by what its surroundings ask for. */
import type { EquipmentKey } from '../../../data/equipment.ts'
import { integerBetween, pickOne, type Random } from '../random.ts'
import type { Setting } from '../resources/demand.ts'
import { daysBeforeReference } from '../resources/feature.ts'

const GRADES = ['first', 'second', 'third'] as const
export type StationGrade = (typeof GRADES)[number]
type Range = readonly [least: number, most: number]

const SHARE_PLANNED = 0.015
const SHARE_BUILDING = 0.035
const SHARE_SUSPENDED = 0.02
/** Operating stations whose crew happens to be away: the map has to say so. */
const SHARE_WITHOUT_CREW = 0.01

const DAY_SHIFTS = [
  ['08:00', '18:00'],
  ['07:30', '19:00'],
  ['06:00', '22:00'],
] as const

/** Share manned around the clock, crew and turnout by grade. */
const DUTY_BY_GRADE: Readonly<
  Record<StationGrade, { aroundTheClock: number; crew: Range; turnoutSeconds: Range }>
> = {
  first: { aroundTheClock: 1, crew: [6, 10], turnoutSeconds: [40, 60] },
  second: { aroundTheClock: 0.72, crew: [4, 7], turnoutSeconds: [55, 90] },
  third: { aroundTheClock: 0.44, crew: [2, 5], turnoutSeconds: [75, 120] },
}
const TURNOUT_STEP_SECONDS = 5
/** Standing inspections are half-yearly; hardly any is older than a year. */
const INSPECTED_DAYS = { from: 3, to: 200 }
const VERIFIED_DAYS = { from: 1, to: 340 }

const buildStatus = (
  random: Random,
  grade: StationGrade,
): 'operating' | 'planned' | 'building' | 'suspended' => {
  const draw = random()
  const notBuilt = SHARE_PLANNED + SHARE_BUILDING
  if (grade === 'first' || draw >= notBuilt + SHARE_SUSPENDED) return 'operating'
  if (draw < SHARE_PLANNED) return 'planned'
  return draw < notBuilt ? 'building' : 'suspended'
}

/** From one month to fourteen months ahead; what is only planned comes half a year later. */
const OPENING_DAYS = { perDayOfInspection: 2, building: 30, planned: 210 } as const

/** Share of the stations that keep a roster beside their hours. */
const SHARE_WITH_ROSTER = 0.35
/** Less than the whole crew stays at night, on Sundays and on holidays. */
const fewer = (crew: number): number => Math.max(1, Math.ceil(crew / 2))

/**
 * A made-up roster that agrees with the station's hours on workdays. By numbers that were drawn already,
 * so that it changes nothing of what is drawn after it.
 */
const rosterOf = (
  draw: number,
  [from, until]: readonly [string, string],
  isAroundTheClock: boolean,
  crew: number,
): string | null => {
  if (draw >= SHARE_WITH_ROSTER || crew === 0) return null
  if (isAroundTheClock) return `每天 08:00-20:00 ${crew}人、20:00-08:00 ${fewer(crew)}人`
  return draw < SHARE_WITH_ROSTER / 2
    ? `工作日 ${from}-${until} ${crew}人；休息日 09:00-17:00 ${fewer(crew)}人`
    : `周一至周五 ${from}-${until} ${crew}人；周六 ${from}-${until} ${fewer(crew)}人；节假日 09:00-17:00 ${fewer(crew)}人`
}

/** Whether it runs, when it is manned and how soon its crew is out of the door. */
export const stationDuty = (random: Random, grade: StationGrade) => {
  const { aroundTheClock, crew, turnoutSeconds } = DUTY_BY_GRADE[grade]
  const status = buildStatus(random, grade)
  const [dutyFrom, dutyUntil] = pickOne(random, DAY_SHIFTS)
  const isAroundTheClock = random() < aroundTheClock
  const isManned = status === 'operating' && (grade === 'first' || random() >= SHARE_WITHOUT_CREW)
  const crewOnDuty = integerBetween(random, ...crew)
  const turnout = integerBetween(random, ...turnoutSeconds)
  const inspectedDays = integerBetween(random, INSPECTED_DAYS.from, INSPECTED_DAYS.to)
  const hours = [dutyFrom, dutyUntil] as const
  const crewThere = isManned ? crewOnDuty : 0
  const draw = ((inspectedDays * 31 + turnout * 7) % 100) / 100
  return {
    buildStatus: status,
    dutyPattern: isAroundTheClock ? ('around-the-clock' as const) : ('day-shift' as const),
    dutyFrom: isAroundTheClock ? null : dutyFrom,
    dutyUntil: isAroundTheClock ? null : dutyUntil,
    roster: rosterOf(draw, hours, isAroundTheClock, crewThere),
    crewOnDuty: crewThere,
    turnoutSeconds: Math.round(turnout / TURNOUT_STEP_SECONDS) * TURNOUT_STEP_SECONDS,
    openingOn:
      status === 'building' || status === 'planned'
        ? daysBeforeReference(
            -OPENING_DAYS[status] - OPENING_DAYS.perDayOfInspection * inspectedDays,
          )
        : null,
    inspectedAt:
      status === 'building' || status === 'planned' ? null : daysBeforeReference(inspectedDays),
    verifiedAt: daysBeforeReference(integerBetween(random, VERIFIED_DAYS.from, VERIFIED_DAYS.to)),
  }
}

type Gear = Partial<Record<EquipmentKey, Range>>

/** Least and most of each thing by grade; a station that draws none leaves it out. */
// biome-ignore format: a table, one thing a line.
const GEAR_BY_GRADE: Readonly<Partial<Record<EquipmentKey, readonly (Range | null)[]>>> = {
  pump: [[2, 4], [1, 2], [0, 1]],
  'fire-pump': [[2, 3], [1, 2], [0, 1]],
  extinguisher: [[24, 40], [14, 24], [8, 14]],
  hose: [[20, 32], [10, 18], [4, 9]],
  'breathing-apparatus': [[4, 8], [0, 4], null],
  'life-jacket': [[12, 20], [6, 12], [2, 6]],
  boat: [[0, 1], null, null],
  stretcher: [[3, 5], [1, 3], [1, 1]],
  aed: [[1, 2], [0, 1], null],
  'first-aid-kit': [[4, 8], [2, 4], [1, 2]],
  cutter: [[2, 4], [1, 2], [0, 1]],
  generator: [[2, 3], [1, 2], [0, 1]],
  floodlight: [[4, 8], [2, 4], [1, 2]],
  'rescue-vehicle': [[2, 3], [1, 1], [0, 1]],
}

const gearOfGrade = (grade: StationGrade): Gear =>
  Object.fromEntries(
    Object.entries(GEAR_BY_GRADE).flatMap(([key, ranges]) => {
      const range = ranges[GRADES.indexOf(grade)]
      return range ? [[key, range]] : []
    }),
  )

/** What the surroundings add to the grade's gear. */
const URBAN: Gear = { aed: [0, 1], 'breathing-apparatus': [0, 2], extinguisher: [2, 6] }
const BY_LAKE: Readonly<Record<StationGrade, Gear>> = {
  first: { boat: [3, 5], 'life-jacket': [25, 40], pump: [1, 2] },
  second: { boat: [1, 3], 'life-jacket': [14, 24], pump: [0, 1] },
  third: { boat: [0, 2], 'life-jacket': [6, 14], pump: [0, 1] },
}
const IN_HILLS: Readonly<Record<StationGrade, Gear>> = {
  first: { blower: [8, 14], beater: [40, 60] },
  second: { blower: [4, 8], beater: [20, 36] },
  third: { blower: [1, 4], beater: [10, 20] },
}

/** How many of each thing the station has. */
export const stationEquipment = (
  random: Random,
  grade: StationGrade,
  setting: Setting,
): Partial<Record<EquipmentKey, number>> => {
  const gear = [
    gearOfGrade(grade),
    ...(setting.isUrban ? [URBAN] : []),
    ...(setting.isByLake ? [BY_LAKE[grade]] : []),
    ...(setting.isInHills ? [IN_HILLS[grade]] : []),
  ]
  const counts: Partial<Record<EquipmentKey, number>> = {}
  for (const ranges of gear) {
    for (const [key, [least, most]] of Object.entries(ranges) as [EquipmentKey, Range][]) {
      const count = integerBetween(random, least, most)
      if (count > 0) counts[key] = (counts[key] ?? 0) + count
    }
  }
  return counts
}
