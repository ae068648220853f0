/** Counties and towns that the areas of a message mean, by their codes or by their names. */
import { withArabicNumerals } from '../../../data/numerals.ts'
import { folded } from '../../analysis/gazetteer/letters.ts'
import type { CapArea } from './read-cap.ts'

/** A county or town that a message may name. */
export interface KnownPlace {
  /** Official: six digits of a county, nine of a town. */
  readonly code: string
  readonly name: string
  readonly nameEn: string | null
  /** Of the county that a town is in; null of a county. */
  readonly countyCode: string | null
}

export interface KnownPlaces {
  readonly counties: readonly KnownPlace[]
  readonly towns: readonly KnownPlace[]
  /** What the whole region is called, as in `济宁市`. */
  readonly region: readonly string[]
}

export interface MeantPlaces {
  readonly by: 'code' | 'name' | 'none'
  readonly places: readonly KnownPlace[]
  /** Codes and words that match no place. */
  readonly unknown: readonly string[]
}

/** Of counties, towns, villages and their parts (GB/T 2260, GB/T 10114), filled up with noughts. */
const OFFICIAL_CODE = /^(?:CN[-_]?)?(\d{6}(?:\d{3}){0,3})$/i
const CODE_PARTS = /^(\d\d)(\d\d)(\d\d)(\d{3})?(\d{3})?(\d{3})?$/
const NUMBERS = /^[\d.-]*$/
const SEPARATORS = /[\s,，、;；|]+/

/** Without the noughts that stand for all that lies below: 370800 is 3708. */
const significant = (code: string): string => {
  const parts = (CODE_PARTS.exec(code) ?? []).slice(1).filter((part) => part !== undefined)
  while (parts.length > 0 && /^0+$/.test(parts.at(-1)!)) parts.pop()
  return parts.join('')
}

/** Counties of a province or city, a county, the towns of a zone, a town, or that of a village. */
const placesOfCode = ({ counties, towns }: KnownPlaces, value: string): KnownPlace[] => {
  const [, digits = ''] = OFFICIAL_CODE.exec(value.normalize('NFKC')) ?? []
  const code = significant(digits)
  if (code === '') return []
  const below = counties.filter((county) => county.code.startsWith(code))
  if (below.length > 0) return below
  return towns.filter((town) => town.code.startsWith(code) || code.startsWith(town.code))
}

const COUNTY_SUFFIX = /(?:自治县|[县市区])$/
const TOWN_SUFFIX = /(?:街道|[镇乡])$/
const ENGLISH_SUFFIX = / (?:county|district|city|subdistrict|town|township)$/
const LEAST_SHORT_NAME = 2

interface Name {
  readonly text: string
  readonly place: KnownPlace | 'region'
  /** Whether it may be the beginning of another word, as 微山 is of 微山湖. */
  readonly isShort: boolean
}

const chineseNames = (name: string, place: Name['place'], suffix = COUNTY_SUFFIX): Name[] => {
  const short = name.replace(suffix, '')
  const whole = { text: name, place, isShort: false }
  return short !== name && short.length >= LEAST_SHORT_NAME
    ? [whole, { text: short, place, isShort: true }]
    : [whole]
}

const englishNames = ({ nameEn, countyCode }: KnownPlace): string[] => {
  const name = nameEn?.toLowerCase() ?? ''
  const short = name.replace(ENGLISH_SUFFIX, '')
  return name === '' ? [] : countyCode === null && short !== name ? [name, short] : [name]
}

const makeNames = ({ counties, towns, region }: KnownPlaces): readonly Name[] =>
  [
    ...region.flatMap((name) =>
      chineseNames(name, 'region').map((each) => ({ ...each, isShort: false })),
    ),
    ...counties.flatMap((place) => chineseNames(place.name, place)),
    ...towns.flatMap((place) => chineseNames(place.name, place, TOWN_SUFFIX)),
    ...[...counties, ...towns].flatMap((place) =>
      englishNames(place).map((text) => ({ text, place, isShort: true })),
    ),
  ].sort((a, b) => b.text.length - a.text.length)

const namesKnown = new WeakMap<KnownPlaces, readonly Name[]>()

/** A message asks for the same names at each of its codes and areas. */
const namesOf = (places: KnownPlaces): readonly Name[] => {
  const names = namesKnown.get(places) ?? makeNames(places)
  namesKnown.set(places, names)
  return names
}

const AFTER_SHORT =
  /^(?:$|[\s,，、;；。.()（）及和与或等以至]|的|境内|全境|全域|全[县市区]|大部|部分|局部|地区|一带|附近|城区|县城|市区|各|[东西南北中]{1,2}(?:部|侧|片|边))/
/** Before a town's name or a short one, unless it begins the text: a mark, or the area that it lies in. */
const BEFORE_SHORT = /(?:[\s,，、;；。.()（）：:及和与或至省市县区州盟旗镇乡]|街道|包括|影响)$/
const BEFORE_LENGTH = 2
const FILLING =
  /[\p{P}\p{S}\s\d]|(?<!\p{Script=Han})\p{Script=Han}{2,3}省(?=\s|$)|以及|附近|一带|部分|局部|大部|地区|区域|范围|境内|全境|全域|全[省县市区]|各(?:县|市|区|乡镇|街道|镇|乡)+|镇街|[东西南北中]{1,2}(?:部|侧|片|边)|城区|县城|市区|乡镇|街道办事处|办事处|包括|影响|其中|其[他它余]|[及和与或等的至各]|\b(?:and|of|the|in|all|parts?|county|district|city)\b/giu
const LEAST_WORD = 2

interface Said {
  readonly place: Name['place']
  readonly end: number
}

