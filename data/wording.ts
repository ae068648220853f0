/** Names, numbers, quantities, distances, durations and coordinates as people read them. */
import type { Bilingual, Language } from './bilingual.ts'
import type { Catalogue } from './field.ts'
import type { LonLat } from './geometry.ts'
import { MATERIALS, type MaterialKey } from './materials.ts'
import { UNITS, type Unit } from './units.ts'

const MAX_FRACTION_DIGITS = 2

const IN_BOTH = /^(.*\p{Script=Han}.*[。；]) ([A-Z][^\p{Script=Han}]*)$/su

/** The half in one language of a text that says the same in Chinese, then in English; else the text. */
export const halfIn = (text: string, language: Language): string => {
  const [, zh = text, en = text] = IN_BOTH.exec(text) ?? []
  return language === 'zh' ? zh : en
}

/** Intl objects are costly to make; a list draws thousands of numbers. */
const FORMATS: Readonly<Record<Language, Intl.NumberFormat>> = {
  zh: new Intl.NumberFormat('zh-CN', { maximumFractionDigits: MAX_FRACTION_DIGITS }),
  en: new Intl.NumberFormat('en-GB', { maximumFractionDigits: MAX_FRACTION_DIGITS }),
}

/** A number with digit grouping and at most two decimals. */
export const numberText = (value: number, language: Language): string =>
  FORMATS[language].format(value)

const KILOGRAMS_PER_TONNE = 1000

/** What goods weigh: in tonnes, below one in whole kilograms, of which anything has at least one. */
export const massText = (tonnes: number, language: Language): string => {
  if (tonnes >= 1) return `${numberText(tonnes, language)} ${language === 'zh' ? '吨' : 't'}`
  const kilograms = tonnes > 0 ? Math.max(1, Math.round(tonnes * KILOGRAMS_PER_TONNE)) : 0
  return `${numberText(kilograms, language)} ${language === 'zh' ? '公斤' : 'kg'}`
}

const GAP_DECIMALS = 2

/** A gap in percent, rounded up: nothing is said to be closer to the best than was proved. */
export const gapText = (gapPercent: number): string => {
  const scale = 10 ** GAP_DECIMALS
  return (Math.ceil(gapPercent * scale) / scale).toFixed(GAP_DECIMALS)
}

/** A stored value in its own unit; nothing is converted here. */
export const quantityText = (value: number, unit: Unit | undefined, language: Language): string =>
  unit === undefined
    ? numberText(value, language)
    : `${numberText(value, language)} ${UNITS[unit][language]}`

/** "1 bags" is no English; units of the catalogues are regular plurals, or signs such as kg. */
const singular = (unit: string): string => unit.replace(/(?<=ss)es$|s$/, '')

/** The unit as it stands behind a quantity. */
const countedUnit = (quantity: number, unit: Bilingual, language: Language): string =>
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

/** A duration in seconds, rounded as it is shown: to whole seconds under an hour, whole minutes from an hour on. */
export const toldSeconds = (seconds: number): number => {
  const whole = Math.round(seconds)
  return whole < SECONDS_PER_MINUTE * MINUTES_PER_HOUR
    ? whole
    : Math.round(whole / SECONDS_PER_MINUTE) * SECONDS_PER_MINUTE
}

/**
 * A duration as it is said on the radio: "6 分 20 秒", "1 小时 5 分". Whole seconds under an hour,
 * whole minutes from an hour on; a part that is zero is left out.
 */
