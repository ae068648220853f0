/** Kits in words, and how many of them are whole. */
import type { Language } from './bilingual.ts'
import type { SomeKits } from './kit.ts'
import type { MaterialKey } from './materials.ts'
import { goodsText, listText, localisedName, numberText } from './wording.ts'

export const kitName = (
  { name, nameEn }: Pick<SomeKits, 'name' | 'nameEn'>,
  language: Language,
): string => localisedName({ name, nameEn: nameEn || null }, language)

/** "冲锋舟组合 2 套". */
export const kitsText = ({ quantity, ...kit }: SomeKits, language: Language): string => {
  const name = kitName(kit, language)
  const count = numberText(quantity, language)
  return language === 'zh' ? `${name} ${count} 套` : `${name} × ${count}`
}

/** Everything that these kits are made of. */
export const kitPartsText = ({ parts, quantity }: SomeKits, language: Language): string =>
  listText(
    parts.map((part) => goodsText(part.quantity * quantity, part.item, language)),
    language,
  )

/** Of which part too little has been sent or counted for the kits to be whole; empty where they are. */
export const lackingParts = (
  { parts, quantity }: SomeKits,
  unitsOf: (item: MaterialKey) => number,
): { readonly item: MaterialKey; readonly short: number }[] =>
  parts.flatMap(({ item, quantity: each }) => {
    const short = each * quantity - unitsOf(item)
    return short > 0 ? [{ item, short }] : []
  })
