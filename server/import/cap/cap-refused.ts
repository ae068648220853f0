import type { Bilingual } from '../../../data/bilingual.ts'

/** A message that is not read, and why; nothing was kept. */
export class CapRefused extends Error {
  readonly sentence: Bilingual

  constructor(zh: string, en: string) {
    super(en)
    this.sentence = { zh, en }
  }
}
