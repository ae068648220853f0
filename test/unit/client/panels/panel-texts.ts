import i18next from 'i18next'
import { panels as en } from '../../../../client/i18n/en/panels.ts'
import type { Translate } from '../../../../client/i18n/text.ts'
import { panels as zh } from '../../../../client/i18n/zh/panels.ts'
import type { Language } from '../../../../data/bilingual.ts'

/** The panels' texts in a language, without the page around them. */
export const panelTexts = (language: Language): Translate<'panels'> => {
  const instance = i18next.createInstance()
  void instance.init({
    lng: language,
    resources: { zh: { panels: zh }, en: { panels: en } },
    interpolation: { escapeValue: false },
  })
  return instance.getFixedT(language, 'panels') as unknown as Translate<'panels'>
}
