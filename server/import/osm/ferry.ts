/** Ferries that carry cars. */
import { opensToCars } from './access.ts'
import type { Tags } from './elements.ts'
import type { Tally } from './tally.ts'

const SECONDS_PER_MINUTE = 60
const SECONDS_PER_HOUR = 3600

export const isFerry = (tags: Tags): boolean => tags.route === 'ferry' || tags.ferry === 'yes'

/** Many ferries take people only: one carries cars when its tags say so. */
export const carriesCars = (tags: Tags): boolean => opensToCars(tags)

/** Seconds in `00:25`, `1:05:30`, `PT1H30M` or `25` (minutes); `null` when it is none of these. */
export const parseDurationSeconds = (value: string): number | null => {
  const iso = /^P(?:T(?=\d))(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?$/i.exec(value)
  const clock = /^(\d{1,2}):([0-5]\d)(?::([0-5]\d))?$/.exec(value)
  const parts = iso ?? clock
  const seconds = parts
    ? Number(parts[1] ?? 0) * SECONDS_PER_HOUR +
      Number(parts[2] ?? 0) * SECONDS_PER_MINUTE +
      Number(parts[3] ?? 0)
    : /^\d+$/.test(value)
      ? Number(value) * SECONDS_PER_MINUTE
      : 0
  return seconds > 0 ? seconds : null
}

/** How long the crossing takes, or `null` when the tags do not say. */
export const readDurationSeconds = (tags: Tags, tally: Tally): number | null => {
  if (tags.duration === undefined) return null
  const seconds = parseDurationSeconds(tags.duration.trim())
  if (seconds === null) tally.add('durationUnknown')
  return seconds
}
