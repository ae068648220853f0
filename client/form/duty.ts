/** Whether a station is on duty at a given moment, and until when. */
import type { Language } from '../../data/bilingual.ts'
import { isOnDuty } from '../../data/duty.ts'
import { localMinuteOfDay } from '../../data/local-time.ts'
import { PASSED_OVER_REASONS } from '../../data/nearest.ts'

type DutyState =
  | { readonly kind: 'always' }
  | { readonly kind: 'on'; readonly until: string }
  | { readonly kind: 'off'; readonly from: string }
  /** Ready at no time of day: not yet built, suspended, or without crew. */
  | { readonly kind: 'unready'; readonly reason: 'under-construction' | 'suspended' | 'no-crew' }
  | { readonly kind: 'unknown' }

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null)

/** Duty of a feature at an instant (milliseconds since 1970 UTC), from its own properties. */
export const dutyAt = (
  properties: Readonly<Record<string, unknown>>,
  milliseconds: number,
): DutyState => {
  const { buildStatus, dutyPattern, crewOnDuty } = properties
  if (buildStatus === 'building') return { kind: 'unready', reason: 'under-construction' }
  if (buildStatus === 'suspended') return { kind: 'unready', reason: 'suspended' }
  if (crewOnDuty === 0) return { kind: 'unready', reason: 'no-crew' }
  if (dutyPattern === 'around-the-clock') return { kind: 'always' }
  const from = text(properties.dutyFrom)
  const until = text(properties.dutyUntil)
  if (dutyPattern !== 'day-shift' || from === null || until === null) return { kind: 'unknown' }
  const shift = { dutyPattern, dutyFrom: from, dutyUntil: until } as const
  return isOnDuty(shift, localMinuteOfDay(new Date(milliseconds)))
    ? { kind: 'on', until }
    : { kind: 'off', from }
}

export const isReady = ({ kind }: DutyState): boolean => kind === 'always' || kind === 'on'

/** The duty as a short sentence; null where nothing is known about it. */
export const dutySentence = (duty: DutyState, language: Language): string | null => {
  const chinese = language === 'zh'
  switch (duty.kind) {
    case 'always':
      return chinese ? '在岗（24 小时值班）' : 'On duty, 24 h'
    case 'on':
      return chinese ? `在岗，至 ${duty.until}` : `On duty until ${duty.until}`
    case 'off':
      return chinese ? `不在岗，${duty.from} 上班` : `Off duty until ${duty.from}`
    case 'unready':
      return PASSED_OVER_REASONS[duty.reason][language]
    case 'unknown':
      return null
  }
}
