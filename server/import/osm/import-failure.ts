import type { Bilingual } from '../../../data/bilingual.ts'

/** Why an import cannot be done, as a sentence for the user. Nothing was changed. */
export class ImportFailure extends Error {
  readonly sentence: Bilingual

  constructor(zh: string, en: string, options?: ErrorOptions) {
    super(en, options)
    this.name = 'ImportFailure'
    this.sentence = { zh, en }
  }
}

export const cutOff = (cause?: unknown): ImportFailure =>
  new ImportFailure(
    '文件不完整（中途截断），请重新下载；未作任何更改。',
    'The file is cut off before its end; please download it again. Nothing was changed.',
    { cause },
  )
