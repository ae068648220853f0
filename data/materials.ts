import type { Catalogue } from './field.ts'

const PIECE = { zh: '件', en: 'pieces' }
const SET = { zh: '台', en: 'units' }

/**
 * Flood and relief items of a stockpile, by stable short key; units after SL 298-2004
 * (防汛物资储备定额编制规程). Classification codes come with the ledger.
 */
export const MATERIALS = {
  sandbag: { label: { zh: '编织袋', en: 'Sandbag' }, unit: { zh: '条', en: 'bags' } },
  geotextile: { label: { zh: '土工布', en: 'Geotextile' }, unit: { zh: '平方米', en: 'm²' } },
  stone: { label: { zh: '块石', en: 'Rock' }, unit: { zh: '立方米', en: 'm³' } },
  gravel: { label: { zh: '砂石料', en: 'Sand and gravel' }, unit: { zh: '立方米', en: 'm³' } },
  wire: { label: { zh: '铅丝', en: 'Wire' }, unit: { zh: '公斤', en: 'kg' } },
  pile: { label: { zh: '桩木', en: 'Wooden pile' }, unit: { zh: '立方米', en: 'm³' } },
  'life-jacket': { label: { zh: '救生衣', en: 'Life jacket' }, unit: PIECE },
  boat: { label: { zh: '冲锋舟/橡皮艇', en: 'Rescue boat' }, unit: { zh: '艘', en: 'boats' } },
  generator: { label: { zh: '发电机组', en: 'Generator' }, unit: { zh: '千瓦', en: 'kW' } },
  'work-lamp': {
    label: { zh: '便携式工作灯', en: 'Portable work lamp' },
    unit: { zh: '只', en: 'lamps' },
  },
  floodlight: { label: { zh: '投光灯', en: 'Floodlight' }, unit: { zh: '只', en: 'lamps' } },
  'pile-driver': { label: { zh: '打桩机', en: 'Pile driver' }, unit: SET },
  cable: { label: { zh: '电缆', en: 'Cable' }, unit: { zh: '米', en: 'm' } },
  pump: { label: { zh: '排水泵', en: 'Drainage pump' }, unit: SET },
  tent: { label: { zh: '帐篷', en: 'Tent' }, unit: { zh: '顶', en: 'tents' } },
  quilt: { label: { zh: '棉被', en: 'Quilt' }, unit: { zh: '床', en: 'quilts' } },
  coat: { label: { zh: '棉大衣', en: 'Padded coat' }, unit: PIECE },
  'folding-bed': { label: { zh: '折叠床', en: 'Folding bed' }, unit: { zh: '张', en: 'beds' } },
  'folding-table': {
    label: { zh: '折叠桌凳', en: 'Folding table set' },
    unit: { zh: '套', en: 'sets' },
  },
  'emergency-lamp': {
    label: { zh: '应急灯', en: 'Emergency lamp' },
    unit: { zh: '只', en: 'lamps' },
  },
  blanket: { label: { zh: '毛毯', en: 'Blanket' }, unit: { zh: '条', en: 'blankets' } },
  raincoat: { label: { zh: '雨衣雨靴', en: 'Raincoat and boots' }, unit: { zh: '套', en: 'sets' } },
  food: { label: { zh: '应急食品', en: 'Emergency food' }, unit: { zh: '份', en: 'rations' } },
  water: { label: { zh: '饮用水', en: 'Drinking water' }, unit: { zh: '瓶', en: 'bottles' } },
} as const satisfies Catalogue

export type MaterialKey = keyof typeof MATERIALS
