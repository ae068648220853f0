/** Classes of the map of towns, with their colours: one list for map, legend and paper. */
import type { Demand } from '../../data/demand.ts'
import type { ThemeMode } from '../state/app-state.ts'

export interface ColourClass {
  /** Where the class begins, and belongs to it; null for the first, which has no end below. */
  readonly from: number | null
  readonly colour: string
}

/** Percent of a town's people who are not in time, at which a class begins: the same for every hour and scenario, so that maps compare. */
export const LATE_PERCENTS = [0, 15, 30, 45, 60, 75] as const

/**
 * One hue, by lightness alone an order, so also for people who confuse colours: on light ground the
 * worst is darkest, on dark ground brightest.
 */
const LATE_COLOURS: Readonly<Record<ThemeMode, readonly string[]>> = {
  light: ['#fdf1dc', '#f9d09a', '#efa255', '#d5702c', '#a9481a', '#6b2a10'],
  dark: ['#33291f', '#5c3f22', '#8e5a24', '#c27c2f', '#eaad5c', '#ffe6b8'],
}

/**
 * As large as a circle of so many people is that of one call a year, and as dark its class: of so
 * many people about one call comes (55 of 10,000, assumed).
 */
const PEOPLE_PER_CALL = 200

/** People that one of what is counted stands for: circles and classes are made for people. */
export const peoplePerCount = (demand: Demand): number => (demand === 'calls' ? PEOPLE_PER_CALL : 1)

/** Net people won or lost in a town, at which a class begins. */
const CHANGE_PEOPLE = [1, 1000, 5000] as const

/** Orange lost, blue won, as 未达标 and 达标 are; the farther from grey, the more. */
const CHANGE_COLOURS: Readonly<
  Record<
    ThemeMode,
    { readonly lost: readonly string[]; readonly none: string; readonly won: readonly string[] }
  >
> = {
  light: {
    lost: ['#f8c48c', '#e08a2c', '#a65309'],
    none: '#e9ebed',
    won: ['#b3d4ef', '#5a9bd6', '#1d5b9e'],
  },
  dark: {
    lost: ['#6e4a23', '#b8742a', '#ffb864'],
    none: '#353c43',
    won: ['#2f5676', '#4a8fce', '#a4d4ff'],
  },
}

/** From none to all, in percent of a town's people. */
export const lateClasses = (theme: ThemeMode): ColourClass[] =>
  LATE_PERCENTS.map((from, index) => ({
    from: index === 0 ? null : from,
    colour: LATE_COLOURS[theme][index]!,
  }))

/**
 * From many lost over none to many won, in people. A class of losses ends with the figure of the next one, which belongs to it.
 * @param people that one of what is counted stands for
 */
export const changeClasses = (theme: ThemeMode, people = 1): ColourClass[] => {
  const { lost, none, won } = CHANGE_COLOURS[theme]
  const [few, some, many] = CHANGE_PEOPLE.map((each) => Math.max(1, each / people)) as [
    number,
    number,
    number,
  ]
  return [
    { from: null, colour: lost[2]! },
    // whole people: above −5,000 begins with −4,999
    { from: 1 - many, colour: lost[1]! },
    { from: 1 - some, colour: lost[0]! },
    { from: 1 - few, colour: none },
    { from: few, colour: won[0]! },
    { from: some, colour: won[1]! },
    { from: many, colour: won[2]! },
  ]
}

/** The colours of a cell that is won, lost, or alike. */
export const cellChangeColours = (theme: ThemeMode) => {
  const { lost, none, won } = CHANGE_COLOURS[theme]
  return { lost: lost[1]!, none, won: won[1]! }
}

/** The colour of a value by its class. */
export const classColour = (classes: readonly ColourClass[], value: number): string => {
  const own = classes.findLast(({ from }) => from === null || value >= from)
  return own?.colour ?? ''
}

/** Pixels of the circle of a million people at scale 1. */
const MILLION_PIXELS = 57
const MILLION = 1_000_000

/** Radius in pixels at scale 1 whose area is in proportion to the people. */
export const circlePixels = (people: number): number =>
  MILLION_PIXELS * Math.sqrt(Math.max(0, people) / MILLION)

/** Circles that the legend shows. */
export const LEGEND_PEOPLE = [10_000, 50_000, 100_000] as const
/** Gaps of fewer people have no circle on the map of the whole city: a grid of dots would say nothing. */
export const LEAST_CIRCLE_PEOPLE = 2000
