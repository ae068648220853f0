/** Names, crossings and kilometres of roads for what was typed, best first. */
import type { Bilingual } from '../../../data/bilingual.ts'
import { COLLECTIONS, type ResourceId } from '../../../data/collections.ts'
import type { Bbox, Geometry, LonLat } from '../../../data/geometry.ts'
import { NAMED_PLACE_KINDS } from '../../../data/named-place.ts'
import { compareNames } from '../../../data/natural-order.ts'
import type { ResourceDeclaration } from '../../../data/resource.ts'
import { FOUND_BESIDE, type SearchFeature } from '../../../data/search.ts'
import {
  type FoundName,
  findLeftOut,
  findNames,
  findNearest,
  type NameQuestion,
} from '../../analysis/gazetteer/find-names.ts'
import { folded } from '../../analysis/gazetteer/letters.ts'
import type { Road } from '../../analysis/gazetteer/roads.ts'
import { areaAt } from '../../analysis/place.ts'
import type { NamedFeature } from '../../store/named-features.ts'
import type { Snapshot } from '../../store/store.ts'
import type { Registers } from '../registers.ts'
import {
  askedAlong,
  askedCrossing,
  askedWithUnknown,
  type KilometrePlace,
  type RoadAnswer,
  type Roads,
  roadName,
} from './asked-roads.ts'
import {
  type CollectionPart,
  type Gazetteer,
  type NamedArea,
  type Part,
  phoneDigits,
  type RoadPart,
} from './gazetteer.ts'

export interface FoundPlaces {
  readonly features: readonly SearchFeature[]
  readonly remark: Bilingual | null
  readonly suggestions: readonly string[]
}

type Named = NonNullable<SearchFeature['properties']['county']>
type Found = FoundName<Part>

/** Looked at for their order before the best are told: what is not looked at ranks no higher. */
const MOST_LOOKED_AT = 60
const LEAST_PHONE_DIGITS = 7
/** A town is the point of its seat, and yet no place that somebody calls from. */
const TOWNS: ResourceId = 'towns'
const COORDINATE_DECIMALS = 6

const CITY = /^(?:山东省?)?济宁市(?=.)/

const isPhone = (text: string): boolean => /^[\d\s()+-]+$/.test(text.normalize('NFKC'))

interface AfterArea {
  readonly rest: string
  /** Of the counties or towns that are called so; none where it was the city alone. */
  readonly codes: readonly string[]
}

/**
 * What is left of the text after each area that it begins with, outermost first: 洸河路 of 任城区洸河路 begins with
 * the short name of a town, too.
 */
const afterAreas = (text: string, areas: readonly NamedArea[]): AfterArea[] => {
  let rest = folded(text).trim().replace(CITY, '')
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
  return after
}

/** What a snapshot has of the places that are searched, and how to word what is found of them. */
class PlaceSearch {
  readonly #snapshot: Snapshot
  readonly #registers: Registers
  readonly #gazetteer: Gazetteer
  readonly #parts: readonly Part[]

  constructor(
    snapshot: Snapshot,
    registers: Registers,
    gazetteer: Gazetteer,
    parts: readonly Part[],
  ) {
    this.#snapshot = snapshot
    this.#registers = registers
    this.#gazetteer = gazetteer
    this.#parts = parts
  }

  get roads(): Roads | null {
    const { graph } = this.#gazetteer
    const part = this.#parts.find((each): each is RoadPart => each.collection === 'roads')
    return graph && part ? { gazetteer: this.#gazetteer, graph, part } : null
  }

  #question(limit: number, accepts?: NameQuestion<Part>['accepts']): NameQuestion<Part> {
    return { most: Math.max(limit, MOST_LOOKED_AT), accepts }
  }

