/** What the search box finds a feature by: its texts, their pinyin and its initials. */
import { pinyin } from 'pinyin-pro'
import type { ResourceDeclaration, ResourceFeature } from '../../data/resource.ts'

export interface SearchEntry {
  collection: string
  featureId: string
  name: string
  nameEn: string | null
  /** The name as typed without tones: rencheng. */
  pinyin: string
  /** First letters: rc. */
  initials: string
  /** Everything above and the other searchable fields, lower case, one per line. */
  haystack: string
}

const lettersOf = (text: string, pattern: 'pinyin' | 'first'): string =>
  pinyin(text, { toneType: 'none', pattern, type: 'array', v: true, nonZh: 'consecutive' })
    .join('')
    .toLowerCase()
    .replace(/\s/g, '')

export const searchEntry = (
  resource: ResourceDeclaration,
  { id, properties }: ResourceFeature<ResourceDeclaration>,
): SearchEntry => {
  const name = String(properties.name)
  const nameEn = properties.nameEn === null ? null : String(properties.nameEn)
  const spelled = lettersOf(name, 'pinyin')
  const initials = lettersOf(name, 'first')
  const texts = Object.entries(resource.fields)
    .filter(([field, { searchable }]) => searchable && properties[field] !== null)
    .map(([field]) => String(properties[field]))
  return {
    collection: resource.id,
    featureId: id,
    name,
    nameEn,
    pinyin: spelled,
    initials,
    haystack: [...texts, spelled, initials].join('\n').toLowerCase(),
  }
}
