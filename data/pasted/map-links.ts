/** Addresses of map services in a text: whose they are, what place they hold, and in which system. */
import type { Bilingual } from '../bilingual.ts'
import type { CoordinateSystem } from '../coordinate-system.ts'
import { isOnEarth, type LonLat } from '../geometry.ts'
import { type Axis, anglesIn } from './angles.ts'
import { placeOfShortCode } from './short-codes.ts'

/** Where an address has two numbers, and which of them is documented to come first. */
type Pattern = readonly [RegExp, Axis]

interface MapService {
  readonly name: Bilingual
  readonly hosts: RegExp
  /** Addresses that stand for longer ones, which only the service itself knows. */
  readonly short?: RegExp
  /** Short ones that hold the place in their letters. */
  readonly hasCodes?: boolean
  readonly system: CoordinateSystem
  /** Whether the service says so itself; else it is what others have found. */
  readonly certainty: 'told' | 'assumed'
  /** Addresses that say another system. */
  readonly others?: readonly (readonly [RegExp, CoordinateSystem])[]
  /** In the order in which they are believed: the place that is marked before the middle of the map. */
  readonly patterns: readonly Pattern[]
}

const NUMBER = '([+-]?\\d+(?:\\.\\d+)?)'
/** The value of a parameter may begin with an id or a word, such as `coord:`. */
const pair = (parameter: string, before = ''): RegExp =>
  new RegExp(`[?&;/#]${parameter}=${before}${NUMBER},\\s*${NUMBER}`, 'i')
const apart = (one: string, other: string): RegExp =>
  new RegExp(
    `[?&/#]${one}=${NUMBER}(?=.*?[?&/#]${other}=${NUMBER})|(?=.*?[?&/#]${one}=${NUMBER})[?&/#]${other}=${NUMBER}`,
    'i',
  )

const AT = new RegExp(`/@${NUMBER},${NUMBER}`)

