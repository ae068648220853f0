import type { Language } from '../../../data/bilingual.ts'
import type { ResourceDeclaration } from '../../../data/resource.ts'

/** A collection's title inside a sentence: English drops the capital, Chinese has none. */
export const sentenceTitle = ({ title }: ResourceDeclaration, language: Language): string =>
  language === 'en' ? title.en.charAt(0).toLowerCase() + title.en.slice(1) : title.zh
