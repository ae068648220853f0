import type { Bilingual } from '../../../data/bilingual.ts'

export type RefusalCode =
  | 'encrypted'
  | 'unpacks-too-large'
  | 'file-too-large'
  | 'no-rows'
  | 'not-a-table'
  | 'broken'
  | 'took-too-long'

/** Why a file is not read at all, and what to do about it. */
export class FileRefused extends Error {
  readonly code: RefusalCode
  readonly sentence: Bilingual

  constructor(code: RefusalCode, sentence: Bilingual) {
    super(sentence.en)
    this.code = code
    this.sentence = sentence
  }
}