/** Names in their order, the longest at each place; and the words between them. */
const saidIn = (text: string, names: readonly Name[]): { said: Said[]; rest: string } => {
  const said: Said[] = []
  let rest = ''
  for (let at = 0; at < text.length; ) {
    const before = text.slice(Math.max(0, at - BEFORE_LENGTH), at)
    const isFree = at === 0 || said.at(-1)?.end === at || BEFORE_SHORT.test(before)
    const name = names.find(
      (each) =>
        text.startsWith(each.text, at) &&
        (isFree ||
          (!each.isShort && (each.place === 'region' || each.place.countyCode === null))) &&
        (!each.isShort || AFTER_SHORT.test(text.slice(at + each.text.length))),
    )
    if (name) {
      said.push({ place: name.place, end: at + name.text.length })
      rest += ' '
    } else rest += text[at]
    at += name?.text.length ?? 1
  }
  return { said, rest }
}

const unique = <T>(all: readonly T[]): T[] => [...new Set(all)]

/** `除微山县外`, `除邹城市以外的`. */
const EXCEPT = /除了?(\p{Script=Han}[^除外]*?)(?:以|之)?外(?!围)的?/u
/** `任城区等11个县市区`: more than are named, perhaps. */
const AND_SO_MANY = /等(\d+|[一二三四五六七八九十]+)个[^\s,，、;；。]*/

/**
 * Counties that a text names, and of those after which it names towns, the towns: 任城区喻屯镇、石桥镇 is
 * two towns.
 */
const placesOfText = (known: KnownPlaces, text: string): Omit<MeantPlaces, 'by'> => {
  const plain = folded(text)
  const [exception, excepted] = EXCEPT.exec(plain) ?? []
  if (exception !== undefined && excepted !== undefined) {
    const all = placesOfText(known, plain.replace(exception, ' '))
    const without = placesOfText(known, excepted)
    const isWhole =
      without.unknown.length === 0 && without.places.every((place) => all.places.includes(place))
    return {
      places: all.places.filter((place) => !without.places.includes(place)),
      unknown: isWhole ? all.unknown : [...all.unknown, exception],
    }
  }
  const [more, count] = AND_SO_MANY.exec(plain) ?? []
  const { said, rest } = saidIn(plain.replace(AND_SO_MANY, ' '), namesOf(known))
  const unknown = rest
    .replace(FILLING, ' ')
    .split(/\s+/)
    .filter((word) => word.replace(/[省市县区]/g, '').length >= LEAST_WORD)
  const places: KnownPlace[] = []
  let county: KnownPlace | null = null
  for (const { place } of said) {
    if (place === 'region') continue
    if (place.countyCode === null) {
      places.push(place)
      county = place
      continue
    }
    const namesakes = known.towns.filter(({ name }) => name === place.name)
    const own = namesakes.find((town) => town.countyCode === county?.code)
    const meant = own ?? (namesakes.length === 1 ? namesakes[0] : undefined)
    if (!meant) unknown.push(place.name)
    // The county is named to say whose town it is.
    else
      places.splice(
        0,
        places.length,
        ...places.filter((each) => own === undefined || each !== county),
        meant,
      )
  }
  if (more && Number(withArabicNumerals(count!)) > places.length) unknown.push(more)
  if (places.length > 0) return { places: unique(places), unknown: unique(unknown) }
  const isRegion = said.some(({ place }) => place === 'region') || /全市|全域/.test(plain)
  return unknown.length === 0 && isRegion
    ? { places: known.counties, unknown }
    : { places, unknown }
}

/** Who speaks, in front of what is said: `任城区气象台`, `某某市防汛抗旱指挥部`. */
const SPEAKER = /^.*(?:气象[台局站]|[局厅]|政府|指挥部|办公室|中心)/
/** What is no place in a headline that ends a warning. */
const AFTER_PLACES = /(?:解除|取消|终止|撤销|结束|停止)/g

/** Counties and towns that the headline of an ending names where the message has no areas. */
export const placesOfHeadline = (known: KnownPlaces, headline: string): CapArea[] => {
  const plain = folded(headline).replace(SPEAKER, '').replace(AFTER_PLACES, ' ')
  const names = namesOf(known).filter(({ isShort }) => !isShort)
  const said = saidIn(plain, names).said.some(({ place }) => place !== 'region')
  if (!said) return []
  const { places } = placesOfText(known, plain)
  return places.map(({ name, code }) => ({
    ...{ text: name, codes: [{ system: '', value: code }], rings: [], unreadable: [] },
  }))
}

/**
 * Codes come before names. Of several systems of codes only those with a code that is known count; a code
 * in one of these that matches no place is reported as unknown.
 */
export const placesMeant = (known: KnownPlaces, { text, codes }: CapArea): MeantPlaces => {
  const isCode = OFFICIAL_CODE.test(text)
  const bySystem = Map.groupBy(
    (isCode ? [...codes, { system: '', value: text }] : codes).flatMap(({ system, value }) =>
      value.split(SEPARATORS).map((each) => ({ system, value: each })),
    ),
    ({ system }) => system,
  )
  const places: KnownPlace[] = []
  const unknown: string[] = []
  for (const [system, values] of bySystem) {
    const found = values.map(({ value }) => {
      const ofCode = placesOfCode(known, value)
      if (ofCode.length > 0) return ofCode
      return NUMBERS.test(value) ? [] : placesOfText(known, value).places
    })
    if (found.every((each) => each.length === 0)) continue
    places.push(...found.flat())
    for (const [at, each] of found.entries()) {
      if (each.length === 0) unknown.push(`${system} ${values[at]!.value}`.trim())
    }
  }
  if (places.length > 0) return { by: 'code', places: unique(places), unknown }
  const named = placesOfText(known, text)
  if (named.places.length > 0) return { by: 'name', ...named }
  return { by: 'none', places: [], unknown: [] }
}
