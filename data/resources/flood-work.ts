/**
 * Flood works with their three responsible persons, one geometry type to a collection: structures
 * are points, levees lines, flood areas polygons. `flood-works` gathers them under the old name.
 */
import {
  classField,
  decimalField,
  PLACE_FIELDS,
  personField,
  personPhoneField,
  textField,
  wholeField,
} from '../place-fields.ts'
import { defineResource, defineUnion, type Fields } from '../resource.ts'

const KINDS = {
  reservoir: { label: { zh: '水库', en: 'Reservoir' }, colour: '#1c6fb5' },
  sluice: { label: { zh: '水闸', en: 'Sluice' }, colour: '#0b8f8c' },
  'pump-station': { label: { zh: '泵站', en: 'Pump station' }, colour: '#3d5afe' },
  levee: { label: { zh: '堤防', en: 'Levee' }, colour: '#14508a' },
  dam: { label: { zh: '拦河坝', en: 'Dam' }, colour: '#5b4a3f' },
  'danger-section': {
    label: { zh: '险工险段', en: 'Danger section' },
    colour: '#c2255c',
    synonyms: ['险工', '险段'],
  },
} as const

const { reservoir, sluice, 'pump-station': pumpStation, levee, dam } = KINDS
const dangerSection = KINDS['danger-section']
const KIND_LABEL = { zh: '工程类别', en: 'Kind' }
const KIND_SYNONYMS = ['类型', '工程类型', '类别']

/** What works have besides their place and their persons; each kind lacks some of it. */
const FIGURES = {
  river: textField(
    { zh: '所在河湖', en: 'River or lake' },
    { searchable: true, listed: true, synonyms: ['河道名称', '河流名称', '所在河流', '河道'] },
  ),
  scale: {
    kind: 'choice',
    label: { zh: '工程规模', en: 'Scale' },
    synonyms: ['规模', '水库规模', '水库类型', '工程等级'],
    filter: true,
    listed: true,
    options: {
      'large-1': { label: { zh: '大（1）型', en: 'Large (1)' }, synonyms: ['大一型'] },
      'large-2': { label: { zh: '大（2）型', en: 'Large (2)' }, synonyms: ['大二型'] },
      medium: { label: { zh: '中型', en: 'Medium' } },
      'small-1': { label: { zh: '小（1）型', en: 'Small (1)' } },
      'small-2': { label: { zh: '小（2）型', en: 'Small (2)' } },
    },
  },
  leveeGrade: wholeField(
    { zh: '堤防级别', en: 'Levee grade' },
    { minimum: 1, maximum: 5, synonyms: ['堤防等级'] },
  ),
  floodStandardYears: wholeField(
    { zh: '防洪标准（重现期）', en: 'Flood standard (return period)' },
    { unit: 'year', minimum: 1, synonyms: ['防洪标准'] },
  ),
  lengthMetres: wholeField(
    { zh: '长度', en: 'Length' },
    {
      unit: 'metre',
      minimum: 0,
      synonyms: ['堤长', '堤防长度', '堤段长度', '险段长度', '工程长度'],
    },
  ),
  // Of the first and the last position: by them stakes along the line are places.
  startStakeMetres: wholeField(
    { zh: '起点桩号里程', en: 'Stake at the start' },
    { unit: 'metre', minimum: 0 },
  ),
  endStakeMetres: wholeField(
    { zh: '终点桩号里程', en: 'Stake at the end' },
    { unit: 'metre', minimum: 0 },
  ),
  capacityTenThousandCubicMetres: decimalField(
    { zh: '总库容', en: 'Total capacity' },
    { unit: 'tenThousandCubicMetres', minimum: 0 },
  ),
  designFlowCubicMetresPerSecond: decimalField(
    { zh: '设计流量', en: 'Design flow' },
    { unit: 'cubicMetrePerSecond', minimum: 0 },
  ),
  floodLimitLevelMetres: decimalField(
    { zh: '汛限水位', en: 'Flood-limit level' },
    { unit: 'metre' },
  ),
  warningLevelMetres: decimalField({ zh: '警戒水位', en: 'Warning level' }, { unit: 'metre' }),
  guaranteedLevelMetres: decimalField(
    { zh: '保证水位', en: 'Guaranteed level' },
    { unit: 'metre' },
  ),
} as const satisfies Fields

