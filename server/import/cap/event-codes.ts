/** Kinds of events by their codes in the national classification (GB/T 35561 and the platform's lists). */
import type { WarningKind } from '../../../data/warning-kind.ts'

/** Of the weather, 11B; others of these are `other`. */
const WEATHER: Readonly<Record<string, WarningKind>> = {
  ...{ '01': 'typhoon', '02': 'gale', '03': 'rainstorm', '04': 'snow-ice', '05': 'cold' },
  ...{ '06': 'gale', '07': 'sandstorm', '08': 'cold', '09': 'heat', '10': 'heat' },
  ...{ '14': 'thunderstorm', '15': 'hail', '16': 'frost', '17': 'fog', '19': 'haze' },
  ...{ '20': 'thunderstorm', '21': 'icy-roads', '22': 'drought' },
}

/** Whole groups: water and drought, earthquakes, geological ones, fires of forest and grassland. */
const GROUPS: Readonly<Record<string, WarningKind>> = {
  ...{ '11A': 'flood', '11C': 'earthquake', '11D': 'geological', '11G': 'forest-fire' },
}

const CODE = /^(1\d[A-Z])(\d\d)?\d*$/

/** Undefined where none of them is a code whose kind is known. */
export const kindOfCodes = (codes: readonly string[]): WarningKind | undefined => {
  for (const code of codes) {
    const [, group = '', kind = ''] = CODE.exec(code.trim().toUpperCase()) ?? []
    const known = group === '11B' ? WEATHER[kind] : GROUPS[group]
    if (known) return known
  }
  return undefined
}

/** Whether a text is a code and no words. */
export const isEventCode = (text: string): boolean => CODE.test(text.trim().toUpperCase())
