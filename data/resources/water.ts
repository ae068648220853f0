import { defineResource } from '../resource.ts'

/** Lakes, reservoirs' surfaces and rivers: the background that roads and rescuers go round. */
export const waterResource = defineResource({
  id: 'water',
  title: { zh: '水系', en: 'Water' },
  description: { zh: '湖泊、水库水面与主要河流', en: 'Lakes, reservoir surfaces and main rivers' },
  geometryTypes: ['LineString', 'Polygon', 'MultiPolygon'],
  symbol: { icon: 'maki:water', colour: '#8fb8d8' },
  layer: false,
  fields: {
    kind: {
      kind: 'choice',
      label: { zh: '类别', en: 'Kind' },
      required: true,
      filter: true,
      listed: true,
      options: {
        lake: { label: { zh: '湖泊', en: 'Lake' } },
        reservoir: { label: { zh: '水库', en: 'Reservoir' } },
        pond: { label: { zh: '坑塘', en: 'Pond' } },
        river: { label: { zh: '河流', en: 'River' } },
        canal: { label: { zh: '运河', en: 'Canal' } },
      },
    },
    widthMetres: {
      kind: 'integer',
      label: { zh: '水面宽度', en: 'Width' },
      unit: 'metre',
      minimum: 0,
    },
  },
})
