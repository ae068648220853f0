/**
 * Goods counted in packages: the books hold whole base units, people count boxes, bundles and tonnes.
 * All arithmetic of it stands here, exact in thousandths: 0.1 t of a kilogram item is 100, not 99.99….
 */
import type { Language } from './bilingual.ts'
import { MATERIALS, type MaterialKey } from './materials.ts'
import { amountText, numberText } from './wording.ts'

/** A package that an item comes in, or a measure that it is weighed by. */
export interface Package {
  readonly unit: string
  /** Empty where people read the same word. */
  readonly unitEn: string
  /** Base units in one, with at most three decimals. */
  readonly holds: number
}

/** So many packages, and base units beside them. */
export interface Packed {
  readonly full: number
  readonly loose: number
}

const THOUSAND = 1000
const MILLION = 1_000_000n
/** What a double may be off a thousandth by, through typing alone. */
const TYPING_ERROR = 1e-6

/** A number with at most three decimals in thousandths; null where it has more. */
const thousandths = (value: number): bigint | null => {
  const scaled = value * THOUSAND
  const whole = Math.round(scaled)
  return Math.abs(scaled - whole) <= TYPING_ERROR && Number.isSafeInteger(whole)
    ? BigInt(whole)
    : null
}

/** Base units in so many packages; null where that is no whole number of them. */
export const inBaseUnits = (count: number, holds: number): number | null => {
  const [some, each] = [thousandths(count), thousandths(holds)]
  if (some === null || each === null || (some * each) % MILLION !== 0n) return null
  const units = Number((some * each) / MILLION)
  return Number.isSafeInteger(units) ? units : null
}

const greatestCommonDivisor = (a: number, b: number): number =>
  b === 0 ? a : greatestCommonDivisor(b, a % b)

/**
 * As many whole packages as there are, and what is over. Of a measure such as 0.625 m³ a tonne
 * packages count by those that come to whole base units: 8 t are 5 m³.
 */
export const inPackages = (quantity: number, holds: number): Packed => {
  const each = Math.round(holds * THOUSAND)
  const together = THOUSAND / greatestCommonDivisor(each, THOUSAND)
  const units = (each * together) / THOUSAND
  const full = Math.floor(quantity / units) * together
  return { full, loose: quantity - (full / together) * units }
}

export const unitText = ({ unit, unitEn }: Package, language: Language): string =>
  language === 'en' && unitEn !== '' ? unitEn : unit

/**
 * "300 捆 20 条" of 30,020; null where not one package is full. Packages are tried in their order,
 * so the one that people count in stands first.
 */
export const packedText = (
  quantity: number,
  item: MaterialKey,
  packages: readonly Package[],
  language: Language,
): string | null => {
  const sign = quantity < 0 ? '−' : ''
  for (const each of packages) {
    const { full, loose } = inPackages(Math.abs(quantity), each.holds)
    if (full === 0) continue
    const first = `${sign}${numberText(full, language)} ${unitText(each, language)}`
    return loose === 0 ? first : `${first} ${amountText(loose, item, language)}`
  }
  return null
}

/** What one package is: "1 捆 = 100 条". */
export const packageText = (each: Package, item: MaterialKey, language: Language): string =>
  `1 ${unitText(each, language)} = ${amountText(each.holds, item, language)}`

/** Measures that no one has to define: a tonne of what is counted in kilograms, a kilometre of metres. */
export const measuresOf = (item: MaterialKey): readonly Package[] => {
  const unit = MATERIALS[item].unit.zh
  if (unit === '公斤') return [{ unit: '吨', unitEn: 't', holds: THOUSAND }]
  return unit === '米' ? [{ unit: '公里', unitEn: 'km', holds: THOUSAND }] : []
}
