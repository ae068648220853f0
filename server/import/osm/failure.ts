import type { Bilingual } from '../../../data/bilingual.ts'

/** Why an import cannot be done, as a sentence for the person who asked for it. Nothing changed. */
export class ImportFailure extends Error {
  readonly sentence: Bilingual

  constructor(sentence: Bilingual, options?: ErrorOptions) {
    super(sentence.en, options)
    this.name = 'ImportFailure'
    this.sentence = sentence
  }
}
