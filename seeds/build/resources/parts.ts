/** Features of a union, each as what its collection keeps of it. */
import { COLLECTIONS, type ResourceId, type UnionId } from '../../../data/collections.ts'
import type {
  ResourceDeclaration,
  ResourceFeature,
  UnionDeclaration,
} from '../../../data/resource.ts'

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
