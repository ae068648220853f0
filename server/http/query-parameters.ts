/** Kinds of query parameter that several routes have: texts that become numbers, times, switches. */
import { z } from '@hono/zod-openapi'
import { bilingualIssue } from './validation.ts'

export const numberParameter = (minimum: number, maximum: number) =>
  z
    .string()
    .regex(/^[-+]?\d+(\.\d+)?$/)
    .transform(Number)
    .pipe(z.number().min(minimum).max(maximum))

export const wholeNumberParameter = (minimum: number, maximum: number) =>
  z.string().regex(/^\d+$/).transform(Number).pipe(z.int().min(minimum).max(maximum))

export const booleanParameter = z.enum(['true', 'false']).transform((text) => text === 'true')

/** With or without seconds. A day that its month does not have is refused, not moved on. */
const instant = z.union([
  z.iso.datetime({ offset: true }),
  z.iso.datetime({ offset: true, precision: -1 }),
])

export const instantParameter = z.string().transform((text, context): Date => {
  if (!instant.safeParse(text).success) {
    context.addIssue(
      bilingualIssue({
        en: 'needs a time with offset such as 2026-11-23T03:00:00+08:00',
        zh: '需要带时区的时间，如 2026-11-23T03:00:00+08:00',
      }),
    )
    return z.NEVER
  }
  return new Date(text)
})
