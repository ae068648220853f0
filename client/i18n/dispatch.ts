/** Texts of the panel `dispatch`. */
import type { TextTree } from './text.ts'

export const dispatch = {
  title: ['物资调拨', 'Materials'],
  obeyed: ['已避开：{{names}}', 'Avoided: {{names}}'],
  tabs: {
    find: ['查找', 'Find'],
    plan: ['计划', 'Plan'],
    orders: ['调拨单', 'Orders'],
    adequacy: ['储备', 'Reserves'],
    books: ['台账', 'Books'],
  },
} as const satisfies TextTree
