import type { Field } from './field.ts'

/** Where a row comes from; every feature carries one, and every place that shows it says so. */
export const PROVENANCE_OPTIONS = {
  generated: { label: { zh: '程序生成（演示）', en: 'Generated (demonstration)' } },
  approximate: { label: { zh: '近似位置（手工）', en: 'Approximate (by hand)' } },
  surveyed: { label: { zh: '实测数据', en: 'Surveyed' } },
  imported: { label: { zh: '导入数据', en: 'Imported' } },
} as const

export type Provenance = keyof typeof PROVENANCE_OPTIONS

/** Coordinate system in which a row came in; it is stored in WGS-84 whatever it was. */
export const SOURCE_CRS_OPTIONS = {
  'wgs-84': { label: { zh: 'WGS-84', en: 'WGS-84' } },
  'cgcs-2000': { label: { zh: 'CGCS2000', en: 'CGCS2000' } },
  'gcj-02': { label: { zh: 'GCJ-02（火星坐标）', en: 'GCJ-02' } },
  'bd-09': { label: { zh: 'BD-09（百度）', en: 'BD-09' } },
} as const

/** The fields that every feature of every collection ends with. */
export const PROVENANCE_FIELDS = {
  provenance: {
    kind: 'choice',
    label: { zh: '数据来源类型', en: 'Provenance' },
    options: PROVENANCE_OPTIONS,
    required: true,
  },
  source: { kind: 'text', label: { zh: '来源', en: 'Source' }, required: true },
  sourceCrs: {
    kind: 'choice',
    label: { zh: '原坐标系', en: 'Original coordinate system' },
    options: SOURCE_CRS_OPTIONS,
    required: true,
  },
  verifiedAt: { kind: 'date', label: { zh: '最近核实日期', en: 'Last verified' } },
} as const satisfies Record<string, Field>

/** Whether a feature was not measured, but made or drawn by hand for the demonstration. */
export const isMadeUp = (provenance: unknown): boolean =>
  provenance === 'generated' || provenance === 'approximate'

/** The notice that stays in sight wherever demonstration data is shown or downloaded. */
export const DEMONSTRATION_NOTICE = {
  zh: '演示数据：区县界、乡镇名称与代码、湖泊水库（轮廓粗略）为真实资料；乡镇驻地、主要道路与河流走向、重点工程、林区和地名地标为近似位置；其余（微型应急救援站、物资储备、小型水库、居民点、林区边界、道路网等）由程序生成，不代表真实情况，部分县城干道借用真实路名。',
  en: 'Demonstration data: county boundaries, town names and codes, lakes and reservoirs (in rough outline) are real; town seats, courses of main roads and rivers, named works, forests and landmarks are approximate; all else (stations, stock, small reservoirs, settlements, forest outlines, the road network and more) is generated and describes nothing real, though some arterial streets of county seats borrow real names.',
} as const
