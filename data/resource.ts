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
  /** A choice field whose options' colours distinguish the features. */
  readonly colourBy?: string
}

export interface ResourceDeclaration<F extends Fields = Fields, Id extends string = string> {
  /** Name of the collection in addresses: `/api/collections/{id}`. */
  readonly id: Id
  readonly title: Bilingual
  /** For choices with little room; the title where there is none. */
  readonly shortTitle?: Bilingual
  readonly description: Bilingual
  /** What one of them is called in Chinese registers: in titles, file names and headings of names. */
  readonly nouns?: readonly string[]
  /** What one is called that a register gives no name; `null` where that cannot be told. */
  readonly nameOf?: (properties: Readonly<Record<string, unknown>>) => string | null
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
export const defineResource = <const F extends Fields, const Id extends string>(
  declaration: ResourceDeclaration<F, Id>,
): ResourceDeclaration<WithSharedFields<F>, Id> => ({
  ...declaration,
  fields: { ...IDENTITY_FIELDS, ...declaration.fields, ...PROVENANCE_FIELDS },
})

export interface UnionPart {
  readonly resource: ResourceDeclaration
  /** Fields of the union that all features of the part have the same value in. */
  readonly constants?: Readonly<Record<string, string>>
}

/** A read-only collection that gathers the features of others, with their ids, under one name. */
export interface UnionDeclaration<
  F extends Fields = Fields,
  Parts extends readonly UnionPart[] = readonly UnionPart[],
> extends ResourceDeclaration<F> {
  readonly layer: false
  readonly searched: false
  readonly parts: Parts
}

/**
 * Completes a union: it has every field that one of its parts has, null where a part lacks it. It
 * is no layer of its own and searched under its parts.
 */
export const defineUnion = <const F extends Fields, const Parts extends readonly UnionPart[]>(
  declaration: Omit<UnionDeclaration<F, Parts>, 'geometryTypes' | 'symbol' | 'layer' | 'searched'>,
): UnionDeclaration<WithSharedFields<F>, Parts> => ({
  ...defineResource({
    ...declaration,
    geometryTypes: declaration.parts.flatMap(({ resource }) => resource.geometryTypes),
    symbol: declaration.parts[0]!.resource.symbol,
    layer: false,
    searched: false,
  }),
  layer: false,
  searched: false,
  parts: declaration.parts,
})

/** Values of a resource's fields, by field name. */
export type Properties<R extends ResourceDeclaration> = {
  -readonly [Name in keyof R['fields']]: FieldValue<R['fields'][Name]>
}

/** Properties as programs receive them: what has no value is left out, as their schema says. */
export const withoutNulls = (
  properties: Readonly<Record<string, unknown>>,
): Record<string, unknown> =>
  Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== null))

/** Properties as this program reads them: null for each field that has no value. */
export const withNulls = <R extends ResourceDeclaration>(
  { fields }: R,
  told: Readonly<Record<string, unknown>>,
): Properties<R> =>
  Object.fromEntries(Object.keys(fields).map((name) => [name, told[name] ?? null])) as Properties<R>

/** A GeoJSON feature of a resource. */
export interface ResourceFeature<R extends ResourceDeclaration> {
  type: 'Feature'
  id: string
  geometry: Geometry
  properties: Properties<R>
}
