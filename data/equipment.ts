import type { Catalogue } from './field.ts'

const SET = { zh: '台', en: 'units' }
const PIECE = { zh: '件', en: 'pieces' }

/** Gear of a micro rescue station, by stable short key. */
export const EQUIPMENT = {
  pump: { label: { zh: '排水泵', en: 'Drainage pump' }, unit: SET },
  'fire-pump': { label: { zh: '手抬机动消防泵', en: 'Portable fire pump' }, unit: SET },
  extinguisher: {
    label: { zh: '灭火器', en: 'Fire extinguisher' },
    unit: { zh: '具', en: 'units' },
  },
  hose: { label: { zh: '消防水带', en: 'Fire hose' }, unit: { zh: '盘', en: 'coils' } },
  'breathing-apparatus': {
    label: { zh: '空气呼吸器', en: 'Breathing apparatus' },
    unit: { zh: '具', en: 'units' },
  },
  'life-jacket': { label: { zh: '救生衣', en: 'Life jacket' }, unit: PIECE },
  boat: { label: { zh: '冲锋舟/橡皮艇', en: 'Rescue boat' }, unit: { zh: '艘', en: 'boats' } },
  stretcher: { label: { zh: '担架', en: 'Stretcher' }, unit: { zh: '副', en: 'units' } },
  aed: { label: { zh: '自动体外除颤器', en: 'Defibrillator (AED)' }, unit: SET },
  'first-aid-kit': { label: { zh: '急救箱', en: 'First-aid kit' }, unit: { zh: '个', en: 'kits' } },
  cutter: { label: { zh: '破拆工具', en: 'Cutting tool' }, unit: { zh: '套', en: 'sets' } },
  generator: { label: { zh: '发电机', en: 'Generator' }, unit: SET },
  floodlight: { label: { zh: '投光灯', en: 'Floodlight' }, unit: { zh: '只', en: 'lamps' } },
  blower: { label: { zh: '风力灭火机', en: 'Forest-fire blower' }, unit: SET },
  beater: { label: { zh: '二号灭火工具', en: 'Fire beater' }, unit: { zh: '把', en: 'pieces' } },
  'rescue-vehicle': {
    label: { zh: '救援车', en: 'Rescue vehicle' },
    unit: { zh: '辆', en: 'vehicles' },
  },
} as const satisfies Catalogue

export type EquipmentKey = keyof typeof EQUIPMENT
