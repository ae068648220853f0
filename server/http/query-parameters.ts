/** Kinds of query parameter that several routes have: texts that become numbers, times, switches. */
import { z } from '@hono/zod-openapi'
import { INSTANT_WANTED, isInstant, refuse } from '../../data/inputs.ts'

export const numberParameter = (minimum: number, maximum: number) =>
  z
    .string()
    .regex(/^[-+]?\d+(\.\d+)?$/)
    .transform(Number)
    .pipe(z.number().min(minimum).max(maximum))
    .openapi({ type: 'number', minimum, maximum })

export const wholeNumberParameter = (minimum: number, maximum: number) =>
  z
    .string()
    .regex(/^\d+$/)
    .transform(Number)
    .pipe(z.int().min(minimum).max(maximum))
    .openapi({ type: 'integer', minimum, maximum })

export const booleanParameter = z
  .enum(['true', 'false'])
  .transform((text) => text === 'true')
  .openapi({ type: 'boolean' })

export const instantParameter = z.string().transform((text, context): Date => {
  if (isInstant(text)) return new Date(text)
  return refuse(context, INSTANT_WANTED.en, INSTANT_WANTED.zh)
})
