/** What siting may propose, apart from its schemas: the map names these kinds, too. */
import type { Bilingual } from './bilingual.ts'

/** What may be done at a place; only a new station stands where there was none. */
export const SITE_KINDS = {
  'new-site': { zh: '新建', en: 'new station' },
  'longer-hours': { zh: '延长值班', en: 'longer hours' },
  'more-crew': { zh: '增配人员', en: 'more crew' },
  upgrade: { zh: '升级（等级、装备）', en: 'upgrade (grade, gear)' },
} as const satisfies Record<string, Bilingual>
export type SiteKind = keyof typeof SITE_KINDS
export const SITE_KIND_NAMES = Object.keys(SITE_KINDS) as SiteKind[]
