import type { Language } from '../../data/bilingual.ts'

/** A feature's name in the language, Chinese where it has no English one. */
export const localisedName = (
  { name, nameEn }: { readonly name?: unknown; readonly nameEn?: unknown },
  language: Language,
): string => {
  if (language === 'en' && typeof nameEn === 'string' && nameEn !== '') return nameEn
  return typeof name === 'string' ? name : ''
}
