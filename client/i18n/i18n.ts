/** Sets up the texts of the page; the language itself lives in the state. */
import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import type { Language } from '../../data/bilingual.ts'
import { useAppState } from '../state/app-state.ts'
import { panels } from './panels.ts'
import { shell } from './shell.ts'
import { addTexts } from './text.ts'

/** Languages as the document and its assistive software know them. */
const HTML_LANGUAGES: Readonly<Record<Language, string>> = { zh: 'zh-CN', en: 'en' }

const followLanguage = (language: Language): void => {
  void i18next.changeLanguage(language)
  document.documentElement.lang = HTML_LANGUAGES[language]
  document.title = i18next.t('shell:title')
}

/** Starts i18next in the state's language and follows it from then on. */
export const startI18n = (): void => {
  void i18next.use(initReactI18next).init({
    lng: useAppState.getState().language,
    fallbackLng: 'zh',
    defaultNS: 'shell',
    // React escapes what it shows
    interpolation: { escapeValue: false },
    initAsync: false,
  })
  addTexts({ shell, panels })
  followLanguage(useAppState.getState().language)
  useAppState.subscribe(({ language }, before) => {
    if (language !== before.language) followLanguage(language)
  })
}
