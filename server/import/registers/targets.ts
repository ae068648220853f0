/** What a column of a register can be: a field, one thing of a catalogue, or part of the place. */
import type { Bilingual } from '../../../data/bilingual.ts'
import type { Field } from '../../../data/field.ts'
import { itemsEdition } from '../../../data/materials.ts'
import { PROVENANCE_FIELDS } from '../../../data/provenance.ts'
import type { Fields, ResourceDeclaration } from '../../../data/resource.ts'
import { shortNames } from '../../../data/short-names.ts'

const PLACE_LABELS: Readonly<Record<PlaceTarget, Bilingual>> = {
  'geometry.lon': { zh: '经度', en: 'Longitude' },
  'geometry.lat': { zh: '纬度', en: 'Latitude' },
  'geometry.northing': { zh: '纵坐标 X（米）', en: 'Northing (m)' },
  'geometry.easting': { zh: '横坐标 Y（米）', en: 'Easting (m)' },
  'geometry.lonLat': { zh: '经纬度（一列）', en: 'Longitude and latitude in one' },
  geometry: { zh: '几何（WKT）', en: 'Geometry (WKT)' },
}

/** How a place is written: longitude and latitude, both in one cell, or metres of a projection. */
export const PLACE_TARGETS = {
  'geometry.lon': [
    '经度',
    '东经',
    'longitude',
    'lon',
    'lng',
    'long',
    'x经度',
    'x坐标',
    'x',
    '东经度',
    'e',
  ],
  'geometry.lat': ['纬度', '维度', '北纬', 'latitude', 'lat', 'y纬度', 'y坐标', 'y', '北纬度', 'n'],
  'geometry.northing': ['x', 'x坐标', '纵坐标', '北坐标', '纵坐标x', 'x纵坐标'],
  'geometry.easting': ['y', 'y坐标', '横坐标', '东坐标', '横坐标y', 'y横坐标'],
  'geometry.lonLat': [
    '经纬度',
    '经纬度坐标',
    '坐标',
    '地理坐标',
    '位置坐标',
    '坐标位置',
    '经纬坐标',
    '中心点坐标',
    '中心坐标',
    '坐标信息',
    '经纬度信息',
    '点位坐标',
    '坐标点',
    '定位坐标',
    'gps坐标',
  ],
  geometry: [
    '几何',
    '几何WKT',
    '图形',
    '空间数据',
    'WKT',
    'geometry',
    'geometry WKT',
    'geom',
    'the_geom',
    'shape',
  ],
} as const satisfies Record<string, readonly string[]>

export type PlaceTarget = keyof typeof PLACE_TARGETS

/** How a section of a river is given where it has no coordinates: its bank and its stakes. */
const SECTION_TARGETS = {
  bank: ['岸别', '岸', '左右岸', '堤岸', '所在岸别', '所在岸'],
  stakes: ['起止桩号', '桩号', '起讫桩号', '桩号范围', '桩号起止', '起止点桩号', '桩号区间'],
  'stakes.from': ['起点桩号', '起始桩号', '起桩号', '桩号起', '桩号起点', '起桩'],
  'stakes.to': [
    '终点桩号',
    '止点桩号',
    '终止桩号',
    '迄点桩号',
    '止桩号',
    '桩号止',
    '桩号终点',
    '止桩',
  ],
} as const satisfies Record<string, readonly string[]>

export type SectionTarget = keyof typeof SECTION_TARGETS

const SECTION_LABELS: Readonly<Record<SectionTarget, Bilingual>> = {
  bank: { zh: '岸别', en: 'Bank' },
  stakes: { zh: '起止桩号', en: 'Stakes' },
  'stakes.from': { zh: '起点桩号', en: 'First stake' },
  'stakes.to': { zh: '终点桩号', en: 'Last stake' },
}

export interface Target {
  /** `grade`, `equipment.pump`, `geometry.lon`. */
  readonly path: string
  readonly label: Bilingual
  /** The field that it fills; `null` for the place. */
  readonly name: string | null
  readonly field: Field | null
  /** The thing of a catalogue that a column counts. */
  readonly item: string | null
  /** Names of it, the product's own first. */
  readonly terms: readonly string[]
  /** Names that may as well be those of something else: what things are called is above their names, or above whose they are. */
  readonly weakTerms?: readonly string[]
}

/** Full-width forms, spaces, marks of required columns and case make no difference to a heading. */
export const plainHeading = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s*:：“”"'、,，/_]/g, '')

