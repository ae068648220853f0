import { decimalField, textField } from '../place-fields.ts'
import { defineResource } from '../resource.ts'

/** The posts along roads by which callers say where on a road they are. */
export const distancePostResource = defineResource({
  id: 'distance-posts',
  title: { zh: '里程桩', en: 'Distance posts' },
  description: {
    zh: '公路里程桩的位置，按“路 + 公里”查找地点时使用',
    en: 'Where the kilometre posts of roads stand: places are found by road and kilometre with them',
  },
  geometryTypes: ['Point'],
  symbol: { icon: 'temaki:milestone', colour: '#3d7a5a' },
  layer: false,
  // Found as a road and a kilometre, not by names of their own.
  searched: false,
  fields: {
    roadRef: textField(
      { zh: '路线编号', en: 'Road number' },
      { required: true, listed: true, synonyms: ['路线', '路线编码', '公路编号'] },
    ),
    roadName: textField({ zh: '路名', en: 'Road name' }, { listed: true }),
    kilometre: decimalField(
      { zh: '里程（公里）', en: 'Kilometre' },
      {
        required: true,
        isStake: true,
        minimum: 0,
        listed: true,
        synonyms: ['里程', '公里', '公里数'],
      },
    ),
    direction: {
      kind: 'choice',
      label: { zh: '方向', en: 'Direction' },
      filter: true,
      listed: true,
      options: {
        up: { label: { zh: '上行', en: 'Up' } },
        down: { label: { zh: '下行', en: 'Down' } },
      },
    },
  },
})
