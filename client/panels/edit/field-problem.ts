/** What is wrong with an entered feature, by the schema that the service holds it against. */
import type { Bilingual } from '../../../data/bilingual.ts'
import { COLLECTIONS } from '../../../data/collections.ts'
import type { Field } from '../../../data/field.ts'
import { issueSentence } from '../../../data/issue-sentence.ts'
import { isMasked, maskedFields, WHOLE_WANTED } from '../../../data/personal.ts'
import type { ResourceDeclaration } from '../../../data/resource.ts'
import { valueSchema } from '../../../data/schema.ts'
import { outlineCrossing } from '../../layers/outline-crossing.ts'
import { type FeatureDraft, isChanged } from '../../state/edit-draft.ts'

const REQUIRED: Bilingual = { zh: '必填', en: 'is required' }
const NUMBER: Bilingual = { zh: '须为数字', en: 'must be a number' }
const WHOLE: Bilingual = { zh: '须为整数', en: 'must be a whole number' }
const PLACE: Bilingual = { zh: '还没有位置', en: 'has no place yet' }

/** By the name of its field; `geometry` is the shape. */
export type Problems = Readonly<Record<string, Bilingual>>

/** Null where the value fits. */
export const fieldProblem = (field: Field, value: unknown): Bilingual | null => {
  if (value === null || value === undefined || value === '') return field.required ? REQUIRED : null
  const [issue] = valueSchema(field).safeParse(value).error?.issues ?? []
  if (!issue) return null
  if (issue.code === 'invalid_type') return field.kind === 'integer' ? WHOLE : NUMBER
  return issueSentence(issue)
}

export const draftProblems = ({ collection, properties, geometry }: FeatureDraft): Problems => {
  const { fields }: ResourceDeclaration = COLLECTIONS[collection]
  const masked = new Set(maskedFields(fields))
  const problems = Object.entries(fields).flatMap(([name, field]): [string, Bilingual][] => {
    const value = properties[name]
    const problem = masked.has(name) && isMasked(value) ? WHOLE_WANTED : fieldProblem(field, value)
    return problem ? [[name, problem]] : []
  })
  const shape = geometry ? outlineCrossing(geometry)?.sentence : PLACE
  return Object.fromEntries(shape ? [...problems, ['geometry', shape]] : problems)
}

/** Whether there is something to be written, and nothing wrong with it. */
export const canBeSaved = (draft: FeatureDraft, problems: Problems): boolean =>
  Object.keys(problems).length === 0 && (draft.id === null || isChanged(draft))