const MAP_SERVICES: readonly MapService[] = [
  {
    name: { zh: '高德', en: 'Amap' },
    hosts: /^(?:[\w-]+\.)*(?:amap|gaode|autonavi)\.com$|^(?:ios|android)?amap(?:uri)?$/i,
    short: /^surl\.amap\.com$/i,
    system: 'gcj02',
    certainty: 'told',
    others: [[/[?&](?:coordinate=wgs84|dev=1)(?:&|$)/i, 'wgs84']],
    patterns: [
      [pair('position'), 'longitude'],
      [pair('markers'), 'longitude'],
      [pair('p', '[^,&]*,'), 'latitude'],
      [pair('q'), 'latitude'],
      [pair('(?:to(?:\\[lnglat\\])?|dest|lnglat|location)'), 'longitude'],
      [apart('dlon', 'dlat'), 'longitude'],
      [apart('(?:lng|lon)', 'lat'), 'longitude'],
      [pair('center'), 'longitude'],
    ],
  },
  {
    name: { zh: '百度', en: 'Baidu' },
    hosts:
      /^(?:(?:api|wap)\.)?(?:map|ditu)\.baidu\.com$|^j\.map\.baidu\.com$|^(?:baidumap|bdapp)$/i,
    short: /^j\.map\.baidu\.com$/i,
    system: 'bd09',
    certainty: 'told',
    others: [
      [/[?&]coord_type=gcj02(?:&|$)/i, 'gcj02'],
      [/[?&]coord_type=wgs84(?:&|$)/i, 'wgs84'],
    ],
    patterns: [
      [pair('location'), 'latitude'],
      [pair('(?:latlng|destination)', '(?:latlng:)?'), 'latitude'],
      [pair('sharegeo'), 'longitude'],
      [pair('center'), 'latitude'],
      [AT, 'longitude'],
      [pair('c'), 'longitude'],
    ],
  },
  {
    name: { zh: '腾讯', en: 'Tencent' },
    hosts: /^(?:[\w-]+\.)*map(?:api)?(?:\.wap)?\.qq\.com$|^qqmap$/i,
    system: 'gcj02',
    certainty: 'told',
    others: [[/[?&]coord_type=1(?:&|$)/i, 'wgs84']],
    patterns: [
      [pair('marker', '[^&]*?coord:'), 'latitude'],
      [pair('(?:coord|tocoord)'), 'latitude'],
      [apart('pointx', 'pointy'), 'longitude'],
      [pair('center'), 'latitude'],
    ],
  },
  {
    name: { zh: '天地图', en: 'Tianditu' },
    hosts: /^(?:[\w-]+\.)*tianditu\.(?:gov\.cn|cn|com)$/i,
    system: 'wgs84',
    certainty: 'told',
    patterns: [
      [apart('(?:lon|lng|longitude|x)', '(?:lat|latitude|y)'), 'longitude'],
      [pair('(?:center|lonlat|lnglat|location|markers?|position|ll)'), 'longitude'],
      [AT, 'longitude'],
    ],
  },
  {
    name: { zh: '苹果', en: 'Apple' },
    hosts: /^(?:beta\.)?maps\.apple(?:\.com|\.cn)?$/i,
    short: /^maps\.apple$/i,
    system: 'gcj02',
    certainty: 'assumed',
    patterns: [
      [pair('(?:coordinate|ll|q|daddr|address|destination)'), 'latitude'],
      [pair('(?:center|sll)'), 'latitude'],
    ],
  },
  {
    name: { zh: '谷歌', en: 'Google' },
    hosts:
      /^(?:(?:www|maps|earth|ditu)\.)?google\.[a-z]{2,3}(?:\.[a-z]{2})?$|^(?:maps\.app\.)?goo\.gl$/i,
    short: /goo\.gl$/i,
    system: 'gcj02',
    certainty: 'assumed',
    others: [[/!1e3(?!\d)|earth\.google\.|[?&]t=[kh](?:&|$)/i, 'wgs84']],
    patterns: [
      [new RegExp(`!3d${NUMBER}!4d${NUMBER}`), 'latitude'],
      [pair('(?:q|query|destination|daddr|ll)', '(?:loc:)?'), 'latitude'],
      [new RegExp(`/(?:place|search|dir(?:/[^/]*)?)/${NUMBER},[+\\s]*${NUMBER}`), 'latitude'],
      [pair('(?:center|viewpoint|sll)'), 'latitude'],
      [AT, 'latitude'],
    ],
  },
  {
    name: { zh: 'OpenStreetMap ', en: 'OpenStreetMap' },
    hosts: /^(?:www\.)?(?:openstreetmap\.org|osm\.org)$/i,
    hasCodes: true,
    system: 'wgs84',
    certainty: 'told',
    patterns: [
      [apart('mlat', 'mlon'), 'latitude'],
      [pair('(?:to|query)'), 'latitude'],
      [pair('route', '[^&;]*;'), 'latitude'],
      [apart('lat', 'lon'), 'latitude'],
      [new RegExp(`[#&?]map=[\\d.]+/${NUMBER}/${NUMBER}`), 'latitude'],
    ],
  },
  {
    name: { zh: 'geo: ', en: 'geo:' },
    hosts: /^geo$/i,
    system: 'wgs84',
    certainty: 'told',
    patterns: [
      [pair('q'), 'latitude'],
      [new RegExp(`^geo:${NUMBER},${NUMBER}`, 'i'), 'latitude'],
    ],
  },
]

export interface LinkedPlace {
  service: Bilingual
  system: CoordinateSystem
  certainty: 'told' | 'assumed'
  /** Longitude and latitude in that system. */
  place: LonLat
  first: Axis
  /** Where the address gives no finer place: the side of the cell whose middle this is. */
  cellDegrees?: number
}

