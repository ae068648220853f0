/** Forests under fire watch: the areas, and the towers that look over them. */
import { classField, decimalField, PLACE_FIELDS, phoneField, textField } from '../place-fields.ts'
import { defineResource, defineUnion, type Fields } from '../resource.ts'

const FARM = {
  forestFarm: textField(
    { zh: '所属林场', en: 'Forest farm' },
    { searchable: true, listed: true, synonyms: ['林场', '林场名称'] },
  ),
} as const satisfies Fields

const AREA = {
  areaHectares: decimalField(
    { zh: '面积', en: 'Area' },
    { unit: 'hectare', minimum: 0, listed: true },
  ),
} as const satisfies Fields

/** Of a watchtower they describe the forest that it stands in. */
const FIRE_WATCH = {
  dominantSpecies: {
    kind: 'choice',
    label: { zh: '优势树种', en: 'Dominant species' },
    synonyms: ['树种', '主要树种'],
    filter: true,
    options: {
      cypress: { label: { zh: '侧柏', en: 'Oriental arborvitae' }, synonyms: ['柏树'] },
      pine: { label: { zh: '油松', en: 'Chinese pine' }, synonyms: ['松树', '黑松', '赤松'] },
      'black-locust': { label: { zh: '刺槐', en: 'Black locust' }, synonyms: ['洋槐'] },
      oak: { label: { zh: '麻栎', en: 'Sawtooth oak' }, synonyms: ['栎树', '橡树'] },
      poplar: { label: { zh: '杨树', en: 'Poplar' } },
      mixed: { label: { zh: '针阔混交', en: 'Mixed' } },
    },
  },
  dangerClass: classField(
    {
      high: {
        label: { zh: 'Ⅰ级（高）', en: 'I (high)' },
        colour: '#b3541e',
        synonyms: ['高火险', '高风险'],
      },
      medium: {
        label: { zh: 'Ⅱ级（中）', en: 'II (medium)' },
        colour: '#5d8c2a',
        synonyms: ['中火险', '中风险'],
      },
      low: {
        label: { zh: 'Ⅲ级（低）', en: 'III (low)' },
        colour: '#2f7d32',
        synonyms: ['低火险', '低风险'],
      },
    },
    { zh: '火险区等级', en: 'Fire-danger class' },
    ['火险等级', '火险级别'],
  ),
  responsibleUnit: textField({ zh: '责任单位', en: 'Responsible unit' }, { searchable: true }),
  phone: phoneField({ zh: '值班电话', en: 'Duty phone' }, ['电话', '联系电话', '联系方式']),
} as const satisfies Fields

export const forestAreaResource = defineResource({
  id: 'forest-areas',
  title: { zh: '林区', en: 'Forest areas' },
  description: { zh: '林场与林区的范围、火险区等级', en: 'Forests with their fire-danger classes' },
  geometryTypes: ['Polygon', 'MultiPolygon'],
  nouns: ['防火重点单位', '林区', '林场'],
  symbol: { icon: 'maki:park', colour: '#2f7d32', colourBy: 'dangerClass' },
  layer: true,
  fields: { ...PLACE_FIELDS, ...FARM, ...AREA, ...FIRE_WATCH },
})

export const watchtowerResource = defineResource({
  id: 'watchtowers',
  title: { zh: '瞭望台', en: 'Watchtowers' },
  description: { zh: '林区的防火瞭望台', en: 'Fire watchtowers in the forests' },
  geometryTypes: ['Point'],
  nouns: ['瞭望台', '瞭望塔', '望火楼'],
  symbol: { icon: 'maki:observation-tower', colour: '#2f7d32', colourBy: 'dangerClass' },
  layer: true,
  fields: { ...PLACE_FIELDS, ...FARM, ...FIRE_WATCH },
})

export const forestUnion = defineUnion({
  id: 'forests',
  title: { zh: '森林防火区', en: 'Forest areas and watchtowers' },
  shortTitle: { zh: '森林', en: 'Forests' },
  description: {
    zh: '林场、火险等级区与瞭望台',
    en: 'Forest farms, fire-danger classes and watchtowers',
  },
  nouns: ['防火重点单位', '林区', '林场', '瞭望台', '瞭望塔', '望火楼'],
  parts: [
    { resource: forestAreaResource, constants: { kind: 'area' } },
    { resource: watchtowerResource, constants: { kind: 'watchtower' } },
  ],
  fields: {
    ...PLACE_FIELDS,
    kind: classField({
      area: { label: { zh: '林区', en: 'Forest area' } },
      watchtower: { label: { zh: '瞭望台', en: 'Watchtower' } },
    }),
    ...FARM,
    ...AREA,
    ...FIRE_WATCH,
  },
})
