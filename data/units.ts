import type { Bilingual } from './bilingual.ts'

/** Units that stored values are in; conversion happens only where a person reads or types. */
export const UNITS = {
  metre: { zh: '米', en: 'm' },
  second: { zh: '秒', en: 's' },
  person: { zh: '人', en: 'people' },
  squareMetre: { zh: '平方米', en: 'm²' },
  cubicMetre: { zh: '立方米', en: 'm³' },
  kilogram: { zh: '公斤', en: 'kg' },
  lorry: { zh: '辆', en: 'lorries' },
  hectare: { zh: '公顷', en: 'ha' },
  cubicMetrePerSecond: { zh: '立方米/秒', en: 'm³/s' },
  tenThousandCubicMetres: { zh: '万立方米', en: '10⁴ m³' },
  year: { zh: '年', en: 'years' },
} as const satisfies Record<string, Bilingual>

export type Unit = keyof typeof UNITS

/** Metres per second in one kilometre per hour. */
const METRES_PER_SECOND_PER_KPH = 1 / 3.6

export const metresPerSecond = (speedKph: number): number => speedKph * METRES_PER_SECOND_PER_KPH
