/** Options of a choice as registers name them: by word, synonym, numeral or roman numeral. */
import type { ChoiceField, Option } from '../../../data/field.ts'
import { withArabicNumerals, withEverydayNumerals } from '../../../data/numerals.ts'

const ROMAN: Readonly<Record<string, string>> = { i: '1', ii: '2', iii: '3', iv: '4', v: '5' }

const plain = (text: string): string =>
  withArabicNumerals(text.normalize('NFKC').toLowerCase())
    .replace(/[\s()（）“”"'、,，。.:：+/-]/g, '')
    .replace(/(?<![a-z])(iii|ii|iv|i|v)(?![a-z])/g, (roman) => ROMAN[roman]!)

/** What is left of 三级站 once words that only say that it is a class are gone: 3. */
const bare = (text: string): string =>
  text.replace(/^第/, '').replace(/(?:级|类|等|型|站|期)+$/, '')

/** Ⅰ级（高） is called Ⅰ级 as well as 高. */
const partsOf = (label: string): string[] => {
  const [, outside = '', inside = ''] = /^([^(（]+)[(（]([^)）]+)[)）]$/.exec(label) ?? []
  return [label, outside, inside].filter((part) => part !== '')
}

const namesOf = (key: string, { label, synonyms = [] }: Option): string[] =>
  [...partsOf(label.zh), label.en, key, ...synonyms].map(plain)

type Options = ChoiceField['options']
interface Named {
  readonly key: string
  readonly names: readonly string[]
}
const NAMED = new WeakMap<Options, readonly Named[]>()

const namedOptions = (options: Options): readonly Named[] => {
  const named =
    NAMED.get(options) ??
    Object.entries(options).map(([key, option]) => ({ key, names: namesOf(key, option) }))
  NAMED.set(options, named)
  return named
}

/** 叁级; some of these numerals are surnames, and are tried last. */
const onCheques = (field: Pick<ChoiceField, 'options'>, raw: string): string | null => {
  const everyday = withEverydayNumerals(raw)
  return everyday === raw ? null : readChoice(field, everyday)
}

/** @returns the option's key, or `null` where none, or more than one, is meant. */
export const readChoice = (field: Pick<ChoiceField, 'options'>, raw: string): string | null => {
  const text = plain(raw)
  if (text === '') return null
  const options = namedOptions(field.options)
  const only = (isMeant: (name: string) => boolean): string | null => {
    const meant = options.filter(({ names }) => names.some(isMeant))
    return meant.length === 1 ? meant[0]!.key : null
  }
  const short = bare(text)
  return (
    only((name) => name === text) ??
    (short === '' ? null : only((name) => bare(name) === short)) ??
    only((name) => name.length >= 2 && text.includes(name)) ??
    onCheques(field, raw)
  )
}
