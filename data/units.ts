import type { Bilingual } from './bilingual.ts'

/**
 * Units that stored values are in; conversion happens only where a person reads or types. Programs
 * are told them in UCUM, case-sensitive, where what is counted stands in braces.
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
  tenThousandCubicMetres: { zh: '万立方米', en: '10⁴ m³', ucum: '10*4.m3' },
  year: { zh: '年', en: 'years', ucum: 'a' },
} as const satisfies Record<string, Bilingual & { readonly ucum: string }>

export type Unit = keyof typeof UNITS

/** Metres per second in one kilometre per hour. */
const METRES_PER_SECOND_PER_KPH = 1 / 3.6

export const metresPerSecond = (speedKph: number): number => speedKph * METRES_PER_SECOND_PER_KPH
