import type { Bilingual, Language } from '../../data/bilingual.ts'
import { UNITS, type Unit } from '../../data/units.ts'

const MAX_FRACTION_DIGITS = 2

/** Intl objects are costly to make; a list draws thousands of numbers. */
const FORMATS: Readonly<Record<Language, Intl.NumberFormat>> = {
  zh: new Intl.NumberFormat('zh-CN', { maximumFractionDigits: MAX_FRACTION_DIGITS }),
  en: new Intl.NumberFormat('en-GB', { maximumFractionDigits: MAX_FRACTION_DIGITS }),
}

/** A number with digit grouping and at most two decimals. */
export const numberText = (value: number, language: Language): string =>
  FORMATS[language].format(value)

/** A stored value in its own unit; nothing is converted here. */
export const quantityText = (value: number, unit: Unit | undefined, language: Language): string =>
  unit === undefined
    ? numberText(value, language)
    : `${numberText(value, language)} ${UNITS[unit][language]}`

/** "1 bags" is no English; units of the catalogues are regular plurals, or signs such as kg. */
const singular = (unit: string): string => unit.replace(/(?<=ss)es$|s$/, '')

/** The unit as it stands behind a quantity. */
export const countedUnit = (quantity: number, unit: Bilingual, language: Language): string =>
  language === 'en' && Math.abs(quantity) === 1 ? singular(unit.en) : unit[language]
