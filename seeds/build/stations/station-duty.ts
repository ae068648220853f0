/** Whether a station runs, when it is manned and how soon its crew is out of the door. */
import { integerBetween, pickOne, type Random } from '../random.ts'
import { daysBeforeReference } from '../resources/reference-date.ts'
import type { StationGrade } from './station-equipment.ts'

const SHARE_BUILDING = 0.05
const SHARE_SUSPENDED = 0.02
/** Operating stations whose crew happens to be away: the map has to say so. */
const SHARE_WITHOUT_CREW = 0.01

const DAY_SHIFTS = [
  ['08:00', '18:00'],
  ['07:30', '19:00'],
  ['06:00', '22:00'],
] as const

/** Share manned around the clock, crew and turnout by grade. */
const BY_GRADE: Readonly<
  Record<
    StationGrade,
    {
      aroundTheClock: number
      crew: readonly [least: number, most: number]
      turnoutSeconds: readonly [least: number, most: number]
    }
  >
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
): 'operating' | 'building' | 'suspended' => {
  const draw = random()
  if (grade === 'first' || draw >= SHARE_BUILDING + SHARE_SUSPENDED) return 'operating'
  return draw < SHARE_BUILDING ? 'building' : 'suspended'
}

export const stationDuty = (random: Random, grade: StationGrade) => {
  const { aroundTheClock, crew, turnoutSeconds } = BY_GRADE[grade]
  const status = buildStatus(random, grade)
  const [dutyFrom, dutyUntil] = pickOne(random, DAY_SHIFTS)
  const isAroundTheClock = random() < aroundTheClock
  const isManned = status === 'operating' && (grade === 'first' || random() >= SHARE_WITHOUT_CREW)
  const crewOnDuty = integerBetween(random, ...crew)
  const turnout = integerBetween(random, ...turnoutSeconds)
  const inspectedDays = integerBetween(random, INSPECTED_DAYS.from, INSPECTED_DAYS.to)
  return {
    buildStatus: status,
    dutyPattern: isAroundTheClock ? ('around-the-clock' as const) : ('day-shift' as const),
    dutyFrom: isAroundTheClock ? null : dutyFrom,
    dutyUntil: isAroundTheClock ? null : dutyUntil,
    crewOnDuty: isManned ? crewOnDuty : 0,
    turnoutSeconds: Math.round(turnout / TURNOUT_STEP_SECONDS) * TURNOUT_STEP_SECONDS,
    inspectedAt: status === 'building' ? null : daysBeforeReference(inspectedDays),
    verifiedAt: daysBeforeReference(integerBetween(random, VERIFIED_DAYS.from, VERIFIED_DAYS.to)),
  }
}
