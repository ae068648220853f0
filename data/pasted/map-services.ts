/** The map services whose addresses are read: what each is called, and where its addresses hold a place. */
import type { Bilingual } from '../bilingual.ts'
import type { CoordinateSystem } from '../coordinate-system.ts'
import type { Axis } from './angles.ts'
import { type CodedPlace, placeOfGe0Code, placeOfOsmCode } from './short-codes.ts'

/** Where an address has two numbers, and which of them is documented to come first. */
type Pattern = readonly [RegExp, Axis]

export interface MapService {
  readonly name: Bilingual
  readonly hosts: RegExp
  /** Host and path of addresses that stand for longer ones, which only the service itself knows. */
  readonly short?: RegExp
  /** Reads short ones that hold the place in their letters. */
  readonly codes?: (address: string) => CodedPlace | null
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
  new RegExp(`[?&;:/#!]${parameter}=${before}${NUMBER},\\s*${NUMBER}`, 'i')
const apart = (one: string, other: string): RegExp =>
  new RegExp(
    `[?&/#]${one}=${NUMBER}(?=.*?[?&/#]${other}=${NUMBER})|(?=.*?[?&/#]${one}=${NUMBER})[?&/#]${other}=${NUMBER}`,
    'i',
  )

const AT = new RegExp(`/@${NUMBER},${NUMBER}`)

export const MAP_SERVICES: readonly MapService[] = [
  {
    name: { zh: '高德', en: 'Amap' },
    hosts: /^(?:[\w-]+\.)*(?:amap|gaode|autonavi)\.com$|^(?:ios|android)?amap(?:uri)?$/i,
    short: /^(?:s|u|surl|url)\.amap\.com(?:\/|$)/i,
    system: 'gcj02',
    certainty: 'told',
    others: [[/[?&](?:coordinate=wgs84|dev=1)(?:&|$)/i, 'wgs84']],
    patterns: [
      [pair('position'), 'longitude'],
      [pair('markers', '(?:[^&]*?:)?'), 'longitude'],
      [pair('p', '[^,&]*,'), 'latitude'],
      [pair('r', '[^,&]*,[^,&]*,[^,&]*,'), 'latitude'],
      [pair('(?:__)?q'), 'latitude'],
      [pair('(?:query|to(?:\\[lnglat\\])?|dest|lnglat|location)'), 'longitude'],
      [apart('dlon', 'dlat'), 'longitude'],
      [apart('(?:lng|lon)', 'lat'), 'longitude'],
      [pair('center'), 'longitude'],
    ],
  },
  {
    name: { zh: '百度', en: 'Baidu' },
    hosts:
      /^(?:(?:api|wap)\.)?(?:map|ditu)\.baidu\.com$|^j\.map\.baidu\.com$|^(?:baidumap|bdapp)$/i,
    short: /^j\.map\.baidu\.com(?:\/|$)|^map\.baidu\.com\/s\//i,
    system: 'bd09',
    certainty: 'told',
    others: [
      [/[?&]coord_type=gcj02(?:ll)?(?:&|$)/i, 'gcj02'],
      [/[?&]coord_type=wgs84(?:ll)?(?:&|$)/i, 'wgs84'],
    ],
    patterns: [
      [pair('location'), 'latitude'],
      [pair('(?:latlng|destination)', '(?:[^&]*?latlng:)?'), 'latitude'],
      [pair('sharegeo'), 'longitude'],
      [apart('nb_x', 'nb_y'), 'longitude'],
      [pair('center'), 'latitude'],
      [AT, 'longitude'],
      [pair('(?:c|markers)'), 'longitude'],
    ],
  },
  {
    name: { zh: '腾讯', en: 'Tencent' },
    hosts: /^(?:[\w-]+\.)*map(?:api)?(?:\.wap)?\.qq\.com$|^qqmap$/i,
    short: /^[\w.]*map\.qq\.com\/s\//i,
    system: 'gcj02',
    certainty: 'told',
    others: [[/[?&]coord_type=1(?:&|$)/i, 'wgs84']],
    patterns: [
      [pair('marker', '[^&]*?coord:'), 'latitude'],
      [pair('(?:coord|tocoord|location)'), 'latitude'],
      [apart('e?pointx', 'e?pointy'), 'longitude'],
      [pair('(?:center|c)'), 'latitude'],
      [pair('boundary', '[a-z]+\\('), 'latitude'],
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
      [new RegExp(`#/[\\d.]+/${NUMBER}/${NUMBER}`), 'longitude'],
    ],
  },
  {
    name: { zh: '苹果', en: 'Apple' },
    hosts: /^(?:beta\.)?maps\.apple(?:\.com|\.cn)?$|^maps$/i,
    short: /^maps\.apple\/|^maps\.apple\.com\/p\//i,
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
      /^(?:(?:www|maps|earth|ditu)\.)?google\.[a-z]{2,3}(?:\.[a-z]{2})?$|^(?:maps\.app\.)?goo\.gl$|^(?:google\.navigation|comgooglemaps)$/i,
    short: /^(?:maps\.app\.)?goo\.gl\//i,
    system: 'gcj02',
    certainty: 'assumed',
    others: [[/!1e3(?!\d)|earth\.google\.|[?&]t=[kh](?:&|$)/i, 'wgs84']],
    patterns: [
      [new RegExp(`!3d${NUMBER}!4d${NUMBER}`), 'latitude'],
      [pair('(?:q|query|destination|daddr|ll)', '(?:loc:)?'), 'latitude'],
      // The first of a journey is where it begins.
      [new RegExp(`/dir/.*!2m2!1d${NUMBER}!2d${NUMBER}`), 'longitude'],
      [
        new RegExp(`/(?:place|search|dir(?:/[^/@]*)+)/${NUMBER},[+\\s]*${NUMBER}(?=[/?]|$)`),
        'latitude',
      ],
      [pair('(?:center|viewpoint|cbll|sll)'), 'latitude'],
      [AT, 'latitude'],
    ],
  },
  {
    name: { zh: 'OpenStreetMap ', en: 'OpenStreetMap' },
    hosts: /^(?:www\.)?(?:openstreetmap\.org|osm\.org)$/i,
    codes: placeOfOsmCode,
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
    name: { zh: 'Organic Maps ', en: 'Organic Maps' },
    hosts: /^(?:omaps\.app|ge0\.me|om|mapsme|ge0)$/i,
    codes: placeOfGe0Code,
    system: 'wgs84',
    certainty: 'told',
    patterns: [[pair('ll'), 'latitude']],
  },
  {
    name: { zh: '必应', en: 'Bing' },
    hosts: /^(?:(?:www|cn)\.)?bing\.com$|^bingmaps$|^binged\.it$/i,
    short: /^binged\.it\//i,
    system: 'wgs84',
    certainty: 'assumed',
    others: [[/\/\/cn\.bing\./i, 'gcj02']],
    patterns: [
      [new RegExp(`[?&:](?:sp=point\\.|rtp=.*~pos\\.)${NUMBER}_${NUMBER}`), 'latitude'],
      [pair('(?:where1|q|ss)'), 'latitude'],
      [new RegExp(`[?&:]cp=${NUMBER}~${NUMBER}`), 'latitude'],
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
