/** Finding features by what staff type: characters, pinyin, initials, English. */
import type Database from 'better-sqlite3'
import { COLLECTIONS, type CollectionId } from '../../data/collections.ts'
import type { Bbox, Geometry } from '../../data/geometry.ts'
import type { SearchEntry } from './search-entry.ts'
import { tableName } from './tables.ts'

export interface SearchHit {
  collection: CollectionId
  id: string
  name: string
  nameEn: string | null
  geometry: Geometry
  bbox: Bbox
  /** Names of its county and town, outermost first; empty where it has none. */
  places: readonly { name: string; nameEn: string | null }[]
}

/** Enough to rank well, few enough to be quick when a single letter is typed. */
const MOST_CANDIDATES = 3000

/** What is wanted more often comes first among equals. */
const COLLECTION_ORDER: readonly CollectionId[] = [
  'counties',
  'towns',
  'stations',
  'stockpiles',
  'flood-works',
  'forests',
  'water',
]

/** 0 is best: the whole name, its beginning, its inside, something else about it. */
const matchQuality = (entry: SearchEntry, text: string): number => {
  const names = [entry.name, entry.nameEn ?? '', entry.pinyin, entry.initials].map((name) =>
    name.toLowerCase(),
  )
  if (names.includes(text)) return 0
  if (names.some((name) => name.startsWith(text))) return 1
  return names.some((name) => name.includes(text)) ? 2 : 3
}

const escapeLike = (text: string): string => text.replace(/[\\%_]/g, (sign) => `\\${sign}`)

/** Candidates that contain every word; the trigram index serves LIKE from three characters on. */
const candidates = (database: Database.Database, words: readonly string[]): SearchEntry[] =>
  database
    .prepare<unknown[], SearchEntry>(
      `SELECT * FROM search_entries
       WHERE ${words.map(() => "haystack LIKE ? ESCAPE '\\'").join(' AND ')} LIMIT ?`,
    )
    .all([...words.map((word) => `%${escapeLike(word)}%`), MOST_CANDIDATES])

/** Best matches first; ties by kind of feature, then the shorter name, then the name. */
export const searchFeatures = (
  database: Database.Database,
  query: string,
  limit: number,
): SearchHit[] => {
  const text = query.trim().toLowerCase()
  const words = text.split(/\s+/).filter((word) => word !== '')
  if (words.length === 0) return []
  const joined = words.join('')
  return candidates(database, words)
    .map((entry) => ({
      entry,
      quality: Math.min(matchQuality(entry, text), matchQuality(entry, joined)),
      order: COLLECTION_ORDER.indexOf(entry.collection as CollectionId),
    }))
    .sort(
      (a, b) =>
        a.quality - b.quality ||
        a.order - b.order ||
        a.entry.name.length - b.entry.name.length ||
        (a.entry.name < b.entry.name ? -1 : 1),
    )
    .slice(0, limit)
    .flatMap(({ entry }) => hitOf(database, entry))
}

const hitOf = (database: Database.Database, entry: SearchEntry): SearchHit[] => {
  const collection = entry.collection as CollectionId
  const row = database
    .prepare<[string], Record<string, string | number | null>>(
      `SELECT * FROM ${tableName(collection)} WHERE id = ?`,
    )
    .get(entry.featureId)
  if (!row) return []
  const nameOf = (table: CollectionId, code: unknown) =>
    database
      .prepare<[unknown], { name: string; nameEn: string | null }>(
        `SELECT name, nameEn FROM ${tableName(table)} WHERE code = ?`,
      )
      .get(code)
  const hasPlace = 'countyCode' in COLLECTIONS[collection].fields
  const places = hasPlace
    ? [
        nameOf('counties', row.countyCode),
        'townCode' in row ? nameOf('towns', row.townCode) : undefined,
      ]
    : []
  return [
    {
      collection,
      id: entry.featureId,
      name: entry.name,
      nameEn: entry.nameEn,
      geometry: JSON.parse(String(row.geometry)) as Geometry,
      bbox: [Number(row.west), Number(row.south), Number(row.east), Number(row.north)],
      places: places.filter((place) => place !== undefined),
    },
  ]
}
