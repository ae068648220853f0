/** Times of CAP messages. */
import { z } from 'zod'
import { textOf } from './cap-elements.ts'
import { CapRefused } from './cap-refused.ts'
import type { Element } from './element-tree.ts'

/**
 * As CAP writes them: days that there are, seconds, an offset. Section 3.3.2 wants `-00:00` in place
 * of Z, but many bureaus send Z all the same, and there is only one thing it can mean.
 */
const capTime = z.iso.datetime({ offset: true, precision: 0 })
/** In UTC as well: JavaScript writes years beyond with a sign and six digits. */
const FOUR_DIGIT_YEAR = /^\d{4}-/

/** An ISO instant in UTC, null where there is none. @throws CapRefused for what is no time. */
export const instantOf = (element: Element, name: string): string | null => {
  const text = textOf(element, name)
  if (text === '') return null
  const instant = capTime.safeParse(text).success ? new Date(text).toISOString() : ''
  if (FOUR_DIGIT_YEAR.test(instant)) return instant
  throw new CapRefused(
    `${name} 不是 CAP 的时间格式（如 2026-07-01T08:00:00+08:00），或没有这一天：“${text}”。`,
    `${name} is no time as CAP writes it (2026-07-01T08:00:00+08:00), or no day that there is: “${text}”.`,
  )
}