/** The import gives these itself, by what file the rows come from. */
const GIVEN = new Set(Object.keys(PROVENANCE_FIELDS).filter((name) => name !== 'verifiedAt'))

export const importedFields = (fields: Fields): [string, Field][] =>
  Object.entries(fields).filter(([name]) => !GIVEN.has(name))

const nameTerms = (nouns: readonly string[]): string[] =>
  nouns.flatMap((noun) => [`${noun}名称`, `${noun}名`])

const PHONE_WORDS = ['联系电话', '手机', '手机号', '手机号码', '联系方式'] as const

const WITH_PHONE = [
  '及电话',
  '及联系电话',
  '及联系方式',
  '和电话',
  '姓名及电话',
  '姓名及联系电话',
] as const

const callsOf = ({ label, synonyms = [] }: Field): string[] => [label.zh, ...synonyms]

/**
 * Registers write the person of a duty under a heading of its own, above 姓名 and 联系电话, or name the person in
 * that of the number: 队长电话.
 */
const personTerms = (name: string, fields: Fields): string[] => {
  const field = fields[name]!
  if (!field.personal) return []
  if (field.kind !== 'text' || field.format !== 'phone') {
    const both = callsOf(field).flatMap((called) => WITH_PHONE.map((words) => called + words))
    return [`${field.label.zh}姓名`, ...both]
  }
  const stem = name.replace(/Phone$/, '')
  const owner = fields[stem] ?? fields[`${stem}Person`]
  return [
    ...PHONE_WORDS.map((word) => field.label.zh.replace('电话', word)),
    ...(owner?.personal ? callsOf(owner) : []).flatMap((called) =>
      ['电话', ...PHONE_WORDS].map((word) => called + word),
    ),
  ]
}

/** @param short its name in Shapefiles of our own. */
const fieldTarget = (
  name: string,
  fields: Fields,
  nouns: readonly string[],
  short: string,
): Target => {
  const field = fields[name]!
  return {
    path: name,
    label: field.label,
    name,
    field,
    item: null,
    terms: [
      field.label.zh,
      field.label.en,
      name,
      short,
      ...(field.synonyms ?? []),
      ...personTerms(name, fields),
      ...(name === 'name' ? nameTerms(nouns) : []),
    ].map(plainHeading),
    weakTerms: [...(name === 'name' ? nouns : []), ...(field.standIns ?? [])].map(plainHeading),
  }
}

const itemTargets = (name: string, field: Field): Target[] =>
  field.kind !== 'counts'
    ? []
    : Object.entries(field.catalogue).map(([item, { label, synonyms = [] }]) => ({
        path: `${name}.${item}`,
        label: {
          zh: `${field.label.zh}：${label.zh}`,
          en: `${field.label.en}: ${label.en}`,
        },
        name,
        field,
        item,
        terms: [label.zh, ...label.zh.split('/'), label.en, ...synonyms].map(plainHeading),
      }))

const placeTargets = (
  terms: Readonly<Record<string, readonly string[]>>,
  labels: Readonly<Record<string, Bilingual>>,
): Target[] =>
  Object.entries(terms).map(([path, words]) => ({
    path,
    label: labels[path]!,
    name: null,
    field: null,
    item: null,
    terms: words.map(plainHeading),
  }))

const madeTargets = ({ fields, nouns = [], geometryTypes }: ResourceDeclaration): Target[] => {
  const short = shortNames(['id', ...Object.keys(fields)])
  return [
    ...importedFields(fields).map(([name]) => fieldTarget(name, fields, nouns, short.get(name)!)),
    ...importedFields(fields).flatMap(([name, field]) => itemTargets(name, field)),
    ...placeTargets(PLACE_TARGETS, PLACE_LABELS),
    ...(geometryTypes.includes('LineString') ? placeTargets(SECTION_TARGETS, SECTION_LABELS) : []),
  ]
}

const TARGETS = new WeakMap<
  ResourceDeclaration,
  { readonly edition: number; readonly targets: readonly Target[] }
>()

/** All that a register of a resource may have columns of; made once, until there are other items. */
export const targetsOf = (resource: ResourceDeclaration): readonly Target[] => {
  const known = TARGETS.get(resource)
  if (known?.edition === itemsEdition()) return known.targets
  const targets = madeTargets(resource)
  TARGETS.set(resource, { edition: itemsEdition(), targets })
  return targets
}
