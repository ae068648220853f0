import { PLACE_FIELDS } from '../place-fields.ts'
import { defineResource } from '../resource.ts'

/** Forest areas under fire watch, and the watchtowers that look over them. */
export const forestResource = defineResource({
  id: 'forests',
  title: { zh: '森林防火区', en: 'Forest areas' },
  description: {
    zh: '林场、火险等级区与瞭望台',
    en: 'Forest farms, fire-danger classes and watchtowers',
  },
  geometryTypes: ['Point', 'Polygon', 'MultiPolygon'],
  symbol: { icon: 'maki:park', colour: '#2f7d32', colourBy: 'dangerClass' },
  layer: true,
  fields: {
    ...PLACE_FIELDS,
    kind: {
      kind: 'choice',
      label: { zh: '类别', en: 'Kind' },
      required: true,
      filter: true,
      listed: true,
      options: {
        area: { label: { zh: '林区', en: 'Forest area' } },
        watchtower: { label: { zh: '瞭望台', en: 'Watchtower' } },
      },
    },
    forestFarm: {
      kind: 'text',
      label: { zh: '所属林场', en: 'Forest farm' },
      searchable: true,
      listed: true,
    },
    areaHectares: {
      kind: 'number',
      label: { zh: '面积', en: 'Area' },
      unit: 'hectare',
      minimum: 0,
      listed: true,
    },
    dominantSpecies: {
      kind: 'choice',
      label: { zh: '优势树种', en: 'Dominant species' },
      filter: true,
      options: {
        cypress: { label: { zh: '侧柏', en: 'Oriental arborvitae' } },
        pine: { label: { zh: '油松', en: 'Chinese pine' } },
        'black-locust': { label: { zh: '刺槐', en: 'Black locust' } },
        oak: { label: { zh: '麻栎', en: 'Sawtooth oak' } },
        poplar: { label: { zh: '杨树', en: 'Poplar' } },
        mixed: { label: { zh: '针阔混交', en: 'Mixed' } },
      },
    },
    dangerClass: {
      kind: 'choice',
      label: { zh: '火险区等级', en: 'Fire-danger class' },
      required: true,
      filter: true,
      listed: true,
      options: {
        high: { label: { zh: 'Ⅰ级（高）', en: 'I (high)' }, colour: '#b3541e' },
        medium: { label: { zh: 'Ⅱ级（中）', en: 'II (medium)' }, colour: '#5d8c2a' },
        low: { label: { zh: 'Ⅲ级（低）', en: 'III (low)' }, colour: '#2f7d32' },
      },
    },
    responsibleUnit: {
      kind: 'text',
      label: { zh: '责任单位', en: 'Responsible unit' },
      searchable: true,
    },
    phone: { kind: 'text', format: 'phone', label: { zh: '值班电话', en: 'Duty phone' } },
  },
})
