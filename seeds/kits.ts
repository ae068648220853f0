/** Kits of the demonstration: examples by what goes together, of no authority's list. */
import type { KitInput } from '../data/kit.ts'

const EXAMPLE = '演示数据：按用途搭配的示例，非定额'

export const KITS: readonly KitInput[] = [
  {
    ...{ name: '冲锋舟组合', nameEn: 'Rescue boat kit', isRetired: false, note: EXAMPLE },
    parts: [
      { item: 'boat', quantity: 1 },
      { item: 'outboard-motor', quantity: 1 },
      { item: 'life-jacket', quantity: 8 },
    ],
  },
  {
    ...{ name: '排水组合', nameEn: 'Drainage kit', isRetired: false, note: EXAMPLE },
    parts: [
      { item: 'pump', quantity: 1 },
      { item: 'hose', quantity: 40 },
      { item: 'generator', quantity: 15 },
    ],
  },
]
