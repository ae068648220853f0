/** The one declaration of a resource, from which everything about it is derived. */
import type { Bilingual } from './bilingual.ts'
import type { Field, FieldValue } from './field.ts'
import type { Geometry, GeometryType } from './geometry.ts'
import { PROVENANCE_FIELDS } from './provenance.ts'

export type Fields = Readonly<Record<string, Field>>

/** How a feature looks on the map; `icon` names a Maki or Temaki symbol (both CC0). */
export interface MapSymbol {
  readonly icon: `maki:${string}` | `temaki:${string}`
  readonly colour: string
  /** A choice field whose options' colours tell the features apart. */
  readonly colourBy?: string
}

export interface ResourceDeclaration<F extends Fields = Fields> {
  /** Name of the collection in addresses: `/api/collections/{id}`. */
  readonly id: string
  readonly title: Bilingual
  readonly description: Bilingual
  readonly geometryTypes: readonly GeometryType[]
  readonly symbol: MapSymbol
  /** True where a duty officer switches it on and off; false for the background (counties …). */
  readonly layer: boolean
  /** False for what the search box does not find. */
  readonly searched?: false
  readonly fields: F
}

/** Fields that every feature begins with. */
const IDENTITY_FIELDS = {
  name: {
    kind: 'text',
    label: { zh: '名称', en: 'Name' },
    required: true,
    searchable: true,
    listed: true,
  },
  nameEn: { kind: 'text', label: { zh: '英文名', en: 'English name' }, searchable: true },
} as const satisfies Fields

type WithSharedFields<F extends Fields> = typeof IDENTITY_FIELDS & F & typeof PROVENANCE_FIELDS

/** Completes a declaration by the fields that all resources share. */
export const defineResource = <const F extends Fields>(
  declaration: ResourceDeclaration<F>,
): ResourceDeclaration<WithSharedFields<F>> => ({
  ...declaration,
  fields: { ...IDENTITY_FIELDS, ...declaration.fields, ...PROVENANCE_FIELDS },
})

/** Values of a resource's fields, by field name. */
export type Properties<R extends ResourceDeclaration> = {
  -readonly [Name in keyof R['fields']]: FieldValue<R['fields'][Name]>
}

/** A GeoJSON feature of a resource. */
export interface ResourceFeature<R extends ResourceDeclaration> {
  type: 'Feature'
  id: string
  geometry: Geometry
  properties: Properties<R>
}
