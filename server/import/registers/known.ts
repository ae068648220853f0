/** What a register is judged by: what the product knows already. Made by the service, read here. */
import type { Bbox, Geometry, LonLat } from '../../../data/geometry.ts'
import type { MaterialKey } from '../../../data/materials.ts'
import type { Package } from '../../../data/packages.ts'
import type { NamedArea } from '../../analysis/place.ts'
import type { KnownPlaces } from './known-places.ts'

export interface KnownFeature {
  readonly id: string
  readonly geometry: Geometry
  readonly properties: Readonly<Record<string, unknown>>
}

/** What the bureau says of an item. */
export interface KnownItem {
  readonly packages: readonly Package[]
  readonly isRetired: boolean
}

export interface Known {
  readonly counties: KnownPlaces
  readonly towns: KnownPlaces
  /** Outlines of counties, with their codes. */
  readonly countyAreas: readonly (NamedArea & { readonly code: string })[]
  /** Of all counties together. */
  readonly region: Bbox
  /** The features of a collection, names and numbers of people whole. */
  readonly existing: (collection: string) => readonly KnownFeature[]
  /** Those that the bureau says something of. */
  readonly items: ReadonlyMap<MaterialKey, KnownItem>
  /** From a place to the nearest road; infinite where there is none near. */
  readonly roadMetres: (place: LonLat) => number
}
