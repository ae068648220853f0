import type { Catalogue } from './field.ts'

const gear = (zh: string, en: string, unitZh: string, unitEn: string) => ({
  label: { zh, en },
  unit: { zh: unitZh, en: unitEn },
})

/** Gear of a micro rescue station, by stable short key. */
export const EQUIPMENT = {
  pump: gear('排水泵', 'Drainage pump', '台', 'units'),
  'fire-pump': gear('手抬机动消防泵', 'Portable fire pump', '台', 'units'),
  extinguisher: gear('灭火器', 'Fire extinguisher', '具', 'units'),
  hose: gear('消防水带', 'Fire hose', '盘', 'coils'),
  'breathing-apparatus': gear('空气呼吸器', 'Breathing apparatus', '具', 'units'),
  'life-jacket': gear('救生衣', 'Life jacket', '件', 'pieces'),
  boat: gear('冲锋舟/橡皮艇', 'Rescue boat', '艘', 'boats'),
  stretcher: gear('担架', 'Stretcher', '副', 'units'),
  aed: gear('自动体外除颤器', 'Defibrillator (AED)', '台', 'units'),
  'first-aid-kit': gear('急救箱', 'First-aid kit', '个', 'kits'),
  cutter: gear('破拆工具', 'Cutting tool', '套', 'sets'),
  generator: gear('发电机', 'Generator', '台', 'units'),
  floodlight: gear('投光灯', 'Floodlight', '只', 'lamps'),
  blower: gear('风力灭火机', 'Forest-fire blower', '台', 'units'),
  beater: gear('二号灭火工具', 'Fire beater', '把', 'pieces'),
  'rescue-vehicle': gear('救援车', 'Rescue van', '辆', 'vehicles'),
} as const satisfies Catalogue

export type EquipmentKey = keyof typeof EQUIPMENT