const PERSONS = {
  administrativePerson: personField({ zh: '行政责任人', en: 'Administrative person in charge' }, [
    '包保责任人',
    '政府责任人',
    '责任人',
    '防汛责任人',
  ]),
  administrativePhone: personPhoneField({ zh: '行政责任人电话', en: 'Phone (administrative)' }),
  technicalPerson: personField({ zh: '技术责任人', en: 'Technical person in charge' }),
  technicalPhone: personPhoneField({ zh: '技术责任人电话', en: 'Phone (technical)' }),
  patrolPerson: personField({ zh: '巡查责任人', en: 'Patrol person in charge' }),
  patrolPhone: personPhoneField({ zh: '巡查责任人电话', en: 'Phone (patrol)' }),
} as const satisfies Fields

/** The figures but for those that a geometry's works never have. */
const figuresWithout = <const Name extends keyof typeof FIGURES>(...names: readonly Name[]) =>
  Object.fromEntries(
    Object.entries(FIGURES).filter(([name]) => !names.some((other) => other === name)),
  ) as Omit<typeof FIGURES, Name>

export const hydraulicStructureResource = defineResource({
  id: 'hydraulic-structures',
  title: { zh: '水工建筑物', en: 'Hydraulic structures' },
  description: {
    zh: '水库、水闸、泵站与拦河坝及其三个责任人',
    en: 'Reservoirs, sluices, pump stations and dams with their three responsible persons',
  },
  geometryTypes: ['Point'],
  symbol: { icon: 'maki:dam', colour: '#1c6fb5', colourBy: 'kind' },
  layer: true,
  fields: {
    ...PLACE_FIELDS,
    kind: classField(
      { reservoir, sluice, 'pump-station': pumpStation, dam },
      KIND_LABEL,
      KIND_SYNONYMS,
    ),
    ...figuresWithout('leveeGrade', 'startStakeMetres', 'endStakeMetres'),
    ...PERSONS,
  },
})

export const leveeResource = defineResource({
  id: 'levees',
  title: { zh: '堤防与险工险段', en: 'Levees' },
  description: {
    zh: '堤防、堤上的险工险段与长坝及其三个责任人',
    en: 'Levees, their danger sections and long dams with their three responsible persons',
  },
  geometryTypes: ['LineString'],
  symbol: { icon: 'maki:barrier', colour: '#14508a', colourBy: 'kind' },
  layer: true,
  fields: {
    ...PLACE_FIELDS,
    kind: classField({ levee, dam, 'danger-section': dangerSection }, KIND_LABEL, KIND_SYNONYMS),
    ...figuresWithout('scale', 'capacityTenThousandCubicMetres', 'floodLimitLevelMetres'),
    ...PERSONS,
  },
})

export const floodAreaResource = defineResource({
  id: 'flood-areas',
  title: { zh: '防洪重点区域', en: 'Flood areas' },
  description: {
    zh: '险工险段及其堤前地面的范围与三个责任人',
    en: 'Danger sections with the ground before them, with their three responsible persons',
  },
  geometryTypes: ['Polygon'],
  symbol: { icon: 'maki:wetland', colour: '#c2255c', colourBy: 'kind' },
  layer: true,
  fields: {
    ...PLACE_FIELDS,
    kind: classField({ 'danger-section': dangerSection }, KIND_LABEL, KIND_SYNONYMS),
    ...figuresWithout(
      'scale',
      'capacityTenThousandCubicMetres',
      'designFlowCubicMetresPerSecond',
      'floodLimitLevelMetres',
    ),
    ...PERSONS,
  },
})

export const floodWorkUnion = defineUnion({
  id: 'flood-works',
  title: { zh: '防洪工程', en: 'Flood works' },
  description: {
    zh: '水库、水闸、泵站、堤防、拦河坝与险工险段及其三个责任人',
    en: 'Reservoirs, sluices, pump stations, levees, dams and danger sections with their three responsible persons',
  },
  nouns: ['水库', '水闸', '泵站', '堤防', '险工', '堤段', '防洪工程'],
  parts: [
    { resource: hydraulicStructureResource },
    { resource: leveeResource },
    { resource: floodAreaResource },
  ],
  fields: {
    ...PLACE_FIELDS,
    kind: classField(KINDS, KIND_LABEL, KIND_SYNONYMS),
    ...FIGURES,
    ...PERSONS,
  },
})
