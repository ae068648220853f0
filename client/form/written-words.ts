/** What the program itself has written into a history, in the language of the page. */
import type { Bilingual, Language } from '../../data/bilingual.ts'
import { UNNAMED } from '../../data/change.ts'

const WRITERS: Readonly<Record<string, Bilingual>> = {
  [UNNAMED]: { zh: UNNAMED, en: 'Unnamed' },
  系统: { zh: '系统', en: 'The system' },
  演示数据: { zh: '演示数据', en: 'Demonstration data' },
}

/** Who wrote: a name as it was entered, or what stands where there is none. */
export const writerText = (who: string, language: Language): string =>
  Object.hasOwn(WRITERS, who) ? WRITERS[who]![language] : who

const UNDONE_IMPORT = /^撤销导入：(.*)$/s

/** Why it was written. */
export const reasonText = (reason: string, language: Language): string =>
  language === 'zh' ? reason : reason.replace(UNDONE_IMPORT, 'import undone: $1')
