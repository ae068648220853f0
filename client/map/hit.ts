/** What of the resources lies under a pointer. */
import type { MapGeoJSONFeature, Map as MapLibreMap, PointLike } from 'maplibre-gl'
import { type CollectionId, isCollectionId } from '../../data/collections.ts'
import {
  clusterLayerId,
  outlineLayerId,
  pointSource,
  RESOURCE_LAYERS,
  symbolLayerId,
} from './style/resource-layers.ts'

/** A finger is less exact than a mouse. */
const TOLERANCE_PIXELS = { fine: 3, coarse: 10 } as const

/** Areas are not among them: a click into a forest asks about that place, its edge opens it. */
const HIT_LAYERS = [clusterLayerId, symbolLayerId, outlineLayerId].flatMap((layerId) =>
  RESOURCE_LAYERS.map(layerId),
)

export type Hit =
  | { readonly kind: 'feature'; readonly collection: CollectionId; readonly id: string }
  | {
      readonly kind: 'cluster'
      readonly collection: CollectionId
      readonly clusterId: number
      readonly count: number
      readonly position: [number, number]
    }

const clusterHit = ({ source, properties, geometry }: MapGeoJSONFeature): Hit | null => {
  const collection = RESOURCE_LAYERS.find((id) => pointSource(id) === source)
  if (collection === undefined || geometry.type !== 'Point') return null
  return {
    kind: 'cluster',
    collection,
    clusterId: Number(properties.cluster_id),
    count: Number(properties.point_count),
    position: geometry.coordinates as [number, number],
  }
}

const featureHit = ({ properties }: MapGeoJSONFeature): Hit | null => {
  const { collection, id } = properties
  return typeof collection === 'string' && isCollectionId(collection) && typeof id === 'string'
    ? { kind: 'feature', collection, id }
    : null
}

/** The square round a point of the canvas, as far as `reach` pixels from it. */
export const boxRound = ({ x, y }: { x: number; y: number }, reach: number) =>
  [
    [x - reach, y - reach],
    [x + reach, y + reach],
  ] as [PointLike, PointLike]

/** The topmost resource or cluster at a point of the canvas; null for open ground. */
export const hitAt = (map: MapLibreMap, point: { x: number; y: number }): Hit | null => {
  const isCoarse = window.matchMedia('(pointer: coarse)').matches
  const reach = isCoarse ? TOLERANCE_PIXELS.coarse : TOLERANCE_PIXELS.fine
  const [top] = map.queryRenderedFeatures(boxRound(point, reach), { layers: HIT_LAYERS })
  if (top === undefined) return null
  return 'cluster_id' in top.properties ? clusterHit(top) : featureHit(top)
}
