import type { ResourceDeclaration } from './resource.ts'
import { countyResource } from './resources/county.ts'
import { floodWorkResource } from './resources/flood-work.ts'
import { forestResource } from './resources/forest.ts'
import { settlementResource } from './resources/settlement.ts'
import { stationResource } from './resources/station.ts'
import { stockpileResource } from './resources/stockpile.ts'
import { townResource } from './resources/town.ts'
import { waterResource } from './resources/water.ts'

/** Every resource of the product by the name of its collection: the one list there is. */
export const COLLECTIONS = {
  stations: stationResource,
  stockpiles: stockpileResource,
  'flood-works': floodWorkResource,
  forests: forestResource,
  counties: countyResource,
  towns: townResource,
  water: waterResource,
  settlements: settlementResource,
} as const satisfies Record<string, ResourceDeclaration>

export type CollectionId = keyof typeof COLLECTIONS

export const COLLECTION_IDS = Object.keys(COLLECTIONS) as readonly CollectionId[]

/** The collections that are layers of the map, each with symbols of its own. */
export const LAYER_IDS = COLLECTION_IDS.filter((id) => COLLECTIONS[id].layer)

export const isCollectionId = (id: string): id is CollectionId => Object.hasOwn(COLLECTIONS, id)
