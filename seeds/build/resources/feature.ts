/** A feature as the seed hands it to the store. */

import { COLLECTIONS, type ResourceId, type UnionId } from '../../../data/collections.ts'
import type {
  ResourceDeclaration,
  ResourceFeature,
  UnionDeclaration,
} from '../../../data/resource.ts'
import { createSchema, resourceGeometrySchema } from '../../../data/schema.ts'

/** What a generated row says about itself. */
export const GENERATED_SOURCE =
  '演示数据：由程序生成，不代表真实情况。 Demonstration data: generated, describes nothing real.'

/** What every row of the demonstration data has in common. */
export const generatedTraits = {
  provenance: 'generated',
  source: GENERATED_SOURCE,
  sourceCrs: 'wgs-84',
} as const

/**
 * The feature, once its properties and geometry have passed the resource's own schemas.
 * @throws Error that names the feature and what is wrong with it.
 */
export const checkedFeature = <R extends ResourceDeclaration>(
  resource: R,
  id: string,
  geometry: ResourceFeature<R>['geometry'],
  properties: ResourceFeature<R>['properties'],
): ResourceFeature<R> => {
  const error =
    createSchema(resource).safeParse(properties).error ??
    resourceGeometrySchema(resource).safeParse(geometry).error
  if (error) throw new Error(`${resource.id} ${id}: ${error.message}`)
  return { type: 'Feature', id, geometry, properties }
}

/** The day that the demonstration data describes; a fixed one, so that every build is the same. */
export const REFERENCE_DATE = '2026-10-31'

const MILLISECONDS_PER_DAY = 86_400_000

/** The day that many days before the reference date, YYYY-MM-DD. */
export const daysBeforeReference = (days: number): string =>
  new Date(Date.parse(REFERENCE_DATE) - days * MILLISECONDS_PER_DAY).toISOString().slice(0, 10)

/** Collections that a union gathers. */
type PartId<Id extends UnionId> = (typeof COLLECTIONS)[Id]['parts'][number]['resource']['id'] &
  ResourceId

type Parts<Id extends UnionId> = {
  [Part in PartId<Id>]: ResourceFeature<(typeof COLLECTIONS)[Part]>[]
}

/** The features by the part that has their geometry type, in their order, with its fields only. */
export const splitIntoParts = <Id extends UnionId>(
  id: Id,
  features: readonly ResourceFeature<ResourceDeclaration>[],
): Parts<Id> => {
  const { parts }: UnionDeclaration = COLLECTIONS[id]
  const ofPart = ({ geometryTypes, fields }: ResourceDeclaration) =>
    features
      .filter(({ geometry }) => geometryTypes.includes(geometry.type))
      .map(({ properties, ...feature }) => ({
        ...feature,
        properties: Object.fromEntries(Object.keys(fields).map((name) => [name, properties[name]])),
      }))
  return Object.fromEntries(
    parts.map(({ resource }) => [resource.id, ofPart(resource)]),
  ) as unknown as Parts<Id>
}
