/** Places in what people paste, with a stated guess of which number is which and in which system. */
import type { Bilingual } from '../bilingual.ts'
import { exampleIn } from '../feature-place.ts'
import { type Bbox, containsLonLat, haversineMetres, isOnEarth, type LonLat } from '../geometry.ts'
import { FOUND_BESIDE, type PastedSystem, type SearchFeature } from '../search.ts'
import { type Axis, anglesIn, type Pair } from './angles.ts'
import {
  type BaiduMetres,
  type LinkedPlace,
  type MapLink,
  mapLinksIn,
  withDecodedAddresses,
  withoutAddresses,
  withPlainAddresses,
} from './map-links.ts'
import { type InWgs84, NOT_CONVERTED, namedSystem, pastedSystem, systemReading } from './systems.ts'
import { withUsualMarks } from './written-forms.ts'

export interface PastedPlace {
  /** WGS-84 degrees. */
  position: LonLat
  /** How the numbers were distinguished, in which system they were taken, what speaks against it. */
  reading: Bilingual
  system: PastedSystem
}

/** What a text says of places: all of them, or why none; `null` where it speaks of something else. */
export type Pasted =
  | { places: readonly PastedPlace[] }
  /**
   * @param mayBeName what it says holds only if nothing is called so.
   * @param beside the text without a link that holds no place.
   */
  | { problem: Bilingual; mayBeName: boolean; beside?: string }

/** A place given in metres of a projection. */
export interface PlaceOfMetres {
  place: LonLat
  reading: Bilingual
  /** Whether a label or decimals say so: a division code beside a telephone number has as many digits. */
  isLabelled: boolean
}

/** What service and page have from packages: texts are read alike in both. */
export interface Arithmetic {
  readonly inWgs84: InWgs84
  readonly bd09OfMetres: BaiduMetres
  /** The first place in metres; `null` where there is none, else a sentence why they are no place. */
  readonly metresIn: (text: string, region: Bbox) => PlaceOfMetres | Bilingual | null
}

const joined = (parts: readonly (Bilingual | null)[]): Bilingual => {
  const said = parts.filter((part) => part !== null)
  return { zh: said.map(({ zh }) => zh).join('；'), en: said.map(({ en }) => en).join('; ') }
}

const orderReading = (first: Axis, ground: Bilingual): Bilingual => {
  const order =
    first === 'longitude'
      ? { zh: '经度在前', en: 'longitude first' }
      : { zh: '纬度在前', en: 'latitude first' }
  return { zh: `按${order.zh}解读（${ground.zh}）`, en: `Read ${order.en} (${ground.en})` }
}

const contains = (region: Bbox, [longitude, latitude]: LonLat): boolean =>
  containsLonLat(region, longitude, latitude)

const outside = (region: Bbox, place: LonLat): Bilingual | null =>
  contains(region, place) ? null : { zh: '位于辖区之外', en: 'outside the region' }

const placeAt = (
  system: PastedSystem,
  order: Bilingual,
  ofSystem: Bilingual | null,
  region: Bbox,
): PastedPlace => {
  const { position } = system.readings[0]!
  return { position, system, reading: joined([order, outside(region, position), ofSystem]) }
}

interface Ordered {
  numbers: LonLat
  first: Axis
  ground: Bilingual
}

/**
 * Which number of a pair is which, or `null` where none of both orders is a place on Earth. Letters
 * decide; else a number above 90; else which order lies in the region; else longitude is taken to come
 * first, as in GeoJSON.
 */
const ordered = ([a, b]: Pair, region: Bbox): Ordered | null => {
  if (a.axis && a.axis === b.axis) return null
  const asGiven: LonLat = [a.degrees, b.degrees]
  const swapped: LonLat = [b.degrees, a.degrees]
  const answer = (numbers: LonLat, zh: string, en: string): Ordered => ({
    numbers,
    first: numbers === asGiven ? 'longitude' : 'latitude',
    ground: { zh, en },
  })
  const lettered = a.axis ?? (b.axis === 'latitude' ? 'longitude' : b.axis ? 'latitude' : null)
  if (lettered) {
    const numbers = lettered === 'longitude' ? asGiven : swapped
    return isOnEarth(numbers) ? answer(numbers, '按方向字母', 'by the letters') : null
  }
  const possible = [asGiven, swapped].filter(isOnEarth)
  const [only] = possible
  if (!only) return null
  if (possible.length === 1)
    return answer(only, '另一种顺序不成立', 'the other order is impossible')
  const local = possible.find((numbers) => contains(region, numbers))
  return local
    ? answer(local, '这样落在辖区内', 'this way it lies in the region')
    : answer(asGiven, '顺序无法判断', 'the order cannot be told')
}

