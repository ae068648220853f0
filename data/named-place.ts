/** Places with a name, kilometre posts and water, as they come along with an imported road network. */
import { type Bilingual, type BilingualText, bilingual } from './bilingual.ts'
import type { Geometry } from './geometry.ts'

const KIND_LABELS = {
  settlement: '村镇社区|Settlement',
  housing: '住宅小区|Housing estate',
  hospital: '医院|Hospital',
  clinic: '诊所、卫生室|Clinic',
  school: '学校|School',
  university: '高校|University or college',
  kindergarten: '幼儿园|Kindergarten',
  government: '机关单位|Public office',
  police: '公安|Police',
  'fire-station': '消防站|Fire station',
  'railway-station': '火车站|Railway station',
  'bus-station': '汽车站、公交站|Bus station',
  airport: '机场|Airport',
  fuel: '加油站、充电站|Fuel or charging station',
  parking: '停车场|Car park',
  bank: '银行|Bank',
  market: '市场、商场|Market or mall',
  shop: '商店|Shop',
  restaurant: '餐饮|Restaurant',
  hotel: '宾馆酒店|Hotel',
  worship: '寺庙、教堂|Place of worship',
  sight: '景点、文物|Sight or monument',
  culture: '文化场馆|Library, museum or theatre',
  park: '公园、广场|Park or square',
  sports: '体育场馆|Sports ground',
  company: '公司、办公楼|Company or office',
  works: '工厂、园区|Works or industrial area',
  structure: '建筑、构筑物|Building or structure',
  gate: '大门、出入口|Gate or entrance',
  peak: '山峰|Peak',
  nature: '自然地物|Natural feature',
  water: '湖泊、水库|Lake or reservoir',
  river: '河流、沟渠|River or canal',
  address: '门牌地址|Address',
  other: '其他地点|Other place',
} as const satisfies Record<string, BilingualText>

export type NamedPlaceKind = keyof typeof KIND_LABELS

/** What a place is, in both languages. */
export const NAMED_PLACE_KINDS = Object.fromEntries(
  Object.entries(KIND_LABELS).map(([kind, label]) => [kind, bilingual(label)]),
) as Readonly<Record<NamedPlaceKind, Bilingual>>

/** WGS-84 degrees. */
export interface NamedPlace {
  readonly name: string
  readonly nameEn: string | null
  /** Old, short, official and local names, the chosen one not among them. */
  readonly otherNames: readonly string[]
  readonly kind: NamedPlaceKind
  readonly longitude: number
  readonly latitude: number
  /** Street and house number. */
  readonly address: string | null
}

/** A surface of water; a line where the extract ends before its shore has come round. */
export interface DrawnWater {
  /** '' where it has none. */
  readonly name: string
  readonly nameEn: string | null
  readonly geometry: Extract<Geometry, { type: 'MultiPolygon' | 'LineString' }>
}

/** A post that shows how far along its road it stands. */
export interface DistancePost {
  /** '' where the road has none. */
  readonly roadName: string
  readonly roadRef: string
  readonly kilometre: number
  /** Which carriageway it is for, as the post says; null where it does not. */
  readonly direction: string | null
  readonly longitude: number
  readonly latitude: number
}
