/** How the API definition describes what a route answers. */
import { z } from 'zod'
import { PROBLEM_MEDIA_TYPE, problemSchema } from '../../data/problem.ts'

const DESCRIPTIONS = {
  400: 'A parameter is unknown or invalid; `errors` names it.',
  403: 'The request comes from another site.',
  404: 'There is no such collection or feature.',
  409: 'Something of this name is there already, or there are too many.',
  412: 'Somebody has changed it meanwhile; read it again.',
  413: 'The body is too large.',
  415: 'The body is of another type than `application/json`.',
  422: 'The body does not fit; `errors` names what is wrong.',
  428: 'The version that was read is missing (`If-Match`).',
  503: 'No road network is loaded.',
  507: 'The disk is full; nothing was written.',
} as const

type Answers = Record<
  number,
  { description: string; content: Record<string, { schema: z.ZodType }> }
>

export const okAnswer = (
  description: string,
  mediaType: string,
  schema: z.ZodType = z.looseObject({}),
): Answers => ({ 200: { description, content: { [mediaType]: { schema } } } })

export const problemAnswers = (...statuses: (keyof typeof DESCRIPTIONS)[]): Answers =>
  Object.fromEntries(
    statuses.map((status) => [
      status,
      {
        description: DESCRIPTIONS[status],
        content: { [PROBLEM_MEDIA_TYPE]: { schema: problemSchema } },
      },
    ]),
  )
