/** Rows of a dry run as features that a commit copies: whole, validated, with where they come from. */
import { createHash } from 'node:crypto'
import {
  COLLECTIONS,
  type CollectionId,
  groupOf,
  isCollectionId,
  isUnionId,
  partsOf,
  type ResourceId,
} from '../../../data/collections.ts'
import { besideRules, type DutyValues } from '../../../data/duty.ts'
import type { Geometry } from '../../../data/geometry.ts'
import { wound } from '../../../data/geometry.ts'
import type { ImportChoices } from '../../../data/imports.ts'
import {
  type ResourceDeclaration,
  type ResourceFeature,
  type UnionDeclaration,
  withNulls,
} from '../../../data/resource.ts'
import { createSchema, MOST_ID_CHARACTERS, resourceGeometrySchema } from '../../../data/schema.ts'
import { areaAt } from '../../analysis/place.ts'
import { changesOf } from '../../import/registers/compare-rows.ts'
import type { Issue } from '../../import/registers/issues.ts'
import type { Known, KnownFeature } from '../../import/registers/known.ts'
import { type Imported, type RowReport, rowKey } from '../../import/registers/report.ts'
import { featureRow } from '../../store/feature-row.ts'
import type { StagedRow } from '../../store/imports/import-store.ts'

type AnyFeature = ResourceFeature<ResourceDeclaration>
type Written = NonNullable<StagedRow['written']>

/** What a dry run says of a row; `cells` are those of a row that stays out, as they stand in the file. */
export interface JudgedRow extends RowReport {
  readonly cells?: readonly string[]
}

export interface PreparedRow {
  readonly row: JudgedRow
  readonly written: Written | null
}

/** What all rows of a file have in common. */
export interface Preparation {
  readonly report: Pick<Imported, 'resource' | 'coordinates' | 'mapping' | 'defaultsToAskFor'>
  readonly known: Pick<Known, 'existing' | 'countyAreas'>
  readonly choices: Pick<ImportChoices, 'places'>
  /** What the features say that they come from. */
  readonly source: string
}

const ID_CHARACTERS = /^[\p{L}\p{N}][\p{L}\p{N}._()（）-]*$/u

const geometryOf = ({ geometry, lonLat }: RowReport): Geometry | null =>
  geometry ?? (lonLat ? { type: 'Point', coordinates: [...lonLat] } : null)

/** The part of a union that has such shapes and such a kind; null where none or several do. */
const partFor = (union: CollectionId, { type }: Geometry, kind: unknown): ResourceId | null => {
  if (!isUnionId(union)) return union as ResourceId
  const { parts }: UnionDeclaration = COLLECTIONS[union]
  const fitting = parts.filter(({ resource, constants = {} }) => {
    const field = resource.fields.kind
    const kinds = field?.kind === 'choice' ? Object.keys(field.options) : []
    const isOfKind = kind === undefined || [...kinds, constants.kind].includes(String(kind))
    return isOfKind && resource.geometryTypes.some((each) => each === type)
  })
  return fitting.length === 1 ? (fitting[0]!.resource.id as ResourceId) : null
}

const ID_HASH_CHARACTERS = 12

/** The same for what is the same thing, so that a file that comes again finds what it made. */
const madeId = (collection: ResourceId, geometry: Geometry, name: unknown, of: unknown): string =>
  createHash('sha256')
    .update(JSON.stringify([collection, name, of, geometry]))
    .digest('hex')
    .slice(0, ID_HASH_CHARACTERS)

/** Posts are identified by road, kilometre and direction, not by the names that some registers give them. */
const postName = (collection: ResourceId, properties: Readonly<Record<string, unknown>>) => {
  const { roadRef, kilometre, name } = properties
  if (collection !== 'distance-posts' || name !== undefined || kilometre === undefined) return name
  return `${roadRef} K${kilometre}`
}

const withIssue = (row: JudgedRow, issue: Issue): JudgedRow => ({
  ...row,
  status: 'reject',
  issues: [...(row.issues ?? []), issue],
})

/** Turns what a dry run says into what a commit writes. */
export class RowPreparation {
  readonly #of: Preparation
  readonly #schemas = new Map<ResourceId, ReturnType<typeof createSchema>>()
  readonly #geometries = new Map<ResourceId, ReturnType<typeof resourceGeometrySchema>>()
  /** By collection and id. */
  readonly #existing = new Map<string, KnownFeature>()
  /** Ids that rows before have taken. */
  readonly #taken = new Set<string>()

