import type { Bilingual } from './bilingual.ts'

/**
 * Units that stored values are in; conversion happens only where a person reads or types. Programs
 * receive them in UCUM, case-sensitive, where what is counted stands in braces.
 */
export const UNITS = {
  metre: { zh: '米', en: 'm', ucum: 'm' },
  second: { zh: '秒', en: 's', ucum: 's' },
  person: { zh: '人', en: 'people', ucum: '{person}' },
  squareMetre: { zh: '平方米', en: 'm²', ucum: 'm2' },
  cubicMetre: { zh: '立方米', en: 'm³', ucum: 'm3' },
  kilogram: { zh: '公斤', en: 'kg', ucum: 'kg' },
  lorry: { zh: '辆', en: 'lorries', ucum: '{lorry}' },
  hectare: { zh: '公顷', en: 'ha', ucum: 'har' },
  cubicMetrePerSecond: { zh: '立方米/秒', en: 'm³/s', ucum: 'm3/s' },
  litrePerSecond: { zh: '升/秒', en: 'L/s', ucum: 'L/s' },
  tenThousandCubicMetres: { zh: '万立方米', en: '10⁴ m³', ucum: '10*4.m3' },
  year: { zh: '年', en: 'years', ucum: 'a' },
} as const satisfies Record<string, Bilingual & { readonly ucum: string }>

export type Unit = keyof typeof UNITS

/** Metres per second in one kilometre per hour. */
const METRES_PER_SECOND_PER_KPH = 1 / 3.6

export const metresPerSecond = (speedKph: number): number => speedKph * METRES_PER_SECOND_PER_KPH

/** How many of a unit one of another is, by how registers spell that: `km` of a field in metres is 1000. */
export const SPELLED_UNITS: Readonly<Record<Unit, Readonly<Record<string, number>>>> = {
  metre: { 米: 1, m: 1, 公里: 1000, 千米: 1000, km: 1000, 里: 500 },
  second: { 秒: 1, s: 1, 秒钟: 1, 分钟: 60, 分: 60, min: 60, 小时: 3600, h: 3600 },
  person: { 人: 1, 名: 1, 位: 1, 个: 1 },
  squareMetre: { 平方米: 1, 平米: 1, 平: 1, m2: 1, 公顷: 10_000, ha: 10_000, 亩: 2000 / 3 },
  cubicMetre: { 立方米: 1, 立方: 1, 方: 1, m3: 1 },
  kilogram: { 公斤: 1, 千克: 1, kg: 1, 吨: 1000, t: 1000, 斤: 0.5 },
  lorry: { 辆: 1, 台: 1 },
  hectare: { 公顷: 1, ha: 1, 亩: 1 / 15, 平方米: 1e-4, m2: 1e-4, 平方公里: 100, km2: 100 },
  cubicMetrePerSecond: { '立方米/秒': 1, 立方米每秒: 1, 'm3/s': 1, 个流量: 1 },
  litrePerSecond: {
    ...{ '升/秒': 1, 升每秒: 1, 'l/s': 1, '立方米/秒': 1000, 'm3/s': 1000 },
    ...{ '立方米/分': 1000 / 60, 'm3/min': 1000 / 60, '立方米/小时': 1 / 3.6, 'm3/h': 1 / 3.6 },
  },
  tenThousandCubicMetres: { 立方米: 1e-4, 方: 1e-4, m3: 1e-4 },
  year: { 年: 1, 年一遇: 1 },
}