/** An address of a map service, and the place in it; else why there is none. */
export type MapLink = LinkedPlace | { service: Bilingual; missing: 'short' | 'nowhere' }

/**
 * With its scheme, or a host that is followed by a path; up to a space or the marks of a sentence. The
 * apostrophe of minutes comes before their seconds.
 */
const ADDRESS =
  /(?:geo:[-\d]|(?:[a-z]+:\/\/)?(?:[\w-]+\.)+[a-z]{2,6}(?=[/?#])|(?:iosamap|androidamap|amapuri|baidumap|bdapp|qqmap):\/\/)(?:[^\s"'<>，。；！）】」》]|'(?=\d))*/gi

const decoded = (address: string): string => {
  try {
    return decodeURIComponent(address)
  } catch {
    return address
  }
}

/** The larger of the two is the longitude where only one of them can be a latitude. */
const placeOf = (one: number, other: number, order: Axis): { place: LonLat; first: Axis } => {
  const first = Math.abs(one) > 90 ? 'longitude' : Math.abs(other) > 90 ? 'latitude' : order
  return { place: first === 'longitude' ? [one, other] : [other, one], first }
}

/** What stands between two slashes as degrees, minutes and seconds, which Google writes for a name. */
const anglesOfPath = (address: string): { place: LonLat; first: Axis } | null => {
  const [, written] = /\/(?:place|search)\/([^/?#]*°[^/?#]*)/.exec(address) ?? []
  const [pair, ...others] = written ? anglesIn(written.replaceAll('+', ' ')).pairs : []
  if (!pair || others.length > 0) return null
  return placeOf(pair[0].degrees, pair[1].degrees, pair[0].axis ?? 'latitude')
}

const readLink = (
  service: MapService,
  host: string,
  address: string,
  bd09OfMetres: BaiduMetres,
): MapLink => {
  const { name, certainty } = service
  const coded = service.hasCodes ? placeOfShortCode(address) : null
  if (coded)
    return { service: name, system: service.system, certainty, first: 'longitude', ...coded }
  const system = service.others?.find(([pattern]) => pattern.test(address))?.[1] ?? service.system
  const written = anglesOfPath(address)
  if (written && isOnEarth(written.place)) return { service: name, system, certainty, ...written }
  for (const [pattern, order] of service.patterns) {
    const numbers = pattern
      .exec(address)
      ?.slice(1)
      .filter((each) => each !== undefined)
    if (!numbers) continue
    const [one, other] = numbers.map(Number) as [number, number]
    const isMetres = system === 'bd09' && Math.abs(one) > 180 && Math.abs(other) > 180
    // In China there are more metres from Greenwich than from the equator.
    const read = isMetres
      ? { place: bd09OfMetres([Math.max(one, other), Math.min(one, other)]), first: order }
      : placeOf(one, other, order)
    if (!isOnEarth(read.place)) continue
    return { service: name, system, certainty, ...read }
  }
  return { service: name, missing: service.short?.test(host) ? 'short' : 'nowhere' }
}

/** Degrees of BD-09, longitude first, from the metres of Baidu's own Mercator, easting first. */
export type BaiduMetres = (metres: LonLat) => LonLat

/** Addresses of map services in a text; others are passed over. */
export const mapLinksIn = (text: string, bd09OfMetres: BaiduMetres): MapLink[] =>
  [...text.matchAll(ADDRESS)].flatMap(([written]) => {
    const address = decoded(written)
    const host = /^([a-z]+):(?!\/\/)|^(?:https?:\/\/)?([^/?#:]+)/i.exec(address)
    const name = host?.[1] ?? host?.[2] ?? ''
    const service = MAP_SERVICES.find(({ hosts }) => hosts.test(name))
    return service ? [readLink(service, name, address, bd09OfMetres)] : []
  })

/** A text without its addresses of map services. */
export const withoutAddresses = (text: string): string => text.replace(ADDRESS, ' ')
