/** An example of planned reserves, to be replaced by the bureau's own norm. */
import type { Bilingual } from './bilingual.ts'
import type { MaterialKey } from './materials.ts'
import type { floodWorkUnion } from './resources/flood-work.ts'

export type WorkKind = keyof (typeof floodWorkUnion)['fields']['kind']['options']
export type Quantities = Readonly<Partial<Record<MaterialKey, number>>>

/**
 * 4,120 bags and 64 life jackets per kilometre is what one city's published computation for 901 km
 * of levee comes to (DOMAIN, section 4): an example, not the norm. Everything per work is an
 * assumption of the demonstration.
 */
export const EXAMPLE_RESERVE_NORM = {
  name: { zh: '示例定额', en: 'Example norm' },
  source: {
    zh: '示例：每公里数量取自某市公开测算（901 公里堤防，约合编织袋 4,120 条/公里、救生衣 64 件/公里）；每座工程的数量为演示假设。不是法定定额。',
    en: 'Example: quantities per kilometre follow one city’s published computation (901 km of levee, about 4,120 bags and 64 life jackets per km); quantities per work are assumptions of the demonstration. Not an official norm.',
  },
  perKilometre: { sandbag: 4120, 'life-jacket': 64 },
  perWork: {
    reservoir: {
      sandbag: 2000,
      'life-jacket': 30,
      geotextile: 1000,
      boat: 1,
      pump: 1,
      'work-lamp': 10,
    },
    sluice: { sandbag: 1000, 'life-jacket': 10, geotextile: 300, 'work-lamp': 5 },
    'pump-station': { sandbag: 500, 'life-jacket': 6, pump: 1, 'work-lamp': 4 },
    dam: { sandbag: 1000, 'life-jacket': 10, 'work-lamp': 5 },
    'danger-section': { sandbag: 3000, stone: 100, geotextile: 500, 'work-lamp': 10 },
    levee: {},
  },
} as const satisfies {
  name: Bilingual
  source: Bilingual
  perKilometre: Quantities
  perWork: Readonly<Record<WorkKind, Quantities>>
}
