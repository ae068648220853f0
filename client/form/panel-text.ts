import type { panels } from '../i18n/zh/panels.ts'

/** Dotted paths of a tree of texts; plural forms (`…_one`, `…_other`) are asked for by their stem. */
export type TextKey<Tree> = {
  [Key in keyof Tree & string]: Tree[Key] extends string
    ? Key extends `${infer Stem}_${'one' | 'other'}`
      ? Stem
      : Key
    : `${Key}.${TextKey<Tree[Key]>}`
}[keyof Tree & string]

export type PanelTextKey = TextKey<typeof panels>

/** Text of the panels in the language of the page. A key that does not exist is a type error. */
export type PanelText = (key: PanelTextKey, values?: Readonly<Record<string, unknown>>) => string

/** The same tree of texts in another language. */
export type Translated<Tree> = {
  readonly [Key in keyof Tree]: Tree[Key] extends string ? string : Translated<Tree[Key]>
}
