/** Which line of an entry in the books the server refused. */
import type { ApiProblem } from '../../../api/problem.ts'

/** `counts.3` and `movements.0`: the list's name and the index within it. */
const LINE = /^(?:counts|movements)\.(\d+)(?:\.|$)/

/** Index of the refused line; null where the refusal is not about one line. */
export const refusedLine = ({ document }: Pick<ApiProblem, 'document'>): number | null => {
  const errors: unknown = document.errors
  const first: unknown = Array.isArray(errors) ? errors[0] : undefined
  if (typeof first !== 'object' || first === null || !('parameter' in first)) return null
  const index = LINE.exec(String(first.parameter))?.[1]
  return index === undefined ? null : Number(index)
}
