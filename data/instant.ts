/** Instants as programs and people state them: with an offset, with or without seconds. */
import { z } from 'zod'
import type { Bilingual } from './bilingual.ts'

const withSeconds = z.iso.datetime({ offset: true })

const withoutSeconds = z.iso.datetime({ offset: true, precision: -1 })

/** A day that its month does not have is refused, not moved on. */
export const isInstant = (text: string): boolean =>
  withSeconds.safeParse(text).success || withoutSeconds.safeParse(text).success

export const INSTANT_WANTED: Bilingual = {
  en: 'needs a time with offset such as 2026-11-23T03:00:00+08:00',
  zh: '需要带时区的时间，如 2026-11-23T03:00:00+08:00',
}

/** In bodies. */
export const instantSchema = z
  .string()
  .meta({ format: 'date-time' })
  .refine(isInstant, { message: INSTANT_WANTED.en, params: { zh: INSTANT_WANTED.zh }, abort: true })

const YEARS = { first: 2000, last: 2100 } as const

/** When goods may leave or arrive. */
export const transferInstantSchema = instantSchema.refine(
  (text) => {
    const year = new Date(text).getUTCFullYear()
    return year >= YEARS.first && year <= YEARS.last
  },
  {
    message: `must lie between the years ${YEARS.first} and ${YEARS.last}`,
    params: { zh: `须在 ${YEARS.first}–${YEARS.last} 年之间` },
  },
)
