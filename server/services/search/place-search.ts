/** The ways in which names are looked for, over all that a snapshot and the network have. */
import type { LonLat } from '../../../data/geometry.ts'
import { areaMeant } from '../../analysis/gazetteer/aside.ts'
import {
  findLeftOut,
  findNames,
  findNearest,
  type NameQuestion,
} from '../../analysis/gazetteer/find-names.ts'
import { folded } from '../../analysis/gazetteer/letters.ts'
import { signedRoad } from '../../analysis/gazetteer/road-words.ts'
import { areaAt } from '../../analysis/place.ts'
import type { Snapshot } from '../../store/store.ts'
import type { Registers } from '../registers.ts'
import type { Roads } from './asked-roads.ts'
import {
  type CollectionPart,
  type Gazetteer,
  type NamedArea,
  type Part,
  phoneDigits,
  type RoadPart,
} from './gazetteer.ts'
import { type Found, PlaceFeatures } from './place-features.ts'

/** Matches that are ranked before the best are listed: what is not looked at ranks no higher. */
const MOST_LOOKED_AT = 60
const LEAST_PHONE_DIGITS = 7
const LEAST_NAME = 2

const PROVINCE =
  /^(?:河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海|台湾|内蒙古|广西(?:壮族)?|西藏|宁夏(?:回族)?|新疆(?:维吾尔)?)(省|自治区)?/
const KIND_OF_REGION = /(?:自治州|地区|[盟州市区县])$/

/**
 * An address without province and region, the region with its kind or without: 甘肃省临夏州红园路, 临夏红园路.
 * What is left says something, or nothing is taken away.
 */
const withoutRegion = (text: string, region: string): string => {
  const short = region.replace(KIND_OF_REGION, '')
  const names = [region, short].filter(({ length }) => length >= LEAST_NAME)
  const beyond = (from: string): string =>
    names
      .filter((name) => from.startsWith(name))
      .map((name) => from.slice(name.length))
      .find(({ length }) => length >= LEAST_NAME) ?? from
  const [province, kind] = PROVINCE.exec(text) ?? []
  if (province === undefined) return beyond(text)
  const within = text.slice(province.length)
  const isProvince = kind !== undefined || beyond(within) !== within
  return isProvince && within.length >= LEAST_NAME ? beyond(within) : beyond(text)
}

/** A kind of road or thing alone, which is within so many names that it identifies none. */
const SAYS_NOTHING =
  /^(?:.|[a-z]{1,2}|[东西南北中上下前后大小新老]{0,3}(?:路|街|道|巷|线|胡同|公路|高速|路口|桥|站|车站|火车站|汽车站|村|庄|社区|小区|花园|广场|公园|学校|小学|中学|幼儿园|学院|医院|卫生院|派出所|加油站|超市|商店|酒店|宾馆|银行|政府|[门河湖渠堤闸厂]|水库|泵站|救援站|仓库|市场|号)|(?:dong|xi|nan|bei|zhong|da)*(?:lu|jie|dao|xiang|zhan|cun|qiao))$/u

/** A number, with or without a word that says so before it. */
const isPhone = (text: string): boolean =>
  /^(?:(?:联系|值班)?(?:电话|手机)(?:号码?)?\s*:?|tel\.?:?|phone:?)?[\d\s()+\u2010-\u2015\u2212-]+$/iu.test(
    text.normalize('NFKC').trim(),
  )

export interface AfterArea {
  readonly rest: string
  /** Of the counties or towns that are called so; none where it was the city alone. */
  readonly codes: readonly string[]
}

/**
 * What is left of the text after each area that it begins with, outermost first: 洸河路 of 任城区洸河路 begins with
 * the short name of a town, too.
 * @param region the name that may stand before all others, null for none
 */
export const afterAreas = (
  text: string,
  areas: readonly NamedArea[],
  region: string | null,
): AfterArea[] => {
  let rest = withoutRegion(folded(text).trim(), folded(region ?? ''))
  const after: AfterArea[] = rest === folded(text).trim() ? [] : [{ rest, codes: [] }]
  for (const kind of ['county', 'town'] as const) {
    const names = areas
      .filter((area) => area.kind === kind)
      .flatMap((area) => area.names.map((name) => ({ name, code: area.code })))
      .filter(({ name }) => rest.startsWith(name) && rest.length > name.length)
    const longest = Math.max(...names.map(({ name }) => name.length))
    const named = names.filter(({ name }) => name.length === longest)
    if (named.length === 0) continue
    rest = rest.slice(longest).trim()
    after.push({ rest, codes: named.map(({ code }) => code) })
  }
  // 洸河路与建设路 任城
  const [, before, last] = /^(.*\S)\s+(\S+)$/u.exec(rest) ?? []
  const codes = areas.filter(({ names }) => last && names.includes(last)).map(({ code }) => code)
  return before && codes.length > 0 ? [...after, { rest: before, codes }] : after
}

/** What a snapshot has of the places that are searched, and how to word what is found of them. */
export class PlaceSearch {
  readonly #snapshot: Snapshot
  readonly #registers: Registers
  readonly #gazetteer: Gazetteer
  readonly parts: readonly Part[]

  /** Words what was found. */
  readonly told: PlaceFeatures

  constructor(
    snapshot: Snapshot,
    registers: Registers,
    gazetteer: Gazetteer,
    parts: readonly Part[],
  ) {
    this.#snapshot = snapshot
    this.#registers = registers
    this.#gazetteer = gazetteer
    this.parts = parts
    this.told = new PlaceFeatures(snapshot, registers)
  }

