/** What the search box finds a feature by: its texts, their pinyin and its initials. */
import type { ResourceId } from '../../data/collections.ts'
import type { ResourceDeclaration, ResourceFeature } from '../../data/resource.ts'

import { lettersOf } from './letters.ts'
import { SEARCH_KEY } from './sqlite/dialect.ts'
import type { Statements } from './statements.ts'
import { searchTable } from './table-name.ts'

export interface SearchEntry {
  name: string
  nameEn: string | null
  /** The name as typed without tones: rencheng. */
  pinyin: string
  /** First letters: rc. */
  initials: string
  /** Everything above and the other searchable fields, lower case, one per line. */
  haystack: string
}

export const searchEntry = (
  resource: ResourceDeclaration,
  { properties }: ResourceFeature<ResourceDeclaration>,
): SearchEntry => {
  const name = String(properties.name)
  const nameEn = properties.nameEn === null ? null : String(properties.nameEn)
  const spelled = lettersOf(name, 'pinyin')
  const initials = lettersOf(name, 'first')
  const texts = Object.entries(resource.fields)
    .filter(([field, { searchable }]) => searchable && properties[field] !== null)
    .map(([field]) => String(properties[field]))
  return {
    name,
    nameEn,
    pinyin: spelled,
    initials,
    haystack: [...texts, spelled, initials].join('\n').normalize('NFKC').toLowerCase(),
  }
}

/** Enters what the feature of this `sequence` is found by. */
export const insertSearchEntry = async (
  statements: Statements,
  collection: ResourceId,
  sequence: number,
  entry: SearchEntry,
): Promise<void> => {
  await statements.run(
    `INSERT INTO ${searchTable(collection)} (${SEARCH_KEY}, name, nameEn, pinyin, initials, haystack)
     VALUES (@sequence, @name, @nameEn, @pinyin, @initials, @haystack)`,
    { sequence, ...entry },
  )
}
