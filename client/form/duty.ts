/** Whether a station is on duty at a given moment, and until when: `data/duty.ts` in words. */
import type { Language } from '../../data/bilingual.ts'
import {
  type DutyValues,
  dutyChangesAt,
  isCalendarMissing,
  rosterOf,
  dutyAt as whoIsThere,
} from '../../data/duty.ts'
import { toLocalMinute } from '../../data/local-time.ts'
import { PASSED_OVER_REASONS } from '../../data/nearest.ts'

type DutyState =
  | { readonly kind: 'always' }
  /** Times of day; with the date where that is not within a day. Null: not within two weeks. */
  | { readonly kind: 'on'; readonly until: string | null; readonly isCalendarMissing: boolean }
  | { readonly kind: 'off'; readonly from: string | null; readonly isCalendarMissing: boolean }
  /** Ready at no time of day: not yet built, suspended, or without crew. */
  | {
      readonly kind: 'unready'
      readonly reason: 'under-construction' | 'planned' | 'suspended' | 'no-crew'
    }
  | { readonly kind: 'unknown' }

const HOURS_24_MILLISECONDS = 86_400_000

/** Duty of a feature at an instant (milliseconds since 1970 UTC), from its own properties. */
export const dutyAt = (
  properties: Readonly<Record<string, unknown>>,
  milliseconds: number,
): DutyState => {
  const { buildStatus, crewOnDuty, dutyPattern, roster } = properties
  if (buildStatus === 'building') return { kind: 'unready', reason: 'under-construction' }
  if (buildStatus === 'planned') return { kind: 'unready', reason: 'planned' }
  if (buildStatus === 'suspended') return { kind: 'unready', reason: 'suspended' }
  if (crewOnDuty === 0) return { kind: 'unready', reason: 'no-crew' }
  if (dutyPattern === 'around-the-clock' && !roster) return { kind: 'always' }
  const values = properties as DutyValues
  if (!rosterOf(values)) return { kind: 'unknown' }
  const instant = new Date(milliseconds)
  const { isOn } = whoIsThere(values, instant)
  const changes = dutyChangesAt(values, instant)
  const [day, time = ''] = changes === null ? [] : toLocalMinute(new Date(changes)).split(' ')
  const isSoon = changes !== null && changes - milliseconds < HOURS_24_MILLISECONDS
  const when = changes === null ? null : isSoon ? time : `${day} ${time}`
  const missing = { isCalendarMissing: isCalendarMissing(values, instant) }
  return isOn ? { kind: 'on', until: when, ...missing } : { kind: 'off', from: when, ...missing }
}

export const isReady = ({ kind }: DutyState): boolean => kind === 'always' || kind === 'on'

const BY_WEEKDAY = {
  zh: '（该年放假安排尚未录入，按星期和法定日期推算）',
  en: ' (by the weekday and the dates fixed by law: that year’s holidays are not known yet)',
} as const

/** The duty as a short sentence; null where nothing is known about it. */
export const dutySentence = (duty: DutyState, language: Language): string | null => {
  const chinese = language === 'zh'
  const guessed = 'isCalendarMissing' in duty && duty.isCalendarMissing ? BY_WEEKDAY[language] : ''
  switch (duty.kind) {
    case 'always':
      return chinese ? '在岗（24 小时值班）' : 'On duty, 24 h'
    case 'on':
      if (duty.until === null) return `${chinese ? '在岗' : 'On duty'}${guessed}`
      return `${chinese ? `在岗，至 ${duty.until}` : `On duty until ${duty.until}`}${guessed}`
    case 'off':
      if (duty.from === null) return `${chinese ? '不在岗' : 'Off duty'}${guessed}`
      return `${chinese ? `不在岗，${duty.from} 上班` : `Off duty until ${duty.from}`}${guessed}`
    case 'unready':
      return PASSED_OVER_REASONS[duty.reason][language]
    case 'unknown':
      return null
  }
}
