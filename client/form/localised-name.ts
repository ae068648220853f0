import type { Language } from '../../data/bilingual.ts'

/** A feature's name in the language, Chinese where it has no English one. */
export const localisedName = (
  { name, nameEn }: { readonly name?: unknown; readonly nameEn?: unknown },
  language: Language,
): string => {
  if (language === 'en' && typeof nameEn === 'string' && nameEn !== '') return nameEn
  return typeof name === 'string' ? name : ''
}

/** The same of the stockpile that something comes from. */
export const senderName = (
  {
    stockpileName,
    stockpileNameEn,
  }: { readonly stockpileName: string; readonly stockpileNameEn: string | null },
  language: Language,
): string => localisedName({ name: stockpileName, nameEn: stockpileNameEn }, language)
