import i18next from 'i18next'
import { panels } from '../../../../client/i18n/panels.ts'
import { type Translate, textsIn } from '../../../../client/i18n/text.ts'
import type { Language } from '../../../../data/bilingual.ts'

/** The panels' texts in a language, without the page around them. */
export const panelTexts = (language: Language): Translate<'panels'> => {
  const instance = i18next.createInstance()
  void instance.init({
    lng: language,
    resources: { zh: { panels: textsIn('zh', panels) }, en: { panels: textsIn('en', panels) } },
    interpolation: { escapeValue: false },
  })
  return instance.getFixedT(language, 'panels') as unknown as Translate<'panels'>
}