export const durationText = (seconds: number, language: Language): string => {
  const whole = toldSeconds(seconds)
  if (whole < SECONDS_PER_MINUTE) return `${whole} ${SECOND[language]}`
  const wholeMinutes = Math.floor(whole / SECONDS_PER_MINUTE)
  if (whole < SECONDS_PER_MINUTE * MINUTES_PER_HOUR) {
    return joined(wholeMinutes, MINUTE, whole % SECONDS_PER_MINUTE, SECOND, language)
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

interface Count {
  readonly key: string
  readonly label: string
  readonly quantity: number
  readonly unit: string
}

/** What is there, in the catalogue's order; things of which there are none are left out. */
export const countsOf = (value: unknown, catalogue: Catalogue, language: Language): Count[] => {
  if (typeof value !== 'object' || value === null) return []
  const quantities = value as Readonly<Record<string, unknown>>
  return Object.entries(catalogue).flatMap(([key, { label, unit }]) => {
    const quantity = quantities[key]
    if (typeof quantity !== 'number' || quantity <= 0) return []
    return [{ key, label: label[language], quantity, unit: countedUnit(quantity, unit, language) }]
  })
}

/** One thing and how many: "排水泵 2 台", "Drainage pump: 2 units". */
const countText = ({ label, quantity, unit }: Count, language: Language): string =>
  language === 'zh'
    ? `${label} ${numberText(quantity, language)} ${unit}`
    : `${label}: ${numberText(quantity, language)} ${unit}`

/** Everything in one line; `first` cuts a long list off and says how many kinds are left. */
export const countsText = (
  value: unknown,
  catalogue: Catalogue,
  language: Language,
  first = Number.POSITIVE_INFINITY,
): string => {
  const counts = countsOf(value, catalogue, language)
  const shown = counts.slice(0, first).map((count) => countText(count, language))
  const left = counts.length - shown.length
  const line = listText(shown, language)
  if (left === 0) return line
  return language === 'zh' ? `${line} 等 ${counts.length} 类` : `${line} and ${left} more`
}

/** Equipment with a new least number of one thing; zero or null removes it. */
export const withEquipment = (
  equipment: Readonly<Record<string, number>>,
  key: string,
  quantity: number | null,
): Readonly<Record<string, number>> => {
  const { [key]: _replaced, ...others } = equipment
  return quantity === null || quantity <= 0 ? others : { ...others, [key]: Math.floor(quantity) }
}

/** A quantity of an item with its unit: "8,000 条". */
export const amountText = (quantity: number, item: MaterialKey, language: Language): string =>
  `${numberText(quantity, language)} ${countedUnit(quantity, MATERIALS[item].unit, language)}`

/** The same for a change: what comes in has its sign, too. */
export const changeText = (change: number, item: MaterialKey, language: Language): string =>
  `${change > 0 ? '+' : ''}${amountText(change, item, language)}`

/** What it is and how much: "编织袋 8,000 条". */
export const goodsText = (quantity: number, item: MaterialKey, language: Language): string =>
  `${MATERIALS[item].label[language]} ${amountText(quantity, item, language)}`

/** What it is and what it is counted in, for headings: "编织袋（条）". */
export const itemInUnits = (item: MaterialKey, language: Language): string => {
  const { label, unit } = MATERIALS[item]
  return language === 'zh' ? `${label.zh}（${unit.zh}）` : `${label.en} (${unit.en})`
}

/** Several names in one sentence. */
export const listText = (names: readonly string[], language: Language): string =>
  names.join(language === 'zh' ? '、' : ', ')

const THOUSANDS = /\B(?=(?:\d{3})+$)/g

/** How the field shows thousands while a number is typed in: "99,000"; the field itself reads it so. */
export const grouped = (value: number | string | undefined): string =>
  `${value ?? ''}`.replace(THOUSANDS, ',')

/** A feature's name in the language, Chinese where it has no English one. */
export const localisedName = (
  { name, nameEn }: { readonly name?: unknown; readonly nameEn?: unknown },
  language: Language,
): string => {
  if (language === 'en' && typeof nameEn === 'string' && nameEn !== '') return nameEn
  return typeof name === 'string' ? name : ''
}

/** The same of the stockpile that something comes from. */
export const senderName = (
  from: { readonly stockpileName: string; readonly stockpileNameEn: string | null },
  language: Language,
): string => localisedName({ name: from.stockpileName, nameEn: from.stockpileNameEn }, language)

/** Which stop of a lorry that loads at several stores. */
const stopText = ({
  lorry,
  stop,
  stops,
}: {
  readonly lorry: number
  readonly stop: number
  readonly stops: number
}): Bilingual => ({
  zh: `顺路车 ${lorry} 第 ${stop}/${stops} 站`,
  en: `shared lorry ${lorry}, stop ${stop} of ${stops}`,
})

/** What a load goes with: so many lorries, or machines on their own wheels. */
export const vehiclesText = (
  load: {
    readonly lorries: number
    readonly hired: string | null
    readonly round: number
    /** Which stop of its lorry it is, where that loads at several stores. */
    readonly pickup: {
      readonly lorry: number
      readonly stop: number
      readonly stops: number
    } | null
  },
  language: Language,
): string => {
  const { lorries, hired, round, pickup } = load
  if (lorries === 0) return language === 'zh' ? '自行机动' : 'drives itself'
  const isChinese = language === 'zh'
  const count = isChinese ? `${lorries} 车` : `${lorries} ${lorries === 1 ? 'lorry' : 'lorries'}`
  const ofFirm = isChinese ? `社会车辆 ${count}（${hired}）` : `${count} hired (${hired})`
  const again = isChinese ? ` 第 ${round} 趟` : `, round ${round}`
  const stop = pickup && stopText(pickup)[language]
  return (hired === null ? count : ofFirm) + (round > 1 ? again : '') + (stop ? ` · ${stop}` : '')
}

/** The name behind a code; null where the features do not know it. */
export const nameOfCode = (
  code: unknown,
  features: readonly { readonly properties: Readonly<Record<string, unknown>> }[],
  language: Language,
): string | null => {
  const found = features.find(({ properties }) => properties.code === code)
  return found ? localisedName(found.properties, language) : null
}
