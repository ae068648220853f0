/** Finding features by what staff type: characters, pinyin, initials, English. */
import { pinyin } from 'pinyin-pro'
import { RESOURCE_IDS, type ResourceId } from '../../data/collections.ts'
import type { Bbox, Geometry } from '../../data/geometry.ts'
import type { ResourceDeclaration, ResourceFeature } from '../../data/resource.ts'
import { SEARCH_KEY } from './sqlite/dialect.ts'
import type { Statements } from './statements.ts'
import { searchTable, tableName } from './table-name.ts'

/** Chinese text as it is typed without tones, or its first letters. */
export const lettersOf = (text: string, pattern: 'pinyin' | 'first'): string =>
  pinyin(text, { toneType: 'none', pattern, type: 'array', v: true, nonZh: 'consecutive' })
    .join('')
    .toLowerCase()
    .replace(/\s/g, '')

/** How texts are compared. Input methods also give full-width letters: ＲＣ. */
const folded = (text: string): string => text.normalize('NFKC').toLowerCase()

/** What a feature is found by. */
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
    haystack: folded([...texts, spelled, initials].join('\n')),
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

export interface SearchHit {
  collection: ResourceId
  id: string
  name: string
  nameEn: string | null
  geometry: Geometry
  bbox: Bbox
  /** Names of its county and town, outermost first; empty where it has none. */
  places: readonly { name: string; nameEn: string | null }[]
}

/** Of one collection: enough to rank well, few enough to be quick for a single letter. */
const MOST_CANDIDATES = 3000

/** What is wanted more often comes first among equals. */
const PLACES: readonly ResourceId[] = ['counties', 'towns']
const COLLECTION_ORDER: readonly ResourceId[] = [
  ...PLACES,
  ...RESOURCE_IDS.filter((id) => !PLACES.includes(id)),
]

interface Candidate extends SearchEntry {
  collection: ResourceId
  sequence: number
}

/** 0 is best: the whole name, its beginning, its inside, something else about it. */
const matchQuality = (entry: SearchEntry, text: string): number => {
  const names = [entry.name, entry.nameEn ?? '', entry.pinyin, entry.initials].map(folded)
  if (names.includes(text)) return 0
  if (names.some((name) => name.startsWith(text))) return 1
  return names.some((name) => name.includes(text)) ? 2 : 3
}

const escapeLike = (text: string): string => text.replace(/[\\%_]/g, (sign) => `\\${sign}`)

/**
 * Features of one collection that contain every word. LIKE uses the trigram index from three
 * characters on and reads all entries for shorter words, for which trigrams would find nothing.
 */
const candidates = async (
  statements: Statements,
  collection: ResourceId,
  words: readonly string[],
): Promise<Candidate[]> => {
  const entries = await statements.all<SearchEntry & { sequence: number }>(
    `SELECT ${SEARCH_KEY} AS sequence, name, nameEn, pinyin, initials, haystack
     FROM ${searchTable(collection)}
     WHERE ${words.map(() => "haystack LIKE ? ESCAPE '\\'").join(' AND ')} LIMIT ?`,
    [...words.map((word) => `%${escapeLike(word)}%`), MOST_CANDIDATES],
  )
  return entries.map((entry) => ({ ...entry, collection }))
}

/** Best matches first; ties by kind of feature, then the shorter name, then the name. */
export const searchFeatures = async (
  statements: Statements,
  query: string,
  limit: number,
): Promise<SearchHit[]> => {
  // For LIKE a text ends at a NUL character.
  const words = folded(query)
    .split(/[\s\p{Control}]+/u)
    .filter((word) => word !== '')
  if (words.length === 0) return []
  const [spaced, joined] = [words.join(' '), words.join('')]
  const found: Candidate[] = []
  for (const collection of COLLECTION_ORDER) {
    found.push(...(await candidates(statements, collection, words)))
  }
  const best = found
    .map((entry) => ({
      entry,
      quality: Math.min(matchQuality(entry, spaced), matchQuality(entry, joined)),
      order: COLLECTION_ORDER.indexOf(entry.collection),
    }))
    .sort(
      (a, b) =>
        a.quality - b.quality ||
        a.order - b.order ||
        a.entry.name.length - b.entry.name.length ||
        (a.entry.name < b.entry.name ? -1 : 1),
    )
    .slice(0, limit)
  const hits = await Promise.all(best.map(({ entry }) => hitOf(statements, entry)))
  return hits.filter((hit) => hit !== null)
}

const hitOf = async (statements: Statements, candidate: Candidate): Promise<SearchHit | null> => {
  const { collection, sequence, name, nameEn } = candidate
  const row = await statements.get<Record<string, string | number | null>>(
    `SELECT * FROM ${tableName(collection)} WHERE sequence = ?`,
    [sequence],
  )
  if (!row) return null
  const nameOf = (table: ResourceId, code: string | number | null) =>
    statements.get<{ name: string; nameEn: string | null }>(
      `SELECT name, nameEn FROM ${tableName(table)} WHERE code = ?`,
      [code],
    )
  const places = [
    row.countyCode === undefined ? undefined : await nameOf('counties', row.countyCode),
    row.townCode === undefined ? undefined : await nameOf('towns', row.townCode),
  ]
  return {
    collection,
    id: String(row.id),
    name,
    nameEn,
    geometry: JSON.parse(String(row.geometry)) as Geometry,
    bbox: [Number(row.west), Number(row.south), Number(row.east), Number(row.north)],
    places: places.filter((place) => place !== undefined),
  }
}
