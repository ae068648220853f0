/** What a scenario changes, in words. */
import type { Language } from '../../../../../data/bilingual.ts'
import type { CoverageAnswer } from '../../../../../data/coverage.ts'
import type { Translate } from '../../../../i18n/text.ts'
import { signedText } from '../figure-text.ts'

type Changes = Pick<NonNullable<CoverageAnswer['changes']>, 'people' | 'gapCount'>

/** "+12,340 人，缺口 −2" against today; a sentence where nothing differs. */
export const changeText = (
  { people, gapCount }: Changes,
  language: Language,
  t: Translate<'coverage'>,
): string =>
  people === 0 && gapCount === 0
    ? t('summary.noChange')
    : t('summary.change', {
        people: signedText(people, language),
        gaps: signedText(gapCount, language),
      })
