/** A siting run: an answer of the siting analysis that is kept by name, with the question it answers. */
import { z } from 'zod'
import { DEMANDS } from './demand.ts'
import { bilingualIssue, text } from './inputs.ts'
import { kept, keyOf, stamp } from './shapes.ts'
import { SITING_LIMITS, SITING_PROBLEMS } from './siting.ts'
import { type SitingAnswer, siteSchema, sitingAnswerSchema } from './siting-answer.ts'

export const SITING_RUN_LIMITS = {
  mostRuns: 500,
  mostNameCharacters: 80,
  /** Of an answer as JSON: 5,000 places of one's own with 200 sites are about half as long. */
  mostAnswerCharacters: 1_000_000,
} as const

/** An answer whose search has ended; the job behind it is gone sooner than the run. */
export const keptAnswerSchema = sitingAnswerSchema
  .omit({ jobId: true })
  .extend({
    sites: z.array(siteSchema).max(SITING_LIMITS.mostSites),
    state: z.enum(['optimal', 'within-gap', 'stopped']),
  })
  .superRefine((answer, context) => {
    const characters = JSON.stringify(answer).length
    const most = SITING_RUN_LIMITS.mostAnswerCharacters
    if (characters > most) {
      const sentence = {
        en: `is ${characters} characters long, of ${most} at the most`,
        zh: `长 ${characters} 个字符，最多 ${most} 个`,
      }
      context.addIssue(bilingualIssue(sentence))
    }
  })
export type KeptAnswer = z.infer<typeof keptAnswerSchema>

/** As it may be kept: of a search that goes on, what it has found until now. */
export const keptForm = ({
  jobId: _,
  ...answer
}: SitingAnswer | (KeptAnswer & { jobId?: never })): KeptAnswer => ({
  ...answer,
  state: answer.state === 'running' || answer.state === 'failed' ? 'stopped' : answer.state,
})

const name = text(SITING_RUN_LIMITS.mostNameCharacters)

export const sitingRunInputSchema = z.strictObject({
  name,
  /** Needed of a new run; one that is kept has it for good, and is only renamed. */
  answer: keptAnswerSchema.optional(),
})
export type SitingRunInput = z.infer<typeof sitingRunInputSchema>

/** The answer that a file is made of, and what the file is called. */
export const sitingSheetInputSchema = z.strictObject({ name, answer: keptAnswerSchema })

/** What may have changed since a run was computed, so that the same question may be answered otherwise. */
export const CHANGED_SINCE = ['data', 'roads'] as const

const told = {
  name: z.string(),
  ...kept,
  changedSince: z.array(z.enum(CHANGED_SINCE)),
}

export const sitingRunSchema = z.object({ ...told, answer: keptAnswerSchema })
export type SitingRun = z.infer<typeof sitingRunSchema>

/** What a list shows of each run; answers are read one by one. */
export const sitingRunEntrySchema = z.object({
  ...told,
  problem: keyOf(SITING_PROBLEMS),
  /** What its figures count; null in runs of before there was a choice: residents. */
  demand: keyOf(DEMANDS).nullable(),
  siteCount: z.int(),
  people: z.int(),
  peopleInTimeBefore: z.int(),
  peopleInTime: z.int(),
  gapPercent: z.number(),
  proved: z.boolean(),
  /** When and over which data and roads it was computed. */
  ...stamp,
  network: z.string(),
})
export type SitingRunEntry = z.infer<typeof sitingRunEntrySchema>
