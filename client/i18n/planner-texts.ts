/** Texts that only planners need; they come with the coverage panel. */
import i18next from 'i18next'
import { useTranslation } from 'react-i18next'
import type { Language } from '../../data/bilingual.ts'
import type { TextKey } from '../form/panel-text.ts'
import { useAppState } from '../state/app-state.ts'
import { coverage as coverageEn } from './en/coverage.ts'
import { planning as planningEn } from './en/planning.ts'
import { report as reportEn } from './en/report.ts'
import { coverage as coverageZh } from './zh/coverage.ts'
import { planning as planningZh } from './zh/planning.ts'
import { report as reportZh } from './zh/report.ts'

const TEXTS = {
  zh: { coverage: coverageZh, planning: planningZh, report: reportZh },
  en: { coverage: coverageEn, planning: planningEn, report: reportEn },
} as const

for (const [language, namespaces] of Object.entries(TEXTS)) {
  for (const [namespace, texts] of Object.entries(namespaces)) {
    i18next.addResourceBundle(language, namespace, texts)
  }
}

type Namespace = keyof (typeof TEXTS)['zh']

export type PlannerText<N extends Namespace> = (
  key: TextKey<(typeof TEXTS)['zh'][N]>,
  values?: Readonly<Record<string, unknown>>,
) => string

/** Texts of one part of the planner's page. A key that does not exist is a type error. */
export const usePlannerText = <N extends Namespace>(
  namespace: N,
): { t: PlannerText<N>; language: Language } => {
  const { t } = useTranslation(namespace)
  const language = useAppState((state) => state.language)
  return { t: t as unknown as PlannerText<N>, language }
}
