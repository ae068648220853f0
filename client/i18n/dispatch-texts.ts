/** Texts that only dispatchers need; they come with their panels. */
import i18next from 'i18next'
import { useTranslation } from 'react-i18next'
import type { Language } from '../../data/bilingual.ts'
import type { TextKey } from '../form/panel-text.ts'
import { useAppState } from '../state/app-state.ts'
import { adequacy as adequacyEn } from './en/adequacy.ts'
import { books as booksEn } from './en/books.ts'
import { dispatch as dispatchEn } from './en/dispatch.ts'
import { find as findEn } from './en/find.ts'
import { hazards as hazardsEn } from './en/hazards.ts'
import { orders as ordersEn } from './en/orders.ts'
import { plan as planEn } from './en/plan.ts'
import { adequacy as adequacyZh } from './zh/adequacy.ts'
import { books as booksZh } from './zh/books.ts'
import { dispatch as dispatchZh } from './zh/dispatch.ts'
import { find as findZh } from './zh/find.ts'
import { hazards as hazardsZh } from './zh/hazards.ts'
import { orders as ordersZh } from './zh/orders.ts'
import { plan as planZh } from './zh/plan.ts'

const TEXTS = {
  zh: {
    dispatch: dispatchZh,
    find: findZh,
    plan: planZh,
    orders: ordersZh,
    adequacy: adequacyZh,
    books: booksZh,
    hazards: hazardsZh,
  },
  en: {
    dispatch: dispatchEn,
    find: findEn,
    plan: planEn,
    orders: ordersEn,
    adequacy: adequacyEn,
    books: booksEn,
    hazards: hazardsEn,
  },
} as const

for (const [language, namespaces] of Object.entries(TEXTS)) {
  for (const [namespace, texts] of Object.entries(namespaces)) {
    i18next.addResourceBundle(language, namespace, texts)
  }
}

type Namespace = keyof (typeof TEXTS)['zh']

export type DispatchText<N extends Namespace> = (
  key: TextKey<(typeof TEXTS)['zh'][N]>,
  values?: Readonly<Record<string, unknown>>,
) => string

/** Texts of one part of the dispatcher's page. A key that does not exist is a type error. */
export const useDispatchText = <N extends Namespace>(
  namespace: N,
): { t: DispatchText<N>; language: Language } => {
  const { t } = useTranslation(namespace)
  const language = useAppState((state) => state.language)
  return { t: t as unknown as DispatchText<N>, language }
}
