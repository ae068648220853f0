/** Texts of the page by namespace: their types, the hook that reads them, how lazy parts add theirs. */
import i18next from 'i18next'
import { useTranslation } from 'react-i18next'
import type { Language } from '../../data/bilingual.ts'
import { useAppState } from '../state/app-state.ts'
import type { adequacy } from './zh/adequacy.ts'
import type { coverage } from './zh/coverage.ts'
import type { dispatch } from './zh/dispatch.ts'
import type { find } from './zh/find.ts'
import type { hazards } from './zh/hazards.ts'
import type { ledger } from './zh/ledger.ts'
import type { orders } from './zh/orders.ts'
import type { panels } from './zh/panels.ts'
import type { plan } from './zh/plan.ts'
import type { planning } from './zh/planning.ts'
import type { report } from './zh/report.ts'
import type { shell } from './zh/shell.ts'

/** Chinese texts by namespace. `shell` and `panels` come with the page, the others with their part. */
interface TextTrees {
  readonly shell: typeof shell
  readonly panels: typeof panels
  readonly dispatch: typeof dispatch
  readonly find: typeof find
  readonly plan: typeof plan
  readonly orders: typeof orders
  readonly adequacy: typeof adequacy
  readonly ledger: typeof ledger
  readonly hazards: typeof hazards
  readonly coverage: typeof coverage
  readonly planning: typeof planning
  readonly report: typeof report
}

type Namespace = keyof TextTrees

/** Dotted paths of a tree of texts; plural forms (`…_one`, `…_other`) go by their stem. */
type Leaves<Tree> = {
  [Key in keyof Tree & string]: Tree[Key] extends string
    ? Key extends `${infer Stem}_${'one' | 'other'}`
      ? Stem
      : Key
    : `${Key}.${Leaves<Tree[Key]>}`
}[keyof Tree & string]

export type TextKey<N extends Namespace> = Leaves<TextTrees[N]>

/** Text of a namespace in the language of the page. A key that does not exist is a type error. */
export type Translate<N extends Namespace> = (
  key: TextKey<N>,
  values?: Readonly<Record<string, unknown>>,
) => string

/** The same tree of texts in another language. */
export type Translated<Tree> = {
  readonly [Key in keyof Tree]: Tree[Key] extends string ? string : Translated<Tree[Key]>
}

/** Texts of one namespace in the language of the page, and which language that is. */
export const useText = <N extends Namespace>(
  namespace: N,
): { t: Translate<N>; language: Language } => {
  const { t } = useTranslation(namespace)
  const language = useAppState((state) => state.language)
  return { t: t as unknown as Translate<N>, language }
}

/** Adds the texts of a part that is loaded on demand; the part's entry file imports them. */
export const addTexts = (
  texts: Readonly<Record<Language, Partial<Readonly<Record<Namespace, object>>>>>,
): void => {
  for (const [language, namespaces] of Object.entries(texts)) {
    for (const [namespace, tree] of Object.entries(namespaces)) {
      i18next.addResourceBundle(language, namespace, tree)
    }
  }
}
