/** Numbers, quantities, distances, durations and coordinates as people read them. */

import type { Bilingual, Language } from '../../data/bilingual.ts'
import type { LonLat } from '../../data/geometry.ts'
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

const SECONDS_PER_MINUTE = 60
const MINUTES_PER_HOUR = 60

const HOUR: Bilingual = { zh: '小时', en: 'h' }
const MINUTE: Bilingual = { zh: '分', en: 'min' }
const SECOND: Bilingual = { zh: '秒', en: 's' }

/**
 * A duration as it is said on the radio: "6 分 20 秒", "1 小时 5 分". Whole seconds under an hour,
 * whole minutes from an hour on; a part that is zero is left out.
 */
export const durationText = (seconds: number, language: Language): string => {
  const whole = Math.round(seconds)
  if (whole < SECONDS_PER_MINUTE) return `${whole} ${SECOND[language]}`
  const wholeMinutes = Math.round(whole / SECONDS_PER_MINUTE)
  if (whole < SECONDS_PER_MINUTE * MINUTES_PER_HOUR) {
    return joined(
      Math.floor(whole / SECONDS_PER_MINUTE),
      MINUTE,
      whole % SECONDS_PER_MINUTE,
      SECOND,
      language,
    )
  }
  return joined(
    Math.floor(wholeMinutes / MINUTES_PER_HOUR),
    HOUR,
    wholeMinutes % MINUTES_PER_HOUR,
    MINUTE,
    language,
  )
}

const joined = (
  large: number,
  largeUnit: Bilingual,
  small: number,
  smallUnit: Bilingual,
  language: Language,
): string => {
  const first = `${large} ${largeUnit[language]}`
  return small === 0 ? first : `${first} ${small} ${smallUnit[language]}`
}

/** Five decimals of a degree are about one metre. */
const COORDINATE_DECIMALS = 5

/** Longitude, latitude in WGS-84 degrees, as every other program reads them when pasted. */
export const coordinateText = ([longitude, latitude]: LonLat): string =>
  `${longitude.toFixed(COORDINATE_DECIMALS)}, ${latitude.toFixed(COORDINATE_DECIMALS)}`