  /** Stations and other posts by a number that everybody reads whole. */
  phones(text: string): Found[] {
    const digits = phoneDigits(text)
    if (!isPhone(text) || digits.length < LEAST_PHONE_DIGITS) return []
    return this.#parts.flatMap((part) =>
      'phones' in part
        ? (part.phones.get(digits) ?? []).map((entry) => ({
            ...{ part, entry, rank: 0, fit: 'whole' as const },
          }))
        : [],
    )
  }

  contiguous(text: string, limit: number): Found[] {
    return findNames(this.#gazetteer.alphabet, this.#parts, text, this.#question(limit))
  }

  /** With the county or town before the name, or with words of which each is found. */
  async byParts(text: string, after: readonly AfterArea[], limit: number): Promise<Found[]> {
    const { alphabet } = this.#gazetteer
    const areas = await this.#gazetteer.areas(this.#snapshot)
    for (const { rest, codes } of after) {
      const within = await this.within(codes)
      const question = this.#question(limit, within)
      const found = findNames(alphabet, this.#parts, rest, question)
      const more = found.length > 0 ? found : findLeftOut(alphabet, this.#parts, rest, question)
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
        : findNames(alphabet, this.#parts, word, { most: everything })) {
        having.set(part, (having.get(part) ?? new Set()).add(entry))
      }
      for (const part of this.#parts) {
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
      this.#parts,
      first,
      this.#question(limit, (part, entry) => entries.get(part)?.has(entry) ?? false),
    )
  }

  leftOut(text: string, limit: number): Found[] {
    return findLeftOut(this.#gazetteer.alphabet, this.#parts, text, this.#question(limit))
  }

  nearest(text: string, limit: number): Found[] {
    return findNearest(this.#gazetteer.alphabet, this.#parts, text, this.#question(limit))
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

  /** Best first; what fits alike in natural order. */
  async features(found: readonly Found[], limit: number): Promise<SearchFeature[]> {
    const byPart = Map.groupBy(found, ({ part }) => part)
    const made: { found: Found; feature: SearchFeature }[] = []
    for (const [part, ofPart] of byPart) {
      if (!('sequences' in part)) {
        for (const each of ofPart) {
          made.push({ found: each, feature: await this.#besideFeature(part, each) })
        }
        continue
      }
      const wanted = new Map(ofPart.map((each) => [part.sequences[each.entry]!, each] as const))
      const rows = await this.#snapshot.features.named(part.collection, [...wanted.keys()])
      for (const row of rows) {
        const each = wanted.get(row.sequence)!
        made.push({ found: each, feature: await this.#collectionFeature(part, row, each) })
      }
    }
    return made
      .sort(
        (a, b) =>
          a.found.rank - b.found.rank ||
          compareNames(a.feature.properties.name, b.feature.properties.name),
      )
      .slice(0, limit)
      .map(({ feature }) => feature)
  }

  async #collectionFeature(
    { collection }: CollectionPart,
    row: NamedFeature,
    { fit }: Found,
  ): Promise<SearchFeature> {
    const { fields, title }: ResourceDeclaration = COLLECTIONS[collection]
    const { kind } = fields
    const option = kind?.kind === 'choice' ? kind.options[row.kind ?? ''] : undefined
    const [county, town] = [
      await this.#named('counties', row.countyCode),
      await this.#named('towns', row.townCode),
    ]
    return placeFeature({
      ...{ id: row.id, collection, name: row.name, nameEn: row.nameEn },
      ...{ geometry: row.geometry, bbox: row.bbox, county, town },
      kind: option?.label ?? title,
      isPlace: row.geometry.type === 'Point' && collection !== TOWNS,
      isNearestSpelling: fit === 'one-error',
      more: row.address ? { zh: row.address, en: row.address } : null,
    })
  }

  async #besideFeature(
    part: Exclude<Part, CollectionPart>,
    { entry, fit }: Found,
  ): Promise<SearchFeature> {
    const isNearestSpelling = fit === 'one-error'
    if (part.collection === 'roads') {
      return this.road(part.roads[entry]!, entry, isNearestSpelling)
    }
    const place = part.places[entry]!
    const position: LonLat = [place.longitude, place.latitude]
    return placeFeature({
      ...{ id: `named-places:${entry}`, collection: 'named-places' },
      ...{ name: place.name, nameEn: place.nameEn },
      ...pointOf(position),
      ...{ county: await this.#countyAt(position), town: null },
      ...{ kind: NAMED_PLACE_KINDS[place.kind], isPlace: true, isNearestSpelling },
      more: place.address ? { zh: place.address, en: place.address } : null,
    })
  }

  async road(road: Road, entry: number, isNearestSpelling = false): Promise<SearchFeature> {
    const { ref, bbox, middle } = road
    const more = ref && ref !== roadName(road) ? { zh: ref, en: ref } : null
    return placeFeature({
      ...{ id: `roads:${entry}`, collection: 'roads', name: roadName(road), nameEn: null },
      ...{ ...pointOf(middle), bbox },
      ...{ county: await this.#countyAt(middle), town: null },
      ...{ kind: FOUND_BESIDE.roads, isPlace: false, isNearestSpelling, more },
    })
  }

  /** Crossings, or the place at a kilometre, or the roads that were meant. */
  async ofRoads(answer: RoadAnswer, limit: number): Promise<FoundPlaces> {
    const { crossings, kilometre, roads, remark, suggestions } = answer
    const features: SearchFeature[] = []
    for (const { position, roads: both } of crossings.slice(0, limit)) {
      const [a, b] = both.map(roadName)
      features.push(
        placeFeature({
          ...{ id: `crossings:${position.map((each) => each.toFixed(COORDINATE_DECIMALS))}` },
          ...{
            collection: 'crossings',
            name: `${a}与${b}交叉口`,
            nameEn: `Crossing of ${a} and ${b}`,
          },
          ...pointOf(position),
          ...{ county: await this.#countyAt(position), town: null },
          ...{ kind: FOUND_BESIDE.crossings, isPlace: true, isNearestSpelling: false, more: null },
        }),
      )
    }
    if (kilometre) features.push(await this.#kilometreFeature(kilometre))
    const all = this.roads?.part.roads ?? []
    for (const road of roads) features.push(await this.road(road, all.indexOf(road)))
    return { features: features.slice(0, limit), remark, suggestions }
  }

  async #kilometreFeature(place: KilometrePlace): Promise<SearchFeature> {
    const { name, position, errorMetres, detail } = place
    const feature = placeFeature({
      ...{ id: `road-kilometres:${name}`, collection: 'road-kilometres', name, nameEn: name },
      ...pointOf(position),
      ...{ county: await this.#countyAt(position), town: null },
      ...{ kind: FOUND_BESIDE['road-kilometres'], isPlace: true, isNearestSpelling: false },
      more: detail,
    })
    return { ...feature, properties: { ...feature.properties, errorMetres } }
  }

  async #named(collection: 'counties' | 'towns', code: string | null): Promise<Named | null> {
    if (code === null) return null
    const names = await this.#registers.memo.get(
      this.#snapshot,
      `names by code ${collection}`,
      [collection],
      async () =>
        new Map(
          (await this.#registers.features(this.#snapshot, collection)).map(({ properties }) => [
            properties.code,
            { name: properties.name, nameEn: properties.nameEn },
          ]),
        ),
    )
    return names.get(code) ?? null
  }

  async #countyAt(position: LonLat): Promise<Named | null> {
    const code = await this.#registers.countyCodeAt(this.#snapshot, position)
    return this.#named('counties', code)
  }
}

interface Place extends Named {
  readonly id: string
  readonly collection: string
  readonly geometry: Geometry
  readonly bbox: Bbox
  readonly kind: Bilingual
  readonly county: Named | null
  readonly town: Named | null
  readonly isPlace: boolean
  readonly isNearestSpelling: boolean
  /** What else tells it apart: an address, a number. */
  readonly more: Bilingual | null
}

const pointOf = ([longitude, latitude]: LonLat): { geometry: Geometry; bbox: Bbox } => ({
  geometry: { type: 'Point', coordinates: [longitude, latitude] },
  bbox: [longitude, latitude, longitude, latitude],
})

const placeFeature = (place: Place): SearchFeature => {
  const { id, geometry, bbox, more, kind, county, town, ...told } = place
  const areas = [county, town].filter((area) => area !== null)
  const parts = (language: 'zh' | 'en'): string =>
    [
      kind[language],
      ...areas.map(({ name, nameEn }) => (language === 'zh' ? name : (nameEn ?? name))),
      ...(more ? [more[language]] : []),
    ].join(' · ')
  return {
    ...{ type: 'Feature', id, geometry },
    properties: {
      ...told,
      ...{ kind, county, town, context: parts('zh'), contextEn: parts('en'), bbox: [...bbox] },
    },
  }
}

const NEAREST_SPELLING = (text: string): Bilingual => ({
  zh: `没有叫“${text}”的地点；以下名称最接近。`,
  en: `Nothing is called “${text}”; these names are the nearest.`,
})

const NOT_FOUND = (text: string): Bilingual => ({
  zh: `没有找到“${text}”。可以只写名称的一部分、拼音或首字母，写“路与路”的交叉口、“路 + 公里”，或粘贴坐标与地图链接。`,
  en: `“${text}” was not found. Try a part of the name, pinyin or initials, two roads with “与” or “/” between them, a road with a kilometre, or paste coordinates or a map link.`,
})

/** A text in a sentence is no longer than this. */
const MOST_QUOTED = 40

/** What the text names in one moment of the data; best first, with a remark where that is not all. */
export const findPlaces = async (
  snapshot: Snapshot,
  registers: Registers,
  gazetteer: Gazetteer,
  text: string,
  limit: number,
): Promise<FoundPlaces> => {
  const search = new PlaceSearch(snapshot, registers, gazetteer, await gazetteer.parts(snapshot))
  const answered = async (found: readonly Found[]): Promise<FoundPlaces> => ({
    ...{ features: await search.features(found, limit), remark: null, suggestions: [] },
  })
  const phones = search.phones(text)
  if (phones.length > 0) return answered(phones)
  const found = search.contiguous(text, limit)
  const { roads } = search
  const after = afterAreas(text, await gazetteer.areas(snapshot))
  if (roads && found[0]?.fit !== 'whole') {
    const posts = await gazetteer.posts(snapshot)
    const onRoads = (asked: Roads, words: string): RoadAnswer | null =>
      askedCrossing(asked, words) ?? askedAlong(asked, posts, words)
    let answer = onRoads(roads, text)
    for (const { rest, codes } of after) {
      answer ??= onRoads({ ...roads, accepts: await search.within(codes) }, rest)
    }
    if (answer) return search.ofRoads(answer, limit)
  }
  // What is only said about an entry, such as its address, comes after what is called so in its county.
  const isCalledSo = found.some(({ fit }) => fit !== 'said')
  const more = isCalledSo ? found : withNew(await search.byParts(text, after, limit), found)
  if (more.length === 0 && roads) {
    const unknown = askedWithUnknown(roads, text)
    if (unknown) return search.ofRoads(unknown, limit)
  }
  const all = more.length >= limit ? more : withNew(more, search.leftOut(text, limit))
  if (all.length > 0) return answered(all)
  const nearest = search.nearest(text, limit)
  const quoted = text.trim().slice(0, MOST_QUOTED)
  if (nearest.length === 0) return { features: [], remark: NOT_FOUND(quoted), suggestions: [] }
  const features = await search.features(nearest, limit)
  const suggestions = [...new Set(features.map(({ properties }) => properties.name))]
  return { features, remark: NEAREST_SPELLING(quoted), suggestions }
}

/** Those that were found before, and then those that are new. */
const withNew = (found: readonly Found[], others: readonly Found[]): Found[] => [
  ...found,
  ...others.filter(
    (other) => !found.some((each) => each.part === other.part && each.entry === other.entry),
  ),
]
