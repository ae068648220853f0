import type { Bilingual, Language } from '../../data/bilingual.ts'

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
