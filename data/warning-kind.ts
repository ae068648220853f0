/** What warnings there are; apart from the schemas, so that the first screen comes without them. */
import type { Bilingual } from './bilingual.ts'

/**
 * Levels from low to high. Colours alone do not identify them: fire danger has a blue of its own, so
 * the words are always shown.
 */
export const WARNING_LEVELS = {
  blue: { label: { zh: '蓝色（四级）', en: 'Blue (IV)' }, colour: '#1f6fd6', rank: 1 },
  yellow: { label: { zh: '黄色（三级）', en: 'Yellow (III)' }, colour: '#c99700', rank: 2 },
  orange: { label: { zh: '橙色（二级）', en: 'Orange (II)' }, colour: '#d9660b', rank: 3 },
  red: { label: { zh: '红色（一级）', en: 'Red (I)' }, colour: '#c8102e', rank: 4 },
} as const satisfies Record<string, { label: Bilingual; colour: string; rank: number }>
export type WarningLevel = keyof typeof WARNING_LEVELS
export const WARNING_LEVEL_NAMES = Object.keys(WARNING_LEVELS) as [WarningLevel, ...WarningLevel[]]

/** Those of the national list of weather warning signals (2007), and what others warn of here. */
export const WARNING_KINDS = {
  rainstorm: { zh: '暴雨', en: 'Rainstorm' },
  flood: { zh: '洪水', en: 'Flood' },
  typhoon: { zh: '台风', en: 'Typhoon' },
  gale: { zh: '大风', en: 'Gale' },
  thunderstorm: { zh: '雷电、强对流', en: 'Thunderstorm' },
  hail: { zh: '冰雹', en: 'Hail' },
  sandstorm: { zh: '沙尘暴', en: 'Sandstorm' },
  fog: { zh: '大雾', en: 'Fog' },
  haze: { zh: '霾、空气污染', en: 'Haze, air pollution' },
  'snow-ice': { zh: '暴雪、冰冻', en: 'Snow, freezing' },
  'icy-roads': { zh: '道路结冰', en: 'Icy roads' },
  cold: { zh: '寒潮', en: 'Cold wave' },
  frost: { zh: '霜冻', en: 'Frost' },
  heat: { zh: '高温', en: 'Heat' },
  drought: { zh: '干旱', en: 'Drought' },
  'forest-fire': { zh: '森林火险', en: 'Forest fire danger' },
  geological: { zh: '地质灾害', en: 'Landslide' },
  earthquake: { zh: '地震', en: 'Earthquake' },
  'yellow-river-ice': { zh: '黄河凌汛', en: 'Yellow River ice' },
  other: { zh: '其他', en: 'Other' },
} as const satisfies Record<string, Bilingual>
export type WarningKind = keyof typeof WARNING_KINDS
export const WARNING_KIND_NAMES = Object.keys(WARNING_KINDS) as [WarningKind, ...WarningKind[]]
