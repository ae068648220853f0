/** Words of the phone's page: pairs of Chinese and English, chosen once. */
import type { Bilingual, Language } from '../../data/bilingual.ts'

const asked = new URLSearchParams(location.search).get('lang')
const known = asked ?? navigator.language
export const language: Language = known.toLowerCase().startsWith('en') ? 'en' : 'zh'

/** The one of two texts that is read here. */
export const say = (zh: string, en: string): string => (language === 'zh' ? zh : en)
export const told = (text: Bilingual): string => text[language]

const LOCALE = { zh: 'zh-CN', en: 'en-GB' }[language]
const clock = new Intl.DateTimeFormat('zh-CN', {
  ...{ month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' },
  ...{ hourCycle: 'h23', timeZone: 'Asia/Shanghai' },
})

/** Month, day and clock time in Shanghai, wherever the phone believes to be: 11-30 03:06. */
export const momentText = (at: string | number): string => {
  const parts = new Map(clock.formatToParts(new Date(at)).map(({ type, value }) => [type, value]))
  return `${parts.get('month')}-${parts.get('day')} ${parts.get('hour')}:${parts.get('minute')}`
}

const numbers = new Intl.NumberFormat(LOCALE, { maximumFractionDigits: 2 })
export const numberText = (value: number): string => numbers.format(value)
