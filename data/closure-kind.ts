/** What closes roads; apart from the schemas, so that the first screen comes without them. */
import type { Bilingual } from './bilingual.ts'

export const CLOSURE_KINDS = {
  'flooded-area': { zh: '淹没区', en: 'Flooded area' },
  road: { zh: '道路封闭', en: 'Road closed' },
  bridge: { zh: '桥梁封闭', en: 'Bridge closed' },
} as const satisfies Record<string, Bilingual>
export type ClosureKind = keyof typeof CLOSURE_KINDS

const SAYS_CLOSED = /封闭|封路|封桥|淹没|\bclosed\b|\bflooded\b/i

/** Whether the name of a closure says by itself that nothing gets through there. */
export const saysClosed = (name: string): boolean => SAYS_CLOSED.test(name)