const withHelp = (sentence: Bilingual, region: Bbox): Bilingual => {
  const example = exampleIn(region).join(', ')
  return {
    zh: `${sentence.zh}。可粘贴：${example}；度分秒（北纬…°…′…″ 东经…°…′…″）；平面坐标（X=… Y=…，单位米）；高德、百度、腾讯等地图的完整链接`,
    en: `${sentence.en}. What can be pasted: ${example}; degrees, minutes and seconds (…°…′…″N …°…′…″E); metres (X=… Y=…); whole links of Amap, Baidu, Tencent and other maps`,
  }
}

/** What is wrong with a pair that is no place. */
const impossible = ([a, b]: Pair): Bilingual => {
  if (a.axis && a.axis === b.axis) {
    return {
      en: 'both numbers are of the same axis; one longitude and one latitude are needed',
      zh: '两个数是同一方向的坐标；需要一个经度和一个纬度',
    }
  }
  if (Number.isNaN(a.degrees + b.degrees)) {
    return { en: 'minutes and seconds must be below 60', zh: '分和秒应小于 60' }
  }
  const numbers = `${a.degrees}, ${b.degrees}`
  return {
    en: `${numbers} is no place on Earth: longitude goes from −180 to 180, latitude from −90 to 90`,
    zh: `${numbers} 超出范围：经度应在 −180 到 180 之间，纬度应在 −90 到 90 之间`,
  }
}

const HALF: Bilingual = {
  zh: '只有一个坐标值，需要经度和纬度各一个',
  en: 'there is one number only; one longitude and one latitude are needed',
}

const UNREAD: Bilingual = {
  zh: '文字中有两个以上的数，但没有读出一对经纬度',
  en: 'there is more than one number, and no longitude and latitude could be read from them',
}

