/** Quantities of goods in the catalogue's unit, whatever unit and package a register counts in. */
import type { Material } from '../../../data/materials.ts'
import type { Package } from '../../../data/packages.ts'
import type { IssueCode } from './issues.ts'
import { inUnit, readNumber, unitAbove } from './read-number.ts'

/** Units that say the same, by the catalogue's name, and how many of it one is. */
const MEASURES: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  公斤: { 公斤: 1, 千克: 1, kg: 1, 吨: 1000, t: 1000 },
  平方米: { 平方米: 1, 平米: 1, m2: 1 },
  立方米: { 立方米: 1, 立方: 1, 方: 1, m3: 1 },
  米: { 米: 1, m: 1, km: 1000, 公里: 1000, 千米: 1000 },
  千瓦: { 千瓦: 1, kw: 1 },
  升: { 升: 1, l: 1 },
}
/** Single things, counted by whatever word goes with them. */
const COUNTERS = new Set([...'条个只台件套部把支盏副具艘辆顶床张双块架座面份瓶根袋', '台套'])
/** Whether goods are counted or measured in it. @param text in lower case, without a power before it. */
export const isStockUnit = (text: string): boolean => COUNTERS.has(text) || text in MEASURES

const POWERS: Readonly<Record<string, number>> = { 百: 100, 千: 1000, 万: 1e4, 亿: 1e8 }
const TONNE_KILOGRAMS = 1000

const plain = (text: string): string => text.normalize('NFKC').replace(/\s+/g, '').toLowerCase()

export interface UnitRead {
  /** How many of the catalogue's unit one is. */
  readonly factor: number
  /** Where the row's own specification or the catalogue's mass was needed. */
  readonly issue: IssueCode | null
}

/** Without what is in a package: the same measure, or things counted by another word. */
const plainFactor = (base: string, own: string): number | null => {
  if (base === own) return 1
  const measure = MEASURES[own]
  if (measure) return measure[base] ?? null
  return COUNTERS.has(base) && COUNTERS.has(own) ? 1 : null
}

/** What a specification says of one package: 100条/包, 4m×50m/卷, 550ml×24瓶, 50kW. */
const factorInSpecification = (specification: string, base: string, own: string): number | null => {
  const text = plain(specification)
  const [, sides] = new RegExp(`^(.+)/${base}$`).exec(text) ?? []
  const lengths = /^(\d+(?:\.\d+)?)m[×x*](\d+(?:\.\d+)?)m$/.exec(sides ?? '')
  if (lengths && own === '平方米') return Number(lengths[1]) * Number(lengths[2])
  const [, count, unit = ''] = /^(?:.*[×x*])?(\d+(?:\.\d+)?)([^\d×x*/]+)$/.exec(sides ?? text) ?? []
  if (count === undefined) return null
  const factor = plainFactor(unit, own)
  return factor === null ? null : inUnit(Number(count), factor)
}

/** What one of a unit holds by the item's sheet; null where that has none of this name. */
const factorInSheet = (packages: readonly Package[], base: string): number | null =>
  packages.find(({ unit, unitEn }) => [unit, unitEn].some((each) => plain(each) === base))?.holds ??
  null

/** @param packages of the item's sheet. @returns `null` where nothing says how much one of the unit is: it must be asked. */
export const stockUnit = (
  material: Material,
  unit: string,
  specification: string,
  packages: readonly Package[] = [],
): UnitRead | null => {
  const text = plain(unit)
  const own = plain(material.unit.zh)
  if (text === plain(material.unit.en)) return { factor: 1, issue: null }
  // A thousand of grams, metres or watts is a measure of its own.
  const isMeasure = plainFactor(text, own) !== null
  const power = isMeasure ? 1 : (POWERS[text.charAt(0)] ?? 1)
  const base = power === 1 ? text : text.slice(1)
  if (base === '' || base === own) return { factor: power, issue: null }
  const inSheet = factorInSheet(packages, base)
  if (inSheet !== null) {
    // What the row says of its own packages is truer than what they usually hold.
    const here = factorInSpecification(specification, base, own) ?? inSheet
    const issue = here === inSheet ? 'unit-converted-by-sheet' : 'unit-differs-from-sheet'
    return { factor: inUnit(power, here), issue }
  }
  const direct = plainFactor(base, own)
  if (direct !== null) return { factor: inUnit(power, direct), issue: null }
  const packed = factorInSpecification(specification, base, own)
  if (packed !== null) return { factor: inUnit(power, packed), issue: 'unit-converted' }
  if ((base === '吨' || base === 't') && own === '立方米') {
    const factor = (power * TONNE_KILOGRAMS) / material.kilogramsPerUnit
    return { factor, issue: 'unit-converted-by-density' }
  }
  return null
}

export interface QuantityRead {
  readonly quantity: number | null
  readonly error: IssueCode | null
  readonly warnings: readonly IssueCode[]
}

const NONE = /^(?:[-—–/\\]+|无|没有|暂无)?$/

/** Whether a cell says that there is nothing. */
export const isNone = (text: string): boolean => NONE.test(plain(text))

const wrong = (error: IssueCode): QuantityRead => ({ quantity: null, error, warnings: [] })

/**
 * A quantity in the catalogue's unit. @param above the unit of the column or the row, for a cell without one.
 */
export const readQuantity = (
  raw: string | number,
  above: string,
  factorOf: (unit: string) => UnitRead | null,
): QuantityRead => {
  const read = readNumber(raw)
  if (!read) return wrong('number-unreadable')
  if (read.value < 0) return wrong('number-negative')
  const unit = factorOf(read.unit === '' ? unitAbove(above, read) : read.unit)
  if (!unit) return wrong('unit-not-convertible')
  const quantity = inUnit(read.value, unit.factor)
  if (!Number.isInteger(quantity)) return wrong('number-not-whole')
  const isDensity = unit.issue === 'unit-converted-by-density'
  return {
    quantity,
    error: isDensity ? unit.issue : null,
    warnings: [
      ...(read.isApproximate ? (['number-approximate'] as const) : []),
      ...(read.unit === '' ? [] : (['number-with-unit'] as const)),
      ...(unit.issue !== null && !isDensity ? [unit.issue] : []),
    ],
  }
}
