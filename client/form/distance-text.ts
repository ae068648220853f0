import type { Language } from '../../data/bilingual.ts'

const METRES_PER_KILOMETRE = 1000
/** From here on a tenth of a kilometre no longer says anything. */
const WHOLE_KILOMETRES_FROM = 100

const METRE = { zh: '米', en: 'm' } as const
const KILOMETRE = { zh: '公里', en: 'km' } as const

/** A distance for people: whole metres under a kilometre, then kilometres with one decimal. */
export const distanceText = (metres: number, language: Language): string => {
  const wholeMetres = Math.round(metres)
  if (wholeMetres < METRES_PER_KILOMETRE) return `${wholeMetres} ${METRE[language]}`
  const kilometres = metres / METRES_PER_KILOMETRE
  const digits = kilometres < WHOLE_KILOMETRES_FROM ? 1 : 0
  return `${kilometres.toFixed(digits)} ${KILOMETRE[language]}`
}
