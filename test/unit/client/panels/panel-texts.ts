import i18next from 'i18next'
import type { PanelText } from '../../../../client/form/panel-text.ts'
import { panels as en } from '../../../../client/i18n/en/panels.ts'
import { panels as zh } from '../../../../client/i18n/zh/panels.ts'
import type { Language } from '../../../../data/bilingual.ts'

/** The panels' texts in a language, without the page around them. */
export const panelTexts = (language: Language): PanelText => {
  const instance = i18next.createInstance()
  void instance.init({
    lng: language,
    resources: { zh: { panels: zh }, en: { panels: en } },
    interpolation: { escapeValue: false },
  })
  return instance.getFixedT(language, 'panels') as unknown as PanelText
}
