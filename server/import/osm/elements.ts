/** The OpenStreetMap elements as the PBF parser hands them over. */

/** Values by key. Keys come from strangers: look up only by fixed names. */
export type Tags = Readonly<Record<string, string>>

interface OsmNode {
  type: 'node'
  id: number
  lat: number
  lon: number
  tags?: Tags
}

export interface OsmWay {
  type: 'way'
  id: number
  refs: number[]
  tags?: Tags
}

export interface OsmMember {
  type: 'node' | 'way' | 'relation'
  ref: number
  role: string
}

export interface OsmRelation {
  type: 'relation'
  id: number
  members: OsmMember[]
  tags?: Tags
}

export type OsmElement = OsmNode | OsmWay | OsmRelation

const SEPARATOR = ';'

/** The parts of a value such as `50;80`, without blanks. */
export const splitValues = (value: string): string[] =>
  value
    .split(SEPARATOR)
    .map((part) => part.trim())
    .filter((part) => part !== '')

/** The value of the first of these keys that is there. */
export const firstStated = (tags: Tags, keys: readonly string[]): string | undefined =>
  keys.map((key) => tags[key]).find((value) => value !== undefined)

/** Tag values that are written in a row, with blanks between them. */
export const valueSet = (values: string): ReadonlySet<string> => new Set(values.trim().split(/\s+/))