  constructor(preparation: Preparation) {
    this.#of = preparation
    const parts = this.#collections().flatMap((each) => partsOf(groupOf(each)))
    for (const collection of new Set(parts)) {
      for (const feature of preparation.known.existing(collection)) {
        this.#existing.set(`${collection} ${feature.id}`, feature)
      }
    }
  }

  #collections(): readonly ResourceId[] {
    const { resource } = this.#of.report
    if (resource === 'duty-roster') return ['stations']
    return isCollectionId(resource) ? partsOf(resource) : []
  }

  /** A row as it will be written; of one that writes no feature, the row as it was judged. */
  prepare(judged: JudgedRow): PreparedRow {
    const row = this.#placed(judged)
    if (row.status === 'update' || row.status === 'unchanged') return this.#change(row)
    return row.status === 'add' ? this.#addition(row) : { row, written: null }
  }

  /** Another roster of a station. */
  roster({ id, properties }: KnownFeature, text: string): Written | null {
    const roster = {
      from: properties.roster ?? null,
      to: besideRules(properties as DutyValues, text),
    }
    const changes = { roster }
    const row: JudgedRow = { row: 0, status: 'update', featureId: id, changes, properties: {} }
    return this.#change(row).written
  }

  /** One that was put on the map by hand. */
  #placed(row: JudgedRow): JudgedRow {
    const place = this.#of.choices.places[rowKey(row)]
    if (row.status !== 'unplaced' || !place) return row
    const placed: JudgedRow = { ...row, status: 'add', lonLat: place }
    const wantsCounty = this.#collections().some((id) => 'countyCode' in COLLECTIONS[id].fields)
    const { code: countyCode } = areaAt(this.#of.known.countyAreas, ...place) ?? {}
    if (!wantsCounty || row.properties.countyCode !== undefined || !countyCode) return placed
    const issue = { code: 'county-from-point', severity: 'warning' } as const
    return {
      ...placed,
      properties: { ...row.properties, countyCode },
      issues: [...(row.issues ?? []), issue],
    }
  }

  #change(row: JudgedRow): PreparedRow {
    const { featureId, changes = {} } = row
    const found = this.#collections().flatMap((collection) => {
      const feature = this.#existing.get(`${collection} ${featureId}`)
      return feature ? [{ collection, feature }] : []
    })[0]
    if (!found || row.status === 'unchanged') {
      return { row, written: null }
    }
    const { collection, feature } = found
    const { geometry: moved, ...fields } = changes
    const patch = Object.fromEntries(Object.entries(fields).map(([name, { to }]) => [name, to]))
    const geometry = moved ? (geometryOf(row) ?? feature.geometry) : feature.geometry
    const properties = {
      ...feature.properties,
      ...patch,
      provenance: 'imported',
      source: this.#of.source,
      ...(moved ? { sourceCrs: this.#sourceCrs(row) } : {}),
    }
    return this.#checked(
      { ...row, featureId: feature.id },
      collection,
      { id: feature.id, geometry, properties },
      feature,
    )
  }

  #addition(row: JudgedRow): PreparedRow {
    const { report } = this.#of
    const geometry = geometryOf(row)
    if (!isCollectionId(report.resource) || !geometry) return { row, written: null }
    const given = row.properties
    const collection = isCollectionId(row.collection ?? '')
      ? (row.collection as ResourceId)
      : partFor(report.resource, geometry, given.kind)
    if (!collection) {
      const column = this.#columnOf('kind')
      return {
        row: withIssue(row, { code: 'choice-unknown', severity: 'error', ...column }),
        written: null,
      }
    }
    const resource: ResourceDeclaration = COLLECTIONS[collection]
    const name = postName(collection, given)
    const rounded = JSON.parse(JSON.stringify(geometry)) as Geometry
    const of = [given.code, given.roadRef, given.kilometre, given.direction]
    const made = madeId(collection, rounded, name, of)
    const id = this.#freeId(collection, given.code, made)
    const own = Object.fromEntries(
      Object.entries({ ...given, name }).filter(([each]) => Object.hasOwn(resource.fields, each)),
    )
    const properties = {
      ...own,
      ...(resource.fields.code && own.code === undefined ? { code: id } : {}),
      ...{ provenance: 'imported', source: this.#of.source, sourceCrs: this.#sourceCrs(row) },
    }
    const known = this.#existing.get(`${collection} ${id}`)
    if (!known)
      return this.#checked(
        { ...row, featureId: id },
        collection,
        { id, geometry, properties },
        null,
      )
    // It was made by this very row of an earlier file.
    const { issues = [], ...rest } = row
    const others = issues.filter(({ code }) => code !== 'possible-duplicate')
    const changes = changesOf(known, { ...row, properties: own })
    const isSame = Object.keys(changes).length === 0
    return this.#change({
      ...rest,
      status: isSame ? 'unchanged' : 'update',
      featureId: id,
      ...(isSame ? {} : { changes }),
      ...(others.length > 0 ? { issues: others } : {}),
    })
  }

  /** The code where it can be an id and no other thing has it, else one that is made. */
  #freeId(collection: ResourceId, code: unknown, made: string): string {
    const isUsable =
      typeof code === 'string' && ID_CHARACTERS.test(code) && code.length <= MOST_ID_CHARACTERS
    const parts = partsOf(groupOf(collection))
    const isOthers = parts.some((each) => this.#existing.has(`${each} ${code}`))
    const wanted = isUsable && !isOthers ? code : made
    let id = wanted
    for (let copy = 2; this.#taken.has(`${collection} ${id}`); copy++) id = `${wanted}-${copy}`
    this.#taken.add(`${collection} ${id}`)
    return id
  }

  #sourceCrs({ system }: JudgedRow): string {
    return system ?? this.#of.report.coordinates.sourceCrs ?? 'wgs-84'
  }

  #columnOf(field: string): { column?: string } {
    const found = Object.entries(this.#of.report.mapping).find(([, each]) => each.field === field)
    return found ? { column: found[0] } : {}
  }

  #checked(
    row: JudgedRow,
    collection: ResourceId,
    { id, geometry, properties }: Pick<AnyFeature, 'id' | 'geometry'> & { properties: object },
    before: KnownFeature | null,
  ): PreparedRow {
    const resource: ResourceDeclaration = COLLECTIONS[collection]
    const schema = cached(this.#schemas, collection, () => createSchema(resource))
    const shapes = cached(this.#geometries, collection, () => resourceGeometrySchema(resource))
    const [shape, fields] = [shapes.safeParse(geometry), schema.safeParse(properties)]
    if (!shape.success) {
      const column = this.#columnOf('geometry')
      return {
        row: withIssue(row, { code: 'geometry-invalid', severity: 'error', ...column }),
        written: null,
      }
    }
    if (!fields.success) {
      const names = fields.error.issues.map(({ path: [name] }) => String(name))
      // To be given for all rows before the commit.
      const isAskedFor = names.every((name) => this.#of.report.defaultsToAskFor.includes(name))
      if (isAskedFor) return { row, written: null }
      const issue = {
        code: 'value-refused',
        severity: 'error',
        ...this.#columnOf(names[0]!),
      } as const
      return { row: withIssue(row, issue), written: null }
    }
    const feature = (each: Pick<AnyFeature, 'geometry' | 'properties'>): AnyFeature => ({
      type: 'Feature',
      id,
      geometry: each.geometry,
      properties: withNulls(resource, each.properties),
    })
    const after = feature({ geometry: wound(shape.data), properties: fields.data })
    const { geometry: text, west, south, east, north, featureJson } = featureRow(resource, after)
    return {
      row: { ...row, featureId: id },
      written: {
        collection,
        featureId: id,
        columns: {
          geometry: text!,
          west: west!,
          south: south!,
          east: east!,
          north: north!,
          featureJson: featureJson!,
        },
        before: before && JSON.stringify(feature(before as AnyFeature)),
        after: JSON.stringify(after),
      },
    }
  }
}

const cached = <K, V>(map: Map<K, V>, key: K, make: () => V): V => {
  const known = map.get(key)
  if (known !== undefined) return known
  const made = make()
  map.set(key, made)
  return made
}

/** As it is staged. */
export const stagedRow = (position: number, { row, written }: PreparedRow): StagedRow => ({
  position,
  row: row.row,
  status: row.status,
  name: typeof row.properties.name === 'string' ? row.properties.name : null,
  report: JSON.stringify(row),
  written,
})
