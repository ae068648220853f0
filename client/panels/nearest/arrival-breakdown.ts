import type { Language } from '../../../data/bilingual.ts'
import type { NearestFeature } from '../../../data/nearest.ts'
import { durationText } from '../../form/duration-text.ts'
import type { Translate } from '../../i18n/text.ts'

/** What an arrival time is made of; goods without a crew have no turnout to speak of. */
export const breakdownText = (
  { turnoutSeconds, travelSeconds, accessSeconds }: NearestFeature['properties'],
  language: Language,
  t: Translate<'panels'>,
): string => {
  const travel = durationText(travelSeconds, language)
  const access = durationText(accessSeconds, language)
  if (turnoutSeconds === 0) return t('nearest.answer.noTurnout', { travel, access })
  const turnout = durationText(turnoutSeconds, language)
  return t('nearest.answer.breakdown', { turnout, travel, access })
}
