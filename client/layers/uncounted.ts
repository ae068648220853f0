/** Why a question does not count a station at some of its moments. */
import type { Bilingual, Language } from '../../data/bilingual.ts'
import { isInOperation, isTakenAsOpen } from '../../data/counted.ts'
import type { CoverageFilter } from '../../data/coverage.ts'
import { dutyAt, dutySentence, isReady } from '../form/duty.ts'

export interface AskedMoment {
  readonly name: Bilingual
  /** Since 1970 UTC. */
  readonly milliseconds: number
  /** Whether the map and the gaps are of this one. */
  readonly isLookedAt: boolean
}

export interface Uncounted {
  readonly moment: AskedMoment
  /** Such as "不在岗，08:00 上班". */
  readonly reason: Bilingual
}

const NOT_OPEN: Bilingual = {
  zh: '未投入运行，按现在的“计入站点”不算在内',
  en: 'not in operation, and not counted by these conditions',
}

const LANGUAGES = ['zh', 'en'] as const

const reasonAt = (
  values: Readonly<Record<string, unknown>>,
  { counted, by }: Pick<CoverageFilter, 'counted' | 'by'>,
  milliseconds: number,
): Bilingual | null => {
  if (!isTakenAsOpen(values, counted, by)) return NOT_OPEN
  if (counted !== 'on-duty') return null
  // who is to serve in one that is not open yet is not known
  const crew = isInOperation(values) ? {} : { crewOnDuty: 1 }
  const duty = dutyAt({ ...values, ...crew, buildStatus: 'operating' }, milliseconds)
  if (isReady(duty)) return null
  const [zh, en] = LANGUAGES.map((language: Language) => dutySentence(duty, language) ?? '')
  return { zh: zh || '值班时段不详', en: en || 'hours of duty unknown' }
}

/** The moments at which a station is not counted, each with why. */
export const uncountedAt = (
  values: Readonly<Record<string, unknown>>,
  filter: Pick<CoverageFilter, 'counted' | 'by'>,
  moments: readonly AskedMoment[],
): Uncounted[] =>
  moments.flatMap((moment) => {
    const reason = reasonAt(values, filter, moment.milliseconds)
    return reason ? [{ moment, reason }] : []
  })
