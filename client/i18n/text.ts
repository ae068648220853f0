/** Texts of the page by namespace: their types, the hook that reads them, how lazy parts add theirs. */
import i18next, { type ResourceKey } from 'i18next'
import { useTranslation } from 'react-i18next'
import { LANGUAGES, type Language } from '../../data/bilingual.ts'
import { useAppState } from '../state/app-state.ts'
import type { adequacy } from './adequacy.ts'
import type { coverage } from './coverage.ts'
import type { dispatch } from './dispatch.ts'
import type { find } from './find.ts'
import type { hazards } from './hazards.ts'
import type { ledger } from './ledger.ts'
import type { orders } from './orders.ts'
import type { panels } from './panels.ts'
import type { plan } from './plan.ts'
import type { planning } from './planning.ts'
import type { report } from './report.ts'
import type { shell } from './shell.ts'

/** A text in both languages. */
type TextPair = readonly [zh: string, en: string]

/** Texts of one part of the page, by dotted path. */
export interface TextTree {
  readonly [key: string]: TextPair | TextTree
}

/** Texts by namespace. `shell` and `panels` come with the page, the others with their part. */
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
  [Key in keyof Tree & string]: Tree[Key] extends TextPair
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

/** Texts of one namespace in the language of the page, and which language that is. */
export const useText = <N extends Namespace>(
  namespace: N,
): { t: Translate<N>; language: Language } => {
  const { t } = useTranslation(namespace)
  const language = useAppState((state) => state.language)
  return { t: t as unknown as Translate<N>, language }
}

/** The texts of one language, as i18next takes them. */
export const textsIn = (language: Language, tree: TextTree): ResourceKey =>
  Object.fromEntries(
    Object.entries(tree).map(([key, value]) => [
      key,
      isPair(value) ? value[language === 'zh' ? 0 : 1] : textsIn(language, value),
    ]),
  )

const isPair = (value: TextPair | TextTree): value is TextPair => Array.isArray(value)

/** Adds the texts of a part that is loaded on demand; the part's entry file imports them. */
export const addTexts = (trees: Partial<Readonly<Record<Namespace, TextTree>>>): void => {
  for (const [namespace, tree] of Object.entries(trees)) {
    for (const language of LANGUAGES) {
      i18next.addResourceBundle(language, namespace, textsIn(language, tree))
    }
  }
}
