import type { Catalogue } from './field.ts'

/** @param synonyms what else registers call it. */
const gear = (
  zh: string,
  en: string,
  unitZh: string,
  unitEn: string,
  ...synonyms: readonly string[]
) => ({ label: { zh, en }, unit: { zh: unitZh, en: unitEn }, synonyms })

/** Gear of a micro rescue station, by stable short key. */
export const EQUIPMENT = {
  pump: gear('排水泵', 'Drainage pump', '台', 'units', '水泵', '潜水泵', '抽水泵'),
  'fire-pump': gear(
    '手抬机动消防泵',
    'Portable fire pump',
    '台',
    'units',
    '手抬泵',
    '机动消防泵',
    '消防泵',
  ),
  extinguisher: gear('灭火器', 'Fire extinguisher', '具', 'units', '干粉灭火器', '手提式灭火器'),
  hose: gear('消防水带', 'Fire hose', '盘', 'coils', '水带'),
  'breathing-apparatus': gear(
    '空气呼吸器',
    'Breathing apparatus',
    '具',
    'units',
    '空呼',
    '正压式空气呼吸器',
    '正压式呼吸器',
  ),
  'life-jacket': gear('救生衣', 'Life jacket', '件', 'pieces', '救生背心'),
  boat: gear('冲锋舟/橡皮艇', 'Rescue boat', '艘', 'boats', '橡皮船', '皮划艇', '救生艇'),
  stretcher: gear('担架', 'Stretcher', '副', 'units', '折叠担架'),
  aed: gear('自动体外除颤器', 'Defibrillator (AED)', '台', 'units', 'AED', '除颤仪', '除颤器'),
  'first-aid-kit': gear('急救箱', 'First-aid kit', '个', 'kits', '急救包', '医药箱'),
  cutter: gear('破拆工具', 'Cutting tool', '套', 'sets', '破拆工具组', '破拆器材'),
  generator: gear('发电机', 'Generator', '台', 'units', '发电机组', '应急发电机'),
  floodlight: gear('投光灯', 'Floodlight', '只', 'lamps', '照明灯', '移动照明灯'),
  blower: gear('风力灭火机', 'Forest-fire blower', '台', 'units', '风力灭火器', '吹风机'),
  beater: gear('二号灭火工具', 'Fire beater', '把', 'pieces', '二号工具', '灭火拖把'),
  'rescue-vehicle': gear('救援车', 'Rescue van', '辆', 'vehicles', '救援车辆', '消防车', '应急车'),
} as const satisfies Catalogue

export type EquipmentKey = keyof typeof EQUIPMENT
