/** Who is on duty when, as the text that stations keep: data/roster.ts reads it. */
import { HOURS_OF } from '../../../data/imports.ts'
import { minuteOfTimeOfDay } from '../../../data/local-time.ts'
import { ROSTER_LIMITS } from '../../../data/roster.ts'
import type { DutySign } from './duty-signs.ts'
import type { Issue } from './issues.ts'
import { timeOfMinutes, timesIn } from './read-day.ts'

export interface Assignment extends DutySign {
  readonly row: number
  readonly column: string
  /** YYYY-MM-DD, or a day of the week (周一) of a roster that is the same every week. */
  readonly date: string
  /** Empty where only the number of people is given. */
  readonly person: string
  /** How many are there, where it is not this one person; `null` where nothing says how many. */
  readonly crew?: number | null
}

/** An assignment, and what its hours are asked by where nothing gives them. */
export interface NamedAssignment extends Assignment {
  readonly shiftName: string
}

/** What the hours of shifts are asked by, where a file has only their signs. */
const SHIFT_NAMES: Readonly<Record<DutySign['shift'], string>> = {
  ...{ day: '白班', night: '夜班', 'whole-day': '全天', standby: '备勤' },
}

/** Those that a cell's signs say; hours of a sign that stands alone are asked by it. */
export const ofSigns = (
  value: string,
  shifts: readonly DutySign[],
  place: Omit<Assignment, keyof DutySign>,
): NamedAssignment[] =>
  shifts.map((shift) => ({
    ...{ ...place, ...shift },
    shiftName: shifts.length === 1 ? value : SHIFT_NAMES[shift.shift],
  }))

/** What is said of a cell that nothing explains, or whose hours nothing gives. */
export const issuesOfCell = (
  at: Pick<Issue, 'column' | 'value'>,
  isUnknown: boolean,
  asked: Read['asked'],
): Issue[] => [
  ...(isUnknown ? [{ code: 'duty-sign-unknown', severity: 'warning', ...at } as const] : []),
  ...(asked.length > 0
    ? [{ code: 'duty-hours-missing', severity: 'warning', ...at } as const]
    : []),
]

interface Read {
  readonly assignments: readonly Assignment[]
  /** Names of `defaults` that hours are asked by. */
  readonly asked: readonly string[]
}

export const together = (all: readonly Read[]): Read => ({
  assignments: all.flatMap(({ assignments }) => assignments),
  asked: [...new Set(all.flatMap(({ asked }) => asked))],
})

const NOT_THERE = /^(?:无|不计|不计入|none)$/i

/** The hours of shifts that the file does not give, as the user does: `hours:白班` is `08:00-20:00`. */
export const withHours = (
  assignments: readonly NamedAssignment[],
  defaults: Readonly<Record<string, unknown>> = {},
): Read => {
  const asked = new Set<string>()
  const filled = assignments.flatMap(({ shiftName, ...assignment }): Assignment[] => {
    if (assignment.from !== null || assignment.shift === 'standby') return [assignment]
    const name = `${HOURS_OF}${shiftName}`
    const told = String(defaults[name] ?? '').trim()
    // A leader whom one calls is not at the station.
    if (NOT_THERE.test(told)) return []
    const [from, until = from] = timesIn(told)
    if (from !== undefined && until !== undefined) return [{ ...assignment, from, until }]
    asked.add(name)
    return [assignment]
  })
  return { assignments: filled, asked: [...asked] }
}

const NOON_MINUTES = 720
const MINUTES_PER_DAY = 1440

const later = (time: string, minutes: number): string =>
  timeOfMinutes(minuteOfTimeOfDay(time) + minutes + MINUTES_PER_DAY)

/** Shifts of a roster begin on their day and end within another; one of a whole day is written as two halves. */
const hoursOf = ({ from, until }: DutySign): string[] => {
  if (from !== until) return [`${from}-${until}`]
  if (from === '00:00') return ['全天']
  const middle = later(from!, NOON_MINUTES)
  return middle > from!
    ? [`${from}-${middle}`, `${middle}-${until}`]
    : [`${from}-${later(from!, -1)}`]
}

/** How many are there in each shift of a day: 08:00-20:00 2人. */
const dayText = (assignments: readonly Assignment[]): string => {
  const counts = new Map<string, number | null>()
  for (const assignment of assignments) {
    if (assignment.shift === 'standby') continue
    const { crew = 1 } = assignment
    for (const hours of hoursOf(assignment)) {
      const before = counts.get(hours)
      counts.set(hours, crew === null || before === null ? null : (before ?? 0) + crew)
    }
  }
  return [...counts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([hours, count]) => (count === null ? hours : `${hours} ${count}人`))
    .join('、')
}

const WEEK = ['周一', '周二', '周三', '周四', '周五', '周六', '周日']

/** Days in a line, in which each comes after the one before it. */
const numberOf = (day: string): number =>
  WEEK.includes(day) ? WEEK.indexOf(day) : Date.parse(day) / 86_400_000

/** Days of which each follows the other stand as one: 2026-10-01至2026-10-03. */
const rangesOf = (days: readonly string[]): string[] => {
  const ranges: string[][] = []
  for (const day of [...days].sort((a, b) => numberOf(a) - numberOf(b))) {
    const range = ranges.at(-1)
    if (range && numberOf(day) === numberOf(range.at(-1)!) + 1) range.push(day)
    else ranges.push([day])
  }
  return ranges.map((range) => (range.length > 1 ? `${range[0]}至${range.at(-1)}` : range[0]!))
}

/**
 * The roster of all together, without those on standby; days without anybody are off.
 * @returns `null` where hours lack, or where it is longer than rosters may be.
 */
export const rosterText = (
  days: readonly string[],
  assignments: readonly Assignment[],
): string | null => {
  if (assignments.some(({ shift, from }) => shift !== 'standby' && from === null)) return null
  const byDate = Map.groupBy(assignments, ({ date }) => date)
  const byShifts = Map.groupBy(new Set(days), (day) => dayText(byDate.get(day) ?? []) || '休')
  const entries = [...byShifts].map(([shifts, of]) => ({ ranges: rangesOf(of), shifts }))
  const text = entries.map(({ ranges, shifts }) => `${ranges.join('、')} ${shifts}`).join('；')
  const count = entries.reduce((sum, { ranges }) => sum + ranges.length, 0)
  return text.length <= ROSTER_LIMITS.mostCharacters && count <= ROSTER_LIMITS.mostEntries
    ? text
    : null
}
