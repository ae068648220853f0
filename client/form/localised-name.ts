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

interface Coded {
  readonly properties: Readonly<Record<string, unknown>>
}

/** Which collection explains the codes in a field. */
const COLLECTION_OF_CODE = { countyCode: 'counties', townCode: 'towns' } as const

export type AdminCollection = (typeof COLLECTION_OF_CODE)[keyof typeof COLLECTION_OF_CODE]

/** The collection that a field's codes are of; null for every other field. */
export const codeCollection = (field: string): AdminCollection | null =>
  Object.hasOwn(COLLECTION_OF_CODE, field)
    ? COLLECTION_OF_CODE[field as keyof typeof COLLECTION_OF_CODE]
    : null

/** The name behind a code; null where the features do not know it. */
export const nameOfCode = (
  code: unknown,
  features: readonly Coded[],
  language: Language,
): string | null => {
  const found = features.find(({ properties }) => properties.code === code)
  return found ? localisedName(found.properties, language) : null
}
