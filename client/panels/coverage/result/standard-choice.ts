/** Which of the known standards is in force, and times typed as minutes and seconds. */
import type { Language } from '../../../../data/bilingual.ts'
import {
  AREA_CLASS_NAMES,
  BUILT_IN_STANDARDS,
  type SavedStandard,
  STANDARD_LIMITS,
  type Standards,
} from '../../../../data/standards.ts'

const SECONDS_PER_MINUTE = 60

/** A standard that can be chosen by name. */
export interface NamedStandard {
  readonly id: string
  readonly name: string
  readonly standards: Standards
  readonly isSaved: boolean
  /** Where a built-in standard is from; null for one's own. */
  readonly source: string | null
}

/** Built-in standards first, then those saved, in the order they came in. */
export const namedStandards = (
  saved: readonly SavedStandard[],
  language: Language,
): NamedStandard[] => [
  ...BUILT_IN_STANDARDS.map(({ id, name, standards, source }) => ({
    id,
    name: name[language],
    standards,
    isSaved: false,
    source: source[language],
  })),
  ...saved.map(({ id, name, standards }) => ({ id, name, standards, isSaved: true, source: null })),
]

const isSame = (a: Standards, b: Standards): boolean =>
  AREA_CLASS_NAMES.every((areaClass) => a[areaClass] === b[areaClass])

/**
 * The named standard with these times; the one chosen last where several have them; undefined for
 * times without a name.
 */
export const matchingStandard = (
  standards: Standards,
  named: readonly NamedStandard[],
  lastChosenId: string | null,
): NamedStandard | undefined => {
  const matching = named.filter((each) => isSame(each.standards, standards))
  return matching.find(({ id }) => id === lastChosenId) ?? matching[0]
}

/** Whole minutes and the seconds left over. */
export const minutesAndSeconds = (totalSeconds: number): { minutes: number; seconds: number } => ({
  minutes: Math.floor(totalSeconds / SECONDS_PER_MINUTE),
  seconds: totalSeconds % SECONDS_PER_MINUTE,
})

/** Seconds of a time typed in two parts, kept within what a standard may be. */
export const standardSeconds = (minutes: number, seconds: number): number =>
  Math.min(
    Math.max(Math.round(minutes * SECONDS_PER_MINUTE + seconds), STANDARD_LIMITS.leastSeconds),
    STANDARD_LIMITS.mostSeconds,
  )
