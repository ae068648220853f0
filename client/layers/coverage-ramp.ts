/** Colours of the coverage picture: one ramp for the map, its legend, the panel and the report. */
import { COVERAGE_LIMITS } from '../../data/coverage.ts'
import type { ThemeMode } from '../state/app-state.ts'

/**
 * Minutes at which a colour begins: the standards in use (3 and 5 in urban communities, 8 and 10 in
 * villages) are edges of steps, so that a step is never half in time.
 */
export const RAMP_MINUTES = [0, 3, 5, 8, 10, 15, 20, 30] as const

export interface RampStep {
  readonly fromMinutes: number
  /** Null for the last one, which has no end. */
  readonly toMinutes: number | null
  readonly colour: string
}

/**
 * Yellow over green and blue to violet, each step clearly darker than the one before: read as an
 * order by lightness alone, so also by people who confuse red and green. The dark theme's are
 * lighter throughout, to stand off the dark ground.
 */
const COLOURS: Readonly<Record<ThemeMode, readonly string[]>> = {
  light: ['#f7ee53', '#b2e15a', '#5ece7c', '#1fae9d', '#2b8cae', '#2c68b0', '#4a3b9b', '#4b1569'],
  dark: ['#faf25e', '#b0de52', '#60cd7e', '#29b5a3', '#3494b8', '#3d76bf', '#5c4eb7', '#6b248e'],
}

/** Colours that are not times, of the light and of the dark theme. */
const OTHERS = {
  unreachable: ['#6b6b6b', '#7a7a7a'],
  /** Lines of the hatch over unreachable cells. */
  unreachableHatch: ['#2e2e2e', '#d0d0d0'],
  inTime: ['#2f78c4', '#4f9de0'],
  notInTime: ['#e8871e', '#f0a040'],
  contour: ['#1f2a36', '#f2f5f8'],
  closure: ['#c01f2f', '#ff6b6b'],
} as const

/** Steps of minutes with their colours, in order and without gaps. */
export const coverageRamp = (theme: ThemeMode): RampStep[] =>
  RAMP_MINUTES.map((fromMinutes, index) => ({
    fromMinutes,
    toMinutes: RAMP_MINUTES[index + 1] ?? null,
    colour: COLOURS[theme][index]!,
  }))

export const coverageColours = (theme: ThemeMode): Readonly<Record<keyof typeof OTHERS, string>> =>
  Object.fromEntries(
    Object.entries(OTHERS).map(([name, [light, dark]]) => [name, theme === 'light' ? light : dark]),
  ) as never

/** The colour of a time; a time on an edge belongs to the step that ends there: 3:00 is in "0–3". */
export const rampColour = (theme: ThemeMode, seconds: number | null): string => {
  if (seconds === null) return coverageColours(theme).unreachable
  const steps = coverageRamp(theme)
  const step = steps.find(({ toMinutes }) => toMinutes === null || seconds <= toMinutes * 60)
  return step?.colour ?? coverageColours(theme).unreachable
}

/** Ends of the slider that fades slower places. */
export const LEAST_MINUTES = 1
/** At this end of the slider nothing is faded: the worst served are what a planner looks for. */
export const MOST_MINUTES = COVERAGE_LIMITS.distributionMinutes

/** From how many minutes on cells are faded; null where the slider stands at its end. */
export const fadeMinutes = (minutes: number): number | null =>
  minutes >= MOST_MINUTES ? null : minutes
