/** Texts of a message as the store keeps them: on one line, whole characters, not too long. */
import { WARNING_LEVELS, WARNING_LIMITS, type WarningLevel } from '../../../data/warning.ts'
import type { CapInfo } from './read-cap.ts'

const HALF_CHARACTERS = /\p{Cs}/gu

/** The beginning of a text; a cut through a character takes the character away. */
export const cutTo = (text: string, mostCharacters: number): string =>
  text.slice(0, mostCharacters).replace(HALF_CHARACTERS, '').trim()

/** Pretty printing breaks lines within headlines, and no name may hold control characters. */
const onOneLine = (text: string): string =>
  text
    .replace(/\s+/g, ' ')
    .replace(/[\p{Cc}\p{Cs}]/gu, '')
    .normalize()
    .trim()

/** The headline, or the event with its level. */
export const nameOf = ({ headline, event }: CapInfo, level: WarningLevel): string =>
  cutTo(
    onOneLine(headline) || onOneLine(`${event} ${WARNING_LEVELS[level].label.zh}`),
    WARNING_LIMITS.mostNameCharacters,
  )

/** Messages of one bureau are often called the same: a number tells them apart. */
export const freeName = (name: string, isTaken: (name: string) => boolean): string => {
  for (let copy = 1; ; copy++) {
    const end = copy === 1 ? '' : ` (${copy})`
    const free = cutTo(name, WARNING_LIMITS.mostNameCharacters - end.length) + end
    if (!isTaken(free)) return free
  }
}
