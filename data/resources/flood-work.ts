/**
 * Flood works with their three responsible persons, one geometry type to a collection: structures
 * are points, levees lines, flood areas polygons. `flood-works` gathers them under the old name.
 */
import { kindField, PLACE_FIELDS } from '../place-fields.ts'
import { defineResource, defineUnion, type Fields } from '../resource.ts'

const KINDS = {
  reservoir: { label: { zh: '水库', en: 'Reservoir' }, colour: '#1c6fb5' },
  sluice: { label: { zh: '水闸', en: 'Sluice' }, colour: '#0b8f8c' },
  'pump-station': { label: { zh: '泵站', en: 'Pump station' }, colour: '#3d5afe' },
  levee: { label: { zh: '堤防', en: 'Levee' }, colour: '#14508a' },
  dam: { label: { zh: '拦河坝', en: 'Dam' }, colour: '#5b4a3f' },
  'danger-section': { label: { zh: '险工险段', en: 'Danger section' }, colour: '#c2255c' },
} as const

const KIND_LABEL = { zh: '工程类别', en: 'Kind' }

const RIVER = {
  river: {
    kind: 'text',
    label: { zh: '所在河湖', en: 'River or lake' },
    searchable: true,
    listed: true,
  },
} as const satisfies Fields

const SCALE = {
  scale: {
    kind: 'choice',
    label: { zh: '工程规模', en: 'Scale' },
    filter: true,
    listed: true,
    options: {
      'large-1': { label: { zh: '大（1）型', en: 'Large (1)' } },
      'large-2': { label: { zh: '大（2）型', en: 'Large (2)' } },
      medium: { label: { zh: '中型', en: 'Medium' } },
      'small-1': { label: { zh: '小（1）型', en: 'Small (1)' } },
      'small-2': { label: { zh: '小（2）型', en: 'Small (2)' } },
    },
  },
} as const satisfies Fields

const LEVEE_GRADE = {
  leveeGrade: {
    kind: 'integer',
    label: { zh: '堤防级别', en: 'Levee grade' },
    minimum: 1,
    maximum: 5,
  },
} as const satisfies Fields

const STANDARD_AND_LENGTH = {
  floodStandardYears: {
    kind: 'integer',
    label: { zh: '防洪标准（重现期）', en: 'Flood standard (return period)' },
    unit: 'year',
    minimum: 1,
  },
  lengthMetres: {
    kind: 'integer',
    label: { zh: '长度', en: 'Length' },
    unit: 'metre',
    minimum: 0,
  },
} as const satisfies Fields

const CAPACITY = {
  capacityTenThousandCubicMetres: {
    kind: 'number',
    label: { zh: '总库容', en: 'Total capacity' },
    unit: 'tenThousandCubicMetres',
    minimum: 0,
  },
} as const satisfies Fields

const FLOW = {
  designFlowCubicMetresPerSecond: {
    kind: 'number',
    label: { zh: '设计流量', en: 'Design flow' },
    unit: 'cubicMetrePerSecond',
    minimum: 0,
  },
} as const satisfies Fields

const FLOOD_LIMIT = {
  floodLimitLevelMetres: {
    kind: 'number',
    label: { zh: '汛限水位', en: 'Flood-limit level' },
    unit: 'metre',
  },
} as const satisfies Fields

const RIVER_LEVELS = {
  warningLevelMetres: {
    kind: 'number',
    label: { zh: '警戒水位', en: 'Warning level' },
    unit: 'metre',
  },
  guaranteedLevelMetres: {
    kind: 'number',
    label: { zh: '保证水位', en: 'Guaranteed level' },
    unit: 'metre',
  },
} as const satisfies Fields

const PERSONS = {
  administrativePerson: {
    kind: 'text',
    label: { zh: '行政责任人', en: 'Administrative person in charge' },
    personal: true,
  },
  administrativePhone: {
    kind: 'text',
    format: 'phone',
    label: { zh: '行政责任人电话', en: 'Phone (administrative)' },
    personal: true,
  },
  technicalPerson: {
    kind: 'text',
    label: { zh: '技术责任人', en: 'Technical person in charge' },
    personal: true,
  },
  technicalPhone: {
    kind: 'text',
    format: 'phone',
    label: { zh: '技术责任人电话', en: 'Phone (technical)' },
    personal: true,
  },
  patrolPerson: {
    kind: 'text',
    label: { zh: '巡查责任人', en: 'Patrol person in charge' },
    personal: true,
  },
  patrolPhone: {
    kind: 'text',
    format: 'phone',
    label: { zh: '巡查责任人电话', en: 'Phone (patrol)' },
    personal: true,
  },
} as const satisfies Fields

const { reservoir, sluice, 'pump-station': pumpStation, levee, dam } = KINDS
const dangerSection = KINDS['danger-section']

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
    kind: kindField({ reservoir, sluice, 'pump-station': pumpStation, dam }, KIND_LABEL),
    ...RIVER,
    ...SCALE,
    ...STANDARD_AND_LENGTH,
    ...CAPACITY,
    ...FLOW,
    ...FLOOD_LIMIT,
    ...RIVER_LEVELS,
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
    kind: kindField({ levee, dam, 'danger-section': dangerSection }, KIND_LABEL),
    ...RIVER,
    ...LEVEE_GRADE,
    ...STANDARD_AND_LENGTH,
    ...FLOW,
    ...RIVER_LEVELS,
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
    kind: kindField({ 'danger-section': dangerSection }, KIND_LABEL),
    ...RIVER,
    ...LEVEE_GRADE,
    ...STANDARD_AND_LENGTH,
    ...RIVER_LEVELS,
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
  parts: [
    { resource: hydraulicStructureResource },
    { resource: leveeResource },
    { resource: floodAreaResource },
  ],
  fields: {
    ...PLACE_FIELDS,
    kind: kindField(KINDS, KIND_LABEL),
    ...RIVER,
    ...SCALE,
    ...LEVEE_GRADE,
    ...STANDARD_AND_LENGTH,
    ...CAPACITY,
    ...FLOW,
    ...FLOOD_LIMIT,
    ...RIVER_LEVELS,
    ...PERSONS,
  },
})