  get roads(): Roads | null {
    const { graph } = this.#gazetteer
    const part = this.parts.find((each): each is RoadPart => each.collection === 'roads')
    return graph && part ? { gazetteer: this.#gazetteer, graph, part } : null
  }

  #question(limit: number, accepts?: NameQuestion<Part>['accepts']): NameQuestion<Part> {
    return { most: Math.max(limit, MOST_LOOKED_AT), accepts }
  }

  /** Stations and other posts by a number that everybody reads whole. */
  phones(text: string): Found[] {
    const digits = phoneDigits(text)
    if (!isPhone(text) || digits.length < LEAST_PHONE_DIGITS) return []
    return this.parts.flatMap((part) =>
      'phones' in part
        ? (part.phones.get(digits) ?? []).map((entry) => ({
            ...{ part, entry, rank: 0, fit: 'whole' as const },
          }))
        : [],
    )
  }

  contiguous(text: string, limit: number): Found[] {
    const found = findNames(this.#gazetteer.alphabet, this.parts, text, this.#question(limit))
    const signed = found.length > 0 ? null : signedRoad(text)
    return signed === null ? found : this.contiguous(signed, limit)
  }

  /** With the county or town before the name, or with words of which each is found. */
  async byParts(text: string, after: readonly AfterArea[], limit: number): Promise<Found[]> {
    const { alphabet } = this.#gazetteer
    const areas = await this.#gazetteer.areas(this.#snapshot)
    for (const { rest, codes } of after) {
      if (SAYS_NOTHING.test(rest)) continue
      const within = await this.within(codes)
      const question = this.#question(limit, within)
      // Of roads and places of the network the town is not known: they must be called so.
      const found = findNames(alphabet, this.parts, rest, question).filter(
        ({ part, fit }) => 'sequences' in part || fit === 'whole' || fit === 'beginning',
      )
      const known = this.parts.filter((part) => 'sequences' in part)
      const more = found.length > 0 ? found : findLeftOut(alphabet, known, rest, question)
      if (more.length > 0) return more
    }
    const words = text.split(/[\s\p{Control}]+/u).filter((word) => word !== '')
    if (words.length < 2) return []
    // The longest word says most; entries must have each of the others, too.
    const [first = '', ...others] = [...words].sort((a, b) => b.length - a.length)
    const everything = Number.MAX_SAFE_INTEGER
    const entries = new Map<Part, Set<number>>()
    for (const word of others) {
      const codes = areas
        .filter(({ names }) => names.includes(folded(word)))
        .map(({ code }) => code)
      const within = codes.length > 0 ? await this.within(codes) : null
      const having = new Map<Part, Set<number>>()
      for (const { part, entry } of within
        ? []
        : findNames(alphabet, this.parts, word, { most: everything })) {
        having.set(part, (having.get(part) ?? new Set()).add(entry))
      }
      for (const part of this.parts) {
        const before = entries.get(part)
        const all = before ?? Array.from({ length: part.index.entryCount }, (_, entry) => entry)
        const kept = [...all].filter((entry) =>
          within ? within(part, entry) : having.get(part)?.has(entry),
        )
        entries.set(part, new Set(kept))
      }
    }
    return findNames(
      alphabet,
      this.parts,
      first,
      this.#question(limit, (part, entry) => entries.get(part)?.has(entry) ?? false),
    )
  }

  /** What is called just so without the areas before the name, or what an office or seat is that of. */
  async meant(text: string, after: readonly AfterArea[], limit: number): Promise<Found[]> {
    for (const { rest, codes } of [{ rest: text, codes: [] }, ...after]) {
      const names = [...(codes.length > 0 ? [rest] : []), areaMeant(rest)]
      const accepts = await this.within(codes)
      for (const name of names) {
        if (name === null) continue
        const question = this.#question(limit, accepts)
        const found = findNames(this.#gazetteer.alphabet, this.parts, name, question)
        const whole = found.filter(({ fit }) => fit === 'whole')
        if (whole.length > 0) return whole
      }
    }
    return []
  }

  leftOut(text: string, limit: number): Found[] {
    return findLeftOut(this.#gazetteer.alphabet, this.parts, text, this.#question(limit))
  }

  nearest(text: string, limit: number): Found[] {
    return findNearest(this.#gazetteer.alphabet, this.parts, text, this.#question(limit))
  }

  /** Whether an entry lies in one of these counties or towns; of roads and places of the extract, in a county. */
  async within(codes: readonly string[]): Promise<NonNullable<NameQuestion<Part>['accepts']>> {
    if (codes.length === 0) return () => true
    const counties = await this.#registers.counties(this.#snapshot)
    const wanted = counties.filter(({ code }) => codes.some((each) => each.startsWith(code)))
    return (part, entry) => {
      if ('sequences' in part) {
        const [county, town] = [part.countyCodes[entry], part.townCodes[entry]]
        return codes.includes(county ?? '') || codes.includes(town ?? '')
      }
      const [longitude, latitude] = this.#positionOf(part, entry)
      return areaAt(wanted, longitude, latitude) !== null
    }
  }

  #positionOf(part: Exclude<Part, CollectionPart>, entry: number): LonLat {
    if (part.collection === 'roads') return part.roads[entry]!.middle
    const { longitude, latitude } = part.places[entry]!
    return [longitude, latitude]
  }
}
