/** The day that the demonstration data describes; a fixed one, so that every build is the same. */
export const REFERENCE_DATE = '2026-10-31'

const MILLISECONDS_PER_DAY = 86_400_000

/** The day that many days before the reference date, YYYY-MM-DD. */
export const daysBeforeReference = (days: number): string =>
  new Date(Date.parse(REFERENCE_DATE) - days * MILLISECONDS_PER_DAY).toISOString().slice(0, 10)
