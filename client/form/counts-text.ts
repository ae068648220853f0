import type { Language } from '../../data/bilingual.ts'
import type { Catalogue } from '../../data/field.ts'
import { MATERIALS, type MaterialKey } from '../../data/materials.ts'
import { countedUnit, numberText } from './number-text.ts'

interface Count {
  readonly key: string
  readonly label: string
  readonly quantity: number
  readonly unit: string
}

/** What is there, in the catalogue's order; things of which there are none are left out. */
export const countsOf = (value: unknown, catalogue: Catalogue, language: Language): Count[] => {
  if (typeof value !== 'object' || value === null) return []
  const quantities = value as Readonly<Record<string, unknown>>
  return Object.entries(catalogue).flatMap(([key, { label, unit }]) => {
    const quantity = quantities[key]
    if (typeof quantity !== 'number' || quantity <= 0) return []
    return [{ key, label: label[language], quantity, unit: countedUnit(quantity, unit, language) }]
  })
}

/** One thing and how many: "排水泵 2 台", "Drainage pump: 2 units". */
const countText = ({ label, quantity, unit }: Count, language: Language): string =>
  language === 'zh'
    ? `${label} ${numberText(quantity, language)} ${unit}`
    : `${label}: ${numberText(quantity, language)} ${unit}`

/** Everything in one line; `first` cuts a long list off and says how many kinds are left. */
export const countsText = (
  value: unknown,
  catalogue: Catalogue,
  language: Language,
  first = Number.POSITIVE_INFINITY,
): string => {
  const counts = countsOf(value, catalogue, language)
  const shown = counts.slice(0, first).map((count) => countText(count, language))
  const left = counts.length - shown.length
  const line = shown.join(language === 'zh' ? '、' : ', ')
  if (left === 0) return line
  return language === 'zh' ? `${line} 等 ${counts.length} 类` : `${line} and ${left} more`
}

/** Equipment with a new least number of one thing; zero or null removes it. */
export const withEquipment = (
  equipment: Readonly<Record<string, number>>,
  key: string,
  quantity: number | null,
): Readonly<Record<string, number>> => {
  const { [key]: _replaced, ...others } = equipment
  return quantity === null || quantity <= 0 ? others : { ...others, [key]: Math.floor(quantity) }
}

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
