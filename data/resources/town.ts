import { COUNTY_CODE, classField, textField } from '../place-fields.ts'
import { defineResource } from '../resource.ts'

/** Towns and subdistricts, as the points of their seats. */
export const townResource = defineResource({
  id: 'towns',
  title: { zh: '乡镇街道', en: 'Towns' },
  description: {
    zh: '本地区各乡镇街道驻地',
    en: 'Seats of the towns and subdistricts of the region',
  },
  geometryTypes: ['Point'],
  symbol: { icon: 'maki:town-hall', colour: '#6b7280' },
  layer: false,
  fields: {
    code: textField({ zh: '区划代码', en: 'Code' }, { required: true, searchable: true }),
    countyCode: COUNTY_CODE,
    kind: classField({
      subdistrict: { label: { zh: '街道', en: 'Subdistrict' } },
      town: { label: { zh: '镇', en: 'Town' } },
      township: { label: { zh: '乡', en: 'Township' } },
    }),
  },
})
