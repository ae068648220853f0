/** Moments as messages write them, more loosely than CAP does. */
import { z } from 'zod'
import { LOCAL_OFFSET } from '../../../data/local-time.ts'

/**
 * Section 3.3.2 of the standard wants `2026-07-01T08:00:00+08:00`. Messages come with a space for the
 * T, without seconds or with fractions of them, with Z, with an offset without its colon, with
 * slashes, in Chinese (`2026年7月1日8时`).
 */
const LOOSE =
  /^(\d{4})[-/.年](\d\d?)[-/.月](\d\d?)日?[T\s]*(\d\d?)[:时](?:(\d\d?)(?:[:分](?:(\d\d?)(?:[.,]\d+)?秒?)?)?)?\s*(Z|UTC|[-+]\d\d(?::?\d\d)?)?$/i
/** `20260701080000`, as GB/T 35965.1 writes it beside the other, and ISO 8601 with a T. */
const BASIC = /^(\d{4})(\d\d)(\d\d)T?(\d\d)(\d\d)(\d\d)?(Z|[-+]\d\d(?::?\d\d)?)?$/i
const MIDNIGHT = '24'
const MILLISECONDS_PER_DAY = 86_400_000
/** In UTC as well: JavaScript writes years beyond with a sign and six digits. */
const FOUR_DIGIT_YEAR = /^\d{4}-/

const capTime = z.iso.datetime({ offset: true, precision: 0 })
const two = (digits = ''): string => digits.padStart(2, '0')

const offsetOf = (text: string | undefined): string => {
  if (!text) return LOCAL_OFFSET
  if (!/^[-+]/.test(text)) return 'Z'
  return `${text.slice(0, 3)}:${text.slice(3).replace(':', '') || '00'}`
}

/**
 * @param text without an offset is in China's time, which bureaus leave out that know no other.
 * @returns an ISO instant in UTC, null where the text is none: a day without an hour may end at its
 *   beginning or at its end.
 */
export const instantIn = (text: string): string | null => {
  const plain = text.normalize('NFKC').trim()
  const [whole, year, month, day, hour, minute, second, offset] =
    LOOSE.exec(plain) ?? BASIC.exec(plain) ?? []
  if (whole === undefined) return null
  // 24:00 is the end of a day.
  const isEnd = hour === MIDNIGHT && Number(minute ?? 0) + Number(second ?? 0) === 0
  const iso = `${year}-${two(month)}-${two(day)}T${isEnd ? '00' : two(hour)}:${two(minute)}:${two(second)}${offsetOf(offset)}`
  if (!capTime.safeParse(iso).success) return null
  const instant = new Date(Date.parse(iso) + (isEnd ? MILLISECONDS_PER_DAY : 0)).toISOString()
  return FOUR_DIGIT_YEAR.test(instant) ? instant : null
}