/** Numbers of angles: those of minutes and seconds belong to their degrees. */
const NUMBERS = /\d+(?:\.\d+)?(?:\s*°\s*(?:\d+(?:\.\d+)?\s*'?\s*)?(?:\d+(?:\.\d+)?\s*"?)?)?/g

/** Two decimal numbers behind a word that says what they are. */
const SAID =
  /(?:坐标|座標|经纬度?|經緯度?|coordinates?|定位)\D{0,6}?([+-]?\d+\.\d+[\s,]+[+-]?\d+\.\d+)(?![.\d])/i

/** Why an address holds no place, and what to do about it. */
const withoutPlace = (link: MapLink & { missing: string }): Bilingual =>
  link.missing === 'short'
    ? {
        zh: `${link.service.zh}短链接里没有坐标，本系统不连外网、无法打开它；请在手机或能上网的电脑上打开，再复制打开后的完整链接或坐标`,
        en: `a short link of ${link.service.en} holds no coordinates, and this service, without an outside network, cannot follow it; open it where there is one and copy the long address or the coordinates`,
      }
    : {
        zh: `${link.service.zh}链接里没有能读出的坐标`,
        en: `this link of ${link.service.en} holds no coordinates that can be read`,
      }

/** @param cellDegrees sides of the cell in whose middle the place lies, half as long northwards. */
const shortCodeReading = (
  { service, place: [longitude, latitude] }: LinkedPlace,
  cellDegrees: number,
): Bilingual => {
  const half = cellDegrees / 2
  const corner = [longitude + half, latitude + half / 2] as const
  const metres = Math.ceil(haversineMetres(longitude, latitude, ...corner))
  return {
    zh: `${service.zh}短链接，误差不超过 ${metres} 米`,
    en: `Short link of ${service.en}, at most ${metres} m off`,
  }
}

const linkedPlace = (link: LinkedPlace, region: Bbox, inWgs84: InWgs84): PastedPlace => {
  const ground = { zh: `${link.service.zh}链接`, en: `link of ${link.service.en}` }
  const order =
    link.cellDegrees === undefined
      ? orderReading(link.first, ground)
      : shortCodeReading(link, link.cellDegrees)
  const system = pastedSystem(link.place, link.system, link.certainty, inWgs84)
  return placeAt(system, order, systemReading(link.place, system), region)
}

/** Two whole numbers with a space between them may as well be part of a name. */
const LOOKS_LIKE_COORDINATES = /[.,，、;°NSEW度经纬經緯]/i

/** Where numbers are taken to lie that say nothing of it, while no region is known. */
const CHINA: Bbox = [73, 18, 135.1, 53.6]

/**
 * Places of links, of metres, of degrees: whatever of these a text holds first.
 * @param area of the installation.
 */
export const readPasted = (
  pasted: string,
  area: Bbox | null,
  { inWgs84, bd09OfMetres, metresIn }: Arithmetic,
): Pasted | null => {
  const region = area ?? CHINA
  const text = withPlainAddresses(pasted)
  const links = mapLinksIn(text, bd09OfMetres)
  const linked = links
    .filter((link) => 'place' in link)
    .map((link) => linkedPlace(link, region, inWgs84))
  if (linked.length > 0) return { places: linked }

  const written = links.length > 0 ? withoutAddresses(text) : withDecodedAddresses(text)
  const { system: named, isOld, rest: unnamed } = namedSystem(written)
  const rest = withUsualMarks(unnamed)
  const metres = metresIn(rest, region)
  if (metres && 'place' in metres && (metres.isLabelled || contains(region, metres.place))) {
    const system = pastedSystem(metres.place, 'wgs84', 'told', inWgs84)
    return { places: [placeAt(system, metres.reading, isOld ? NOT_CONVERTED : null, region)] }
  }
  if (metres && 'zh' in metres) return { problem: withHelp(metres, region), mayBeName: false }

  const all = anglesIn(rest)
  const said = all.pairs.length === 0 ? SAID.exec(rest)?.[1] : undefined
  const { pairs, isWhole, isHalf } = said === undefined ? all : anglesIn(said)
  const places = pairs.flatMap((pair) => {
    const read = ordered(pair, region)
    if (!read) return []
    const order = orderReading(read.first, read.ground)
    const certainty = named || isOld ? 'told' : 'unknown'
    const system = pastedSystem(read.numbers, named ?? 'wgs84', certainty, inWgs84)
    const ofSystem = isOld ? NOT_CONVERTED : systemReading(read.numbers, system)
    return [placeAt(system, order, ofSystem, region)]
  })
  if (places.length > 0) return { places }
  const [link] = links
  if (link && 'missing' in link) {
    const beside = withoutAddresses(text)
      .replace(/[\s，。,.!！]+/gu, ' ')
      .trim()
    return { problem: withHelp(withoutPlace(link), region), mayBeName: false, beside }
  }
  const [pair] = pairs
  if (pair && LOOKS_LIKE_COORDINATES.test(rest)) {
    return { problem: withHelp(impossible(pair), region), mayBeName: !isWhole }
  }
  if (!isHalf) return null
  const isOne = (rest.match(NUMBERS)?.length ?? 0) < 2
  return { problem: withHelp(isOne ? HALF : UNREAD, region), mayBeName: true }
}

const COORDINATE_DECIMALS = 6

const placeFeature = ({ position, reading, system }: PastedPlace): SearchFeature => {
  const [longitude, latitude] = position
  const name = `${longitude.toFixed(COORDINATE_DECIMALS)}, ${latitude.toFixed(COORDINATE_DECIMALS)}`
  return {
    type: 'Feature',
    id: `coordinates:${name}`,
    geometry: { type: 'Point', coordinates: [longitude, latitude] },
    properties: {
      collection: 'coordinates',
      name,
      nameEn: name,
      kind: FOUND_BESIDE.coordinates,
      county: null,
      town: null,
      isPlace: true,
      isNearestSpelling: false,
      context: reading.zh,
      contextEn: reading.en,
      bbox: [longitude, latitude, longitude, latitude],
      pasted: system,
    },
  }
}

/** Places as a search answers them; a message may name one place twice. */
export const placeFeatures = (places: readonly PastedPlace[]): SearchFeature[] => [
  ...new Map(places.map(placeFeature).map((feature) => [feature.id, feature])).values(),
]
