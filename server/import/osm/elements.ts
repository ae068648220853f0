/** The OpenStreetMap elements as the readers of either format hand them over. */

/** Values by key. Keys come from strangers: look up only by fixed names. */
export type Tags = Readonly<Record<string, string>>

interface OsmObject {
  id: number
  /** Raised by every change; 0 where the file does not give it. */
  version: number
  /** The object is gone since this version. */
  isDeleted: boolean
  tags?: Tags
}

interface OsmNode extends OsmObject {
  type: 'node'
  lat: number
  lon: number
}

export interface OsmWay extends OsmObject {
  type: 'way'
  refs: number[]
  /** Longitude, latitude of each ref, where the way carries them itself; NaN where not this one. */
  lonLats?: number[]
}

export interface OsmMember {
  type: 'node' | 'way' | 'relation'
  ref: number
  role: string
}

export interface OsmRelation extends OsmObject {
  type: 'relation'
  members: OsmMember[]
}

export type OsmElement = OsmNode | OsmWay | OsmRelation

/** Nodes are read apart from all others. */
export type ElementKind = 'nodes' | 'waysAndRelations'

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
