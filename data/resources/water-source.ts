import {
  classField,
  decimalField,
  PLACE_FIELDS,
  phoneField,
  textField,
  wholeField,
  yesNoField,
} from '../place-fields.ts'
import { defineResource } from '../resource.ts'

/** Where fire engines and pumps take water (取水点、消防水源). */
export const waterSourceResource = defineResource({
  id: 'water-sources',
  title: { zh: '消防水源与取水点', en: 'Water sources' },
  shortTitle: { zh: '取水点', en: 'Water sources' },
  description: {
    zh: '消火栓、消防水鹤、消防水池与天然水源取水点：流量、水量与可用状态',
    en: 'Hydrants, water cranes, tanks and intakes from open water with flow, volume and state',
  },
  nouns: ['消防水源', '取水点', '消火栓', '消防栓', '水源', '消防取水点'],
  geometryTypes: ['Point'],
  symbol: { icon: 'temaki:fire_hydrant', colour: '#1565a7', colourBy: 'kind' },
  layer: true,
  fields: {
    ...PLACE_FIELDS,
    kind: classField(
      {
        hydrant: {
          label: { zh: '消火栓', en: 'Hydrant' },
          colour: '#c8321f',
          synonyms: ['消防栓', '市政消火栓', '室外消火栓', '地上消火栓', '地下消火栓'],
        },
        crane: {
          label: { zh: '消防水鹤', en: 'Water crane' },
          colour: '#b3541e',
          synonyms: ['水鹤'],
        },
        tank: {
          label: { zh: '消防水池', en: 'Tank' },
          colour: '#5b4a8a',
          synonyms: ['水池', '蓄水池', '消防水箱', '消防水罐'],
        },
        well: { label: { zh: '机井', en: 'Well' }, colour: '#4d6b2f', synonyms: ['水井', '深井'] },
        'open-water': {
          label: { zh: '天然水源', en: 'Open water' },
          colour: '#1565a7',
          synonyms: [
            '天然水源取水点',
            '天然取水点',
            '河流',
            '湖泊',
            '水库',
            '坑塘',
            '塘坝',
            '河道',
          ],
        },
      },
      { zh: '水源类型', en: 'Kind' },
      ['类型', '类别', '水源类别', '取水点类型'],
    ),
    state: classField(
      {
        usable: { label: { zh: '可用', en: 'Usable' }, synonyms: ['完好', '正常', '良好', '在用'] },
        seasonal: {
          label: { zh: '季节性可用', en: 'Seasonal' },
          synonyms: ['季节性', '枯水期不可用'],
        },
        faulty: {
          label: { zh: '不可用', en: 'Out of order' },
          synonyms: ['损坏', '故障', '停用', '维修', '维修中'],
        },
      },
      { zh: '状态', en: 'State' },
      ['可用状态', '完好情况', '运行状态', '使用状态'],
    ),
    address: textField(
      { zh: '地址', en: 'Address' },
      { searchable: true, listed: true, synonyms: ['详细地址', '位置'] },
    ),
    flowLitresPerSecond: decimalField(
      { zh: '出水流量', en: 'Flow' },
      {
        unit: 'litrePerSecond',
        minimum: 0,
        listed: true,
        synonyms: ['流量', '供水流量', '出水量'],
      },
    ),
    volumeCubicMetres: wholeField(
      { zh: '可用水量', en: 'Volume' },
      { unit: 'cubicMetre', minimum: 0, synonyms: ['水量', '蓄水量', '容积', '储水量'] },
    ),
    engineAccess: yesNoField({ zh: '消防车取水条件', en: 'Access for fire engines' }, [
      '消防车取水',
      '消防车能否取水',
      '消防车可停靠',
      '消防车通道',
    ]),
    helicopterAccess: yesNoField({ zh: '直升机吊桶取水条件', en: 'Access for helicopters' }, [
      '直升机取水',
      '吊桶取水',
    ]),
    keeper: textField(
      { zh: '管理单位', en: 'Keeper' },
      { searchable: true, synonyms: ['主管单位', '管护单位', '产权单位', '责任单位'] },
    ),
    phone: phoneField({ zh: '联系电话', en: 'Phone' }, ['电话', '联系方式', '联系人电话']),
    inspectedAt: {
      kind: 'date',
      label: { zh: '最近检查日期', en: 'Last inspection' },
      synonyms: ['检查日期', '检查时间', '最近检查时间'],
    },
  },
})
