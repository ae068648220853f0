import type { Language } from '../../data/bilingual.ts'
import { MATERIALS, type MaterialKey } from '../../data/materials.ts'
import { countedUnit, numberText } from './number-text.ts'

/** A quantity of an item with its unit: "8,000 条". */
export const amountText = (quantity: number, item: MaterialKey, language: Language): string =>
  `${numberText(quantity, language)} ${countedUnit(quantity, MATERIALS[item].unit, language)}`

/** The same for a change: what comes in has its sign, too. */
export const changeText = (change: number, item: MaterialKey, language: Language): string =>
  `${change > 0 ? '+' : ''}${amountText(change, item, language)}`

/** What it is and how much: "编织袋 8,000 条". */
export const goodsText = (quantity: number, item: MaterialKey, language: Language): string =>
  `${MATERIALS[item].label[language]} ${amountText(quantity, item, language)}`

/** What it is and what it is counted in, for headings: "编织袋（条）". */
export const itemInUnits = (item: MaterialKey, language: Language): string => {
  const { label, unit } = MATERIALS[item]
  return language === 'zh' ? `${label.zh}（${unit.zh}）` : `${label.en} (${unit.en})`
}

/** Several names in one sentence. */
export const listText = (names: readonly string[], language: Language): string =>
  names.join(language === 'zh' ? '、' : ', ')

const THOUSANDS = /\B(?=(?:\d{3})+$)/g

/** How the field shows thousands while a number is typed in: "99,000"; the field itself reads it so. */
export const grouped = (value: number | string | undefined): string =>
  `${value ?? ''}`.replace(THOUSANDS, ',')
