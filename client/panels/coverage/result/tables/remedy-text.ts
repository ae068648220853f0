/** A remedy as a sentence. */
import type { Language } from '../../../../../data/bilingual.ts'
import type { Remedy } from '../../../../../data/coverage.ts'
import { EQUIPMENT } from '../../../../../data/equipment.ts'
import { countsText } from '../../../../form/counts-text.ts'
import { localisedName } from '../../../../form/localised-name.ts'
import { numberText } from '../../../../form/number-text.ts'
import type { Translate } from '../../../../i18n/text.ts'

type Text = Translate<'coverage'>

const deed = (remedy: Remedy, language: Language, t: Text): string => {
  const name = localisedName(remedy, language)
  const people = numberText(remedy.peopleWonInAll, language)
  switch (remedy.kind) {
    case 'new-site':
      return t('gap.remedies.newSite', { place: name || t('gap.markedPlace'), people })
    case 'longer-hours':
      return t('gap.remedies.longerHours', { station: name, people })
    case 'equipment': {
      const gear = countsText(remedy.missing, EQUIPMENT, language)
      return t('gap.remedies.equipment', { station: name, gear, people })
    }
  }
}

/**
 * "在唐口街道新建一站，可使 12,340 人达标（其中本缺口 8,000 人）": what to do and whom it helps, those
 * outside the gap included.
 */
export const remedyText = (remedy: Remedy, language: Language, t: Text): string => {
  const { peopleWon, peopleWonInAll } = remedy
  const sentence = deed(remedy, language, t)
  if (peopleWon === peopleWonInAll) return sentence
  const inGap = t('gap.remedies.elsewhere', { people: numberText(peopleWon, language) })
  return sentence + inGap
}
