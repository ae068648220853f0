import { textField, wholeField } from '../place-fields.ts'
import { defineResource } from '../resource.ts'

/** The county-level units of the region; the identifier is the official six-digit code. */
export const countyResource = defineResource({
  id: 'counties',
  title: { zh: '区县', en: 'Counties' },
  description: { zh: '本地区的县（市、区）', en: 'The county-level units of the region' },
  geometryTypes: ['Polygon', 'MultiPolygon'],
  symbol: { icon: 'maki:embassy', colour: '#6b7280' },
  layer: false,
  fields: {
    code: textField({ zh: '区划代码', en: 'Code' }, { required: true, searchable: true }),
    population: wholeField(
      { zh: '2023 年常住人口', en: 'Population 2023' },
      { required: true, unit: 'person', minimum: 0, listed: true },
    ),
  },
})
