/** Which stations a planner's question counts: one meaning for coverage, siting, tables and report. */
import type { Bilingual } from './bilingual.ts'

/** From the fewest to all: each counts what those before it count, and more. */
export const COUNTED = {
  'on-duty': { zh: '只算在岗的', en: 'On duty only' },
  operating: { zh: '运行中的，不论是否在岗', en: 'All in operation, at any hour' },
  'with-construction': {
    zh: '运行与在建的，不论是否在岗',
    en: 'In operation or under construction, at any hour',
  },
  'with-planned': {
    zh: '全部，不论是否在岗或建成（含在建、规划、暂停使用）',
    en: 'All, on duty, built or not (under construction, planned and suspended ones too)',
  },
} as const satisfies Record<string, Bilingual>
export type Counted = keyof typeof COUNTED

/** What of a station's values decides whether it is in operation, and from when on. */
interface OpeningValues {
  readonly buildStatus?: string | null
  /** YYYY-MM-DD. */
  readonly openingOn?: string | null
}

/** Whether it is in operation now. What a register does not say is taken for operation. */
export const isInOperation = ({ buildStatus }: Pick<OpeningValues, 'buildStatus'>): boolean =>
  (buildStatus ?? 'operating') === 'operating'

/**
 * Whether a station is taken for one in operation.
 * @param by as of this day, YYYY-MM-DD: of those not in operation, what is to open on or before it
 *   counts, and nothing else. Null: now, and of those not in operation all that `counted` asks for.
 */
export const isTakenAsOpen = (
  values: OpeningValues,
  counted: Counted,
  by: string | null,
): boolean => {
  if (isInOperation(values)) return true
  const { buildStatus, openingOn } = values
  if (by !== null && (openingOn == null || openingOn > by)) return false
  if (counted === 'with-construction') return buildStatus === 'building'
  return counted === 'with-planned' || by !== null
}
