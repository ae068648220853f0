/** What registers are judged by: counties, towns, features and roads of the store and the network. */
import { type CollectionId, isCollectionId } from '../../../data/collections.ts'
import { type Bbox, bboxOf } from '../../../data/geometry.ts'
import type { Known, KnownFeature } from '../../import/registers/known.ts'
import { KnownPlaces } from '../../import/registers/known-places.ts'
import type { RoadNetwork } from '../../network/road-network.ts'
import { snapToRoad } from '../../network/snap.ts'
import type { Store } from '../../store/store.ts'

/** Farther from every road nothing in a register distinguishes one system from another. */
const MOST_ROAD_METRES = 2000

const WHOLE_EARTH: Bbox = [-180, -90, 180, 90]

const around = (boxes: readonly Bbox[]): Bbox =>
  boxes.length === 0
    ? WHOLE_EARTH
    : [
        Math.min(...boxes.map(([west]) => west)),
        Math.min(...boxes.map(([, south]) => south)),
        Math.max(...boxes.map(([, , east]) => east)),
        Math.max(...boxes.map(([, , , north]) => north)),
      ]

/** @param collections whose features rows may be of. @param network `null` where there are no roads. */
export const knownData = (
  store: Store,
  network: RoadNetwork | null,
  collections: readonly CollectionId[],
): Promise<Known> =>
  store.read(async ({ features, itemSheets }) => {
    const [counties, towns] = [await features.all('counties'), await features.all('towns')]
    const existing = new Map<string, readonly KnownFeature[]>()
    for (const id of collections) existing.set(id, await features.unmasked(id))
    const countyAreas = counties.map(({ geometry, properties: { name, nameEn, code } }) => ({
      code,
      name,
      nameEn,
      geometry,
      bbox: bboxOf(geometry),
    }))
    const sheets = await itemSheets.list()
    return {
      items: new Map(
        sheets.map(({ content: { item, packages, isRetired } }) => [item, { packages, isRetired }]),
      ),
      counties: new KnownPlaces(countyAreas.map(({ code, name }) => ({ code, name }))),
      towns: new KnownPlaces(
        towns.map(({ properties: { code, name, countyCode } }) => ({ code, name, countyCode })),
      ),
      countyAreas,
      region: around(countyAreas.map(({ bbox }) => bbox)),
      existing: (id) => (isCollectionId(id) ? (existing.get(id) ?? []) : []),
      roadMetres: ([longitude, latitude]) => {
        const snap = network
          ? snapToRoad(
              network.graph,
              network.index,
              longitude,
              latitude,
              MOST_ROAD_METRES,
              () => true,
            )
          : null
        return snap?.distanceMetres ?? Number.POSITIVE_INFINITY
      },
    }
  })
