/** The water that roads and rescuers go round: rivers as lines, lakes and reservoirs as areas. */
import { classField, wholeField } from '../place-fields.ts'
import { defineResource, defineUnion, type Fields } from '../resource.ts'

const lake = { label: { zh: '湖泊', en: 'Lake' } }
const reservoir = { label: { zh: '水库', en: 'Reservoir' } }
const pond = { label: { zh: '坑塘', en: 'Pond' } }
const river = { label: { zh: '河流', en: 'River' } }
const canal = { label: { zh: '运河', en: 'Canal' } }

const WIDTH = {
  widthMetres: wholeField({ zh: '水面宽度', en: 'Width' }, { unit: 'metre', minimum: 0 }),
} as const satisfies Fields

export const riverResource = defineResource({
  id: 'rivers',
  title: { zh: '河流', en: 'Rivers' },
  description: { zh: '主要河流与运河的河道', en: 'Courses of the main rivers and canals' },
  geometryTypes: ['LineString'],
  symbol: { icon: 'maki:water', colour: '#8fb8d8' },
  layer: false,
  fields: { kind: classField({ river, canal }), ...WIDTH },
})

export const lakeResource = defineResource({
  id: 'lakes',
  title: { zh: '湖泊与水库', en: 'Lakes' },
  description: {
    zh: '湖泊、水库、坑塘与宽阔河道的水面',
    en: 'Surfaces of lakes, reservoirs, ponds and wide rivers',
  },
  geometryTypes: ['Polygon', 'MultiPolygon'],
  symbol: { icon: 'maki:water', colour: '#8fb8d8' },
  layer: false,
  fields: { kind: classField({ lake, reservoir, pond, river, canal }) },
})

export const waterUnion = defineUnion({
  id: 'water',
  title: { zh: '水系', en: 'Water' },
  description: { zh: '湖泊、水库水面与主要河流', en: 'Lakes, reservoir surfaces and main rivers' },
  parts: [{ resource: riverResource }, { resource: lakeResource }],
  fields: { kind: classField({ lake, reservoir, pond, river, canal }), ...WIDTH },
})
