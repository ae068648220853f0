/** Response standards: within how many seconds of the call someone must be there, by class of place. */
import { z } from 'zod'
import type { Bilingual } from './bilingual.ts'
import { text } from './inputs.ts'

/** Classes of place; each demand cell has one, and each class its own standard. */
export const AREA_CLASSES = {
  urban: { label: { zh: '城市社区', en: 'Urban community' } },
  rural: { label: { zh: '镇村', en: 'Town and village' } },
} as const satisfies Record<string, { label: Bilingual }>

export type AreaClass = keyof typeof AREA_CLASSES
export const AREA_CLASS_NAMES = Object.keys(AREA_CLASSES) as [AreaClass, ...AreaClass[]]

export const STANDARD_LIMITS = {
  leastSeconds: 30,
  mostSeconds: 7200,
  mostNameCharacters: 60,
  mostSaved: 200,
} as const

const seconds = z.int().min(STANDARD_LIMITS.leastSeconds).max(STANDARD_LIMITS.mostSeconds)

/** Seconds from the call to the arrival, turnout included, by class of place. */
export const standardsSchema = z.strictObject({ urban: seconds, rural: seconds })
export type Standards = z.infer<typeof standardsSchema>

/**
 * Jining, February 2024: in urban communities turn out in 1 minute, arrive in 3, act in 5; in towns
 * and villages arrive in 10. The 3 minutes run from the call, so the minute of turnout is in them.
 */
export const DEFAULT_STANDARDS: Standards = { urban: 180, rural: 600 }

interface BuiltInStandard {
  readonly id: string
  readonly name: Bilingual
  readonly standards: Standards
  readonly source: Bilingual
}

/** What a planner can choose without typing; names of their own are kept in the store. */
export const BUILT_IN_STANDARDS: readonly BuiltInStandard[] = [
  {
    id: 'three-and-ten',
    name: {
      zh: '城市 3 分钟，镇村 10 分钟',
      en: 'Urban 3 min, villages 10 min',
    },
    standards: DEFAULT_STANDARDS,
    source: { zh: '济宁市，2024 年 2 月', en: 'Jining, February 2024' },
  },
  {
    id: 'three-and-ten-after-turnout',
    name: {
      zh: '城市 3 分钟（出动 1 分钟另计），镇村 10 分钟',
      en: 'Urban 3 min after 1 min turnout, villages 10 min',
    },
    standards: { urban: 240, rural: 600 },
    source: { zh: '济宁市，2024 年 2 月，出动另计', en: 'Jining, February 2024, turnout apart' },
  },
  {
    id: 'nfpa-1720',
    name: {
      zh: 'NFPA 1720（城市 9 分钟，乡村 14 分钟）',
      en: 'NFPA 1720 (urban 9 min, rural 14 min)',
    },
    standards: { urban: 540, rural: 840 },
    source: { zh: 'NFPA 1720', en: 'NFPA 1720' },
  },
]

const name = text(STANDARD_LIMITS.mostNameCharacters)

/** A standard that a planner saves by name. */
export const savedStandardInputSchema = z.strictObject({ name, standards: standardsSchema })
export const savedStandardSchema = savedStandardInputSchema.extend({
  id: z.string(),
  /** Raised by every change; a writer sends the one it has read as `If-Match`. */
  version: z.int(),
  updatedAt: z.string(),
})
export type SavedStandardInput = z.infer<typeof savedStandardInputSchema>
export type SavedStandard = z.infer<typeof savedStandardSchema>
