/** Grades of works by what they withstand, as the field classes them. */

/** Levee grades 1 to 5: the least return period in years of each. */
const LEVEE_GRADE_YEARS = [100, 50, 30, 20, 10] as const

/** Grade of a levee from its flood standard, null where that is not known or below the lowest. */
export const leveeGradeOf = (floodStandardYears: number | null): number | null => {
  if (floodStandardYears === null) return null
  const index = LEVEE_GRADE_YEARS.findIndex((years) => floodStandardYears >= years)
  return index < 0 ? null : index + 1
}

type Scale = 'large-1' | 'large-2' | 'medium' | 'small-1' | 'small-2'
const SCALES: readonly Scale[] = ['large-1', 'large-2', 'medium', 'small-1', 'small-2']

const scaleFrom = (value: number, leasts: readonly number[]): Scale =>
  SCALES[leasts.findIndex((least) => value >= least)] ?? 'small-2'

/** Sluices by flow in m³/s: large 1 from 5,000, large 2 from 1,000, medium from 100, small 1 from 20. */
export const sluiceScaleOf = (flow: number): Scale => scaleFrom(flow, [5000, 1000, 100, 20])

/** Pump stations by flow in m³/s (GB 50265): large 1 from 200, then 50, 10 and 2. */
export const pumpScaleOf = (flow: number): Scale => scaleFrom(flow, [200, 50, 10, 2])

/** Reservoirs by capacity in 10⁴ m³: large 1 from 100,000, then 10,000, 1,000 and 100. */
export const reservoirScaleOf = (capacity: number): Scale =>
  scaleFrom(capacity, [100_000, 10_000, 1000, 100])
