/** What a feature must be like to be stored, and why one is refused. */
import type { z } from 'zod'
import type { Bilingual } from '../../data/bilingual.ts'
import {
  COLLECTIONS,
  type CollectionId,
  isUnionId,
  partsOf,
  type ResourceId,
} from '../../data/collections.ts'
import type { Field } from '../../data/field.ts'
import { wound } from '../../data/geometry.ts'
import { bilingualIssue } from '../../data/inputs.ts'
import type { ResourceDeclaration, ResourceFeature } from '../../data/resource.ts'
import { createSchema, MOST_ID_CHARACTERS, resourceGeometrySchema } from '../../data/schema.ts'

type Issue = z.core.$ZodIssue

/** A feature that does not fit its resource's declaration; nothing has been written. */
export class InvalidFeature extends Error {
  /** What is wrong, at `id`, `geometry` … or `properties` and the name of a field. */
  readonly issues: readonly Issue[]

  constructor(collection: CollectionId, id: string, issues: readonly Issue[]) {
    const [first] = issues
    super(`${collection} ${id}: ${first?.path.join('.')}: ${first?.message}`)
    this.issues = issues
  }
}

/** A stockpile that would be gone, though the ledger has entries of it; nothing has been written. */
export class StockpileInBooks extends InvalidFeature {
  constructor(id: string) {
    super('stockpiles', id, [issueAt('id', STAYS)])
  }
}

/** A stockpile that orders still count on, and so cannot be retired; nothing has been written. */
export class StockpileBusy extends InvalidFeature {
  /** @param orders their numbers. */
  constructor(id: string, orders: readonly string[]) {
    const [zh, en] = [orders.join('、'), orders.join(', ')]
    super('stockpiles', id, [
      issueAt('properties.retiredOn', {
        en: `goods are promised to these orders, or on their way here by them: ${en}; carry them out or cancel them first`,
        zh: `调拨单 ${zh} 已预留此处物资，或正运往此处；请先办结或取消`,
      }),
    ])
  }
}

export const issueAt = (path: string, sentence: Bilingual): Issue => ({
  ...bilingualIssue(sentence, [path]),
  input: undefined,
})

const STAYS: Bilingual = {
  en: 'stockpiles with entries in the ledger must stay',
  zh: '台账中已有记录的储备点不能删除',
}

/** There is no feature of this id; nothing has been written. */
export class NoSuchFeature extends Error {
  constructor(collection: CollectionId, id: string) {
    super(`${collection} ${id}: there is no such feature`)
  }
}

type AnyFeature = ResourceFeature<ResourceDeclaration>

/** @throws InvalidFeature for a collection that only gathers the features of others. */
export const refuseUnion = (collection: CollectionId): void => {
  if (!isUnionId(collection)) return
  const parts = partsOf(collection).join(', ')
  const sentence = {
    en: `is read only: its features belong to ${parts}`,
    zh: `只能读取：其要素属于 ${parts}`,
  }
  throw new InvalidFeature(collection, '', [issueAt('id', sentence)])
}

interface FeatureSchemas {
  readonly geometry: ReturnType<typeof resourceGeometrySchema>
  readonly properties: ReturnType<typeof createSchema>
}

const madeSchemas = new Map<ResourceId, FeatureSchemas>()
const schemasOf = (collection: ResourceId): FeatureSchemas => {
  const resource: ResourceDeclaration = COLLECTIONS[collection]
  const schemas = madeSchemas.get(collection) ?? {
    geometry: resourceGeometrySchema(resource),
    properties: createSchema(resource),
  }
  madeSchemas.set(collection, schemas)
  return schemas
}

/** Keys of own things that there are none of. */
const uncataloguedThings = (collection: ResourceId, properties: object): Issue[] =>
  Object.entries<Field>(COLLECTIONS[collection].fields).flatMap(([name, field]) => {
    if (field.kind !== 'counts' || !field.ownKeys) return []
    const counts = (properties as Readonly<Record<string, object | null>>)[name] ?? {}
    const stray = Object.keys(counts).filter((key) => !Object.hasOwn(field.catalogue, key))
    return stray.map((key) => issueAt(`properties.${name}.${key}`, NOT_CATALOGUED))
  })

const NOT_CATALOGUED: Bilingual = { en: 'is not in the catalogue', zh: '不在物品目录中' }

type Checked = { readonly feature: AnyFeature } | { readonly issues: readonly Issue[] }

/** A feature as it will be stored, defaults filled in and rings wound; or what is wrong with it. */
const check = (collection: ResourceId, { id, ...given }: AnyFeature): Checked => {
  const schemas = schemasOf(collection)
  const geometry = schemas.geometry.safeParse(given.geometry)
  const properties = schemas.properties.safeParse(given.properties)
  const issues = [
    ...(id === '' || id.length > MOST_ID_CHARACTERS ? [issueAt('id', ID_WANTED)] : []),
    ...issuesWithin('geometry', geometry),
    ...issuesWithin('properties', properties),
    ...(properties.success ? uncataloguedThings(collection, properties.data) : []),
  ]
  if (issues.length > 0) return { issues }
  return {
    feature: { type: 'Feature', id, geometry: wound(geometry.data!), properties: properties.data! },
  }
}

/** What keeps a feature from being stored, whatever else is stored; empty where nothing does. */
export const issuesOf = (collection: ResourceId, feature: AnyFeature): readonly Issue[] => {
  const checked = check(collection, feature)
  return 'issues' in checked ? checked.issues : []
}

/** The features as they will be stored. @throws InvalidFeature */
export const validated = (
  collection: ResourceId,
  features: readonly AnyFeature[],
): AnyFeature[] => {
  refuseUnion(collection)
  const ids = new Set<string>()
  return features.map((feature) => {
    const { id } = feature
    if (ids.has(id)) throw new InvalidFeature(collection, id, [issueAt('id', OCCURS_TWICE)])
    ids.add(id)
    const checked = check(collection, feature)
    if ('issues' in checked) throw new InvalidFeature(collection, id, checked.issues)
    return checked.feature
  })
}

const ID_WANTED: Bilingual = {
  en: `needs 1 to ${MOST_ID_CHARACTERS} characters`,
  zh: `长度应为 1–${MOST_ID_CHARACTERS} 个字符`,
}
const OCCURS_TWICE: Bilingual = { en: 'occurs twice', zh: '重复出现' }

const issuesWithin = (member: string, { error }: z.ZodSafeParseResult<unknown>): Issue[] =>
  (error?.issues ?? []).map((issue) => ({ ...issue, path: [member, ...issue.path] }))
