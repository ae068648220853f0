import type { Language } from '../../../../data/bilingual.ts'
import { MATERIALS, type MaterialKey } from '../../../../data/materials.ts'
import { numberText } from '../../../form/number-text.ts'

/** A quantity of an item with its unit: "8,000 条". */
export const amountText = (quantity: number, item: MaterialKey, language: Language): string =>
  `${numberText(quantity, language)} ${MATERIALS[item].unit[language]}`

/** The same for a change: what comes in has its sign, too. */
export const changeText = (change: number, item: MaterialKey, language: Language): string =>
  `${change > 0 ? '+' : ''}${amountText(change, item, language)}`
