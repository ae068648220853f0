/** Texts of the page by namespace: their types, the hook that reads them, how lazy parts add theirs. */
import i18next, { type ResourceKey } from 'i18next'
import { createContext, useContext, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { create } from 'zustand'
import { LANGUAGES, type Language } from '../../data/bilingual.ts'
import { useAppState } from '../state/app-state.ts'

/** A text in both languages; with a `count` in English for one, and for any other number. */
type Text = readonly [zh: string, en: string, enOther?: string]

/** Texts of one part of the page, by dotted path. */
export interface TextTree {
  readonly [key: string]: Text | TextTree
}

/** Texts by namespace. `shell` and `panels` come with the page, the others with their part. */
interface TextTrees {
  readonly shell: typeof import('./shell.ts').shell
  readonly panels: typeof import('./panels.ts').panels
  readonly message: typeof import('./message.ts').message
  readonly dispatch: typeof import('./dispatch.ts').dispatch
  readonly find: typeof import('./find.ts').find
  readonly kits: typeof import('./kits.ts').kits
  readonly plan: typeof import('./plan.ts').plan
  readonly orders: typeof import('./orders.ts').orders
  readonly adequacy: typeof import('./adequacy.ts').adequacy
  readonly ledger: typeof import('./ledger.ts').ledger
  readonly hazards: typeof import('./hazards.ts').hazards
  readonly intake: typeof import('./intake.ts').intake
  readonly busy: typeof import('./busy.ts').busy
  readonly coverage: typeof import('./coverage.ts').coverage
  readonly edit: typeof import('./edit.ts').edit
  readonly planning: typeof import('./planning.ts').planning
  readonly firstRun: typeof import('./first-run.ts').firstRun
  readonly report: typeof import('./report.ts').report
  readonly sitingReport: typeof import('./siting-report.ts').sitingReport
  readonly sitingRuns: typeof import('./siting-runs.ts').sitingRuns
}

type Namespace = keyof TextTrees

/** Dotted paths of a tree of texts. */
type Leaves<Tree> = {
  [Key in keyof Tree & string]: Tree[Key] extends Text ? Key : `${Key}.${Leaves<Tree[Key]>}`
}[keyof Tree & string]

export type TextKey<N extends Namespace> = Leaves<TextTrees[N]>

/** Text of a namespace in the language of the page. A key that does not exist is a type error. */
export type Translate<N extends Namespace> = TextOf<TextTrees[N]>

type TextOf<Tree> = (key: Leaves<Tree>, values?: Readonly<Record<string, unknown>>) => string

/** What stands in a tree of texts at a dotted path; all of it at the empty one. */
type At<Tree, Path extends string> = Path extends ''
  ? Tree
  : Path extends `${infer Head}.${infer Rest}`
    ? At<Tree[Head & keyof Tree], Rest>
    : Tree[Path & keyof Tree]

/** Raised when goods are called or counted otherwise: whatever says them says them anew. */
export const useGoodsEdition = create<number>()(() => 0)

/** Says a text otherwise in a part of the page, such as one about calls in place of people. */
export type Rewording = (text: string, language: Language) => string

/** Null: texts as they stand. */
export const Reworded = createContext<Rewording | null>(null)

/**
 * Texts of one namespace in the language of the page, and which language that is.
 * @param under the dotted path that the keys go on from; left out, keys begin at the top
 */
export const useText = <N extends Namespace, Path extends string = ''>(
  namespace: N,
  under?: Path,
): { t: TextOf<At<TextTrees[N], Path>>; language: Language } => {
  const { t } = useTranslation(namespace, { keyPrefix: under })
  useGoodsEdition()
  const language = useAppState((state) => state.language)
  const reword = useContext(Reworded)
  const said = useMemo(() => {
    const plain = t as unknown as TextOf<At<TextTrees[N], Path>>
    return reword
      ? (...asked: Parameters<typeof plain>) => reword(plain(...asked), language)
      : plain
  }, [t, reword, language])
  return { t: said, language }
}

/** The texts of one language, as i18next takes them: plural forms under `…_one` and `…_other`. */
export const textsIn = (language: Language, tree: TextTree): ResourceKey =>
  Object.fromEntries(
    Object.entries(tree).flatMap(([key, value]) => {
      if (!isText(value)) return [[key, textsIn(language, value)]]
      const [zh, en, enOther] = value
      if (enOther === undefined) return [[key, language === 'zh' ? zh : en]]
      return [
        [`${key}_one`, language === 'zh' ? zh : en],
        [`${key}_other`, language === 'zh' ? zh : enOther],
      ]
    }),
  )

const isText = (value: Text | TextTree): value is Text => Array.isArray(value)

/** Adds the texts of a part that is loaded on demand; the part's entry file imports them. */
export const addTexts = (trees: Partial<Readonly<Record<Namespace, TextTree>>>): void => {
  for (const [namespace, tree] of Object.entries(trees)) {
    for (const language of LANGUAGES) {
      i18next.addResourceBundle(language, namespace, textsIn(language, tree))
    }
  }
}
