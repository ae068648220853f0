import type { ResourceDeclaration, UnionDeclaration } from './resource.ts'
import { countyResource } from './resources/county.ts'
import { distancePostResource } from './resources/distance-post.ts'
import {
  floodAreaResource,
  floodWorkUnion,
  hydraulicStructureResource,
  leveeResource,
} from './resources/flood-work.ts'
import { forestAreaResource, forestUnion, watchtowerResource } from './resources/forest.ts'
import { informationOfficerResource } from './resources/information-officer.ts'
import { landmarkResource } from './resources/landmark.ts'
import { rescueTeamResource } from './resources/rescue-team.ts'
import { settlementResource } from './resources/settlement.ts'
import { shelterResource } from './resources/shelter.ts'
import { stationResource } from './resources/station.ts'
import { stockpileResource } from './resources/stockpile.ts'
import { townResource } from './resources/town.ts'
import { lakeResource, riverResource, waterUnion } from './resources/water.ts'
import { waterSourceResource } from './resources/water-source.ts'

/** Every collection of the product by its name: the one list there is. */
export const COLLECTIONS = {
  stations: stationResource,
  'rescue-teams': rescueTeamResource,
  stockpiles: stockpileResource,
  'hydraulic-structures': hydraulicStructureResource,
  levees: leveeResource,
  'flood-areas': floodAreaResource,
  'flood-works': floodWorkUnion,
  'forest-areas': forestAreaResource,
  watchtowers: watchtowerResource,
  forests: forestUnion,
  'water-sources': waterSourceResource,
  shelters: shelterResource,
  'information-officers': informationOfficerResource,
  counties: countyResource,
  towns: townResource,
  rivers: riverResource,
  lakes: lakeResource,
  water: waterUnion,
  settlements: settlementResource,
  landmarks: landmarkResource,
  'distance-posts': distancePostResource,
} as const satisfies Record<string, ResourceDeclaration | UnionDeclaration>

type Collections = typeof COLLECTIONS

export type CollectionId = keyof Collections
/** Collections that gather others and are read only. */
export type UnionId = {
  [Id in CollectionId]: Collections[Id] extends UnionDeclaration ? Id : never
}[CollectionId]
/** Collections that are kept: one table and one geometry type each. */
export type ResourceId = Exclude<CollectionId, UnionId>

export const COLLECTION_IDS = Object.keys(COLLECTIONS) as readonly CollectionId[]

export const isCollectionId = (id: string): id is CollectionId => Object.hasOwn(COLLECTIONS, id)
export const isUnionId = (id: CollectionId): id is UnionId => 'parts' in COLLECTIONS[id]

export const UNION_IDS = COLLECTION_IDS.filter(isUnionId)
export const RESOURCE_IDS = COLLECTION_IDS.filter((id): id is ResourceId => !isUnionId(id))

/** The collections that hold a collection's features: a union's parts, else itself. */
export const partsOf = (id: CollectionId): readonly ResourceId[] =>
  isUnionId(id)
    ? COLLECTIONS[id].parts.map(({ resource }) => resource.id as ResourceId)
    : [id as ResourceId]

/** Whether it is a part of the other, or the same. */
export const isWithin = (id: CollectionId, whole: CollectionId): boolean =>
  id === whole || partsOf(whole).some((part) => part === id)

/** The union that a collection is a part of, else itself: how choosers and the map group them. */
export const groupOf = (id: CollectionId): CollectionId =>
  UNION_IDS.find((union) => isWithin(id, union)) ?? id

/** Collections that are no part of another: together they hold every feature once. */
export const GROUP_IDS = COLLECTION_IDS.filter((id) => groupOf(id) === id)
/** The collections that are layers of the map, each with symbols of its own, and their groups. */
export const LAYER_IDS = RESOURCE_IDS.filter((id) => COLLECTIONS[id].layer)
export const LAYER_GROUPS = GROUP_IDS.filter((id) =>
  partsOf(id).every((part) => LAYER_IDS.includes(part)),
)

/** So many features may be named in one address. */
export const MOST_IDS = 500
