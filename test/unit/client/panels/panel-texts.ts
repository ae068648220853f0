import i18next from 'i18next'
import { coverage } from '../../../../client/i18n/coverage.ts'
import { message } from '../../../../client/i18n/message.ts'
import { panels } from '../../../../client/i18n/panels.ts'
import { planning } from '../../../../client/i18n/planning.ts'
import { report } from '../../../../client/i18n/report.ts'
import { sitingReport } from '../../../../client/i18n/siting-report.ts'
import { sitingRuns } from '../../../../client/i18n/siting-runs.ts'
import { type Translate, textsIn } from '../../../../client/i18n/text.ts'
import type { Language } from '../../../../data/bilingual.ts'

type Name =
  | 'panels'
  | 'message'
  | 'coverage'
  | 'planning'
  | 'report'
  | 'sitingReport'
  | 'sitingRuns'

const textsOf = (lng: Language) => {
  const instance = i18next.createInstance()
  const texts = {
    panels: textsIn(lng, panels),
    message: textsIn(lng, message),
    coverage: textsIn(lng, coverage),
    planning: textsIn(lng, planning),
    report: textsIn(lng, report),
    sitingReport: textsIn(lng, sitingReport),
    sitingRuns: textsIn(lng, sitingRuns),
  }
  void instance.init({ lng, resources: { [lng]: texts }, interpolation: { escapeValue: false } })
  return <Of extends Name>(name: Of) => instance.getFixedT(lng, name) as unknown as Translate<Of>
}

const TEXTS = { zh: textsOf('zh'), en: textsOf('en') } as const

/** Texts of the page in a language, without the page around them. */
export const panelTexts = (language: Language): Translate<'panels'> => TEXTS[language]('panels')
export const messageTexts = (language: Language): Translate<'message'> => TEXTS[language]('message')
export const coverageTexts = (language: Language): Translate<'coverage'> =>
  TEXTS[language]('coverage')
export const planningTexts = (language: Language): Translate<'planning'> =>
  TEXTS[language]('planning')
export const sitingRunTexts = (language: Language): Translate<'sitingRuns'> =>
  TEXTS[language]('sitingRuns')
export const reportTexts = (language: Language) => ({
  report: TEXTS[language]('report'),
  coverage: TEXTS[language]('coverage'),
})
export const sitingReportTexts = (language: Language) => ({
  ...reportTexts(language),
  planning: TEXTS[language]('planning'),
  siting: TEXTS[language]('sitingReport'),
})
