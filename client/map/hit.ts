/** What of the resources lies under a pointer. */
import type { MapGeoJSONFeature, Map as MapLibreMap, PointLike } from 'maplibre-gl'
import { type CollectionId, isCollectionId, LAYER_GROUPS } from '../../data/collections.ts'
import {
  CLUSTER_LAYER,
  lineLayerId,
  outlineLayerId,
  RESOURCE_LAYERS,
  symbolLayerId,
} from './style/resource-layers.ts'

/** A finger is less exact than a mouse. */
const TOLERANCE_PIXELS = { fine: 3, coarse: 10 } as const

/** Areas are not among them: a click into a forest asks about that place, its edge opens it. */
const HIT_LAYERS = [
  CLUSTER_LAYER,
  ...[symbolLayerId, outlineLayerId, lineLayerId].flatMap((layerId) =>
    RESOURCE_LAYERS.map(layerId),
  ),
]

export type Hit =
  | { readonly kind: 'feature'; readonly collection: CollectionId; readonly id: string }
  | {
      readonly kind: 'cluster'
      readonly clusterId: number
      /** How many of each group, those that are there only, in the order of the legend. */
      readonly counts: readonly (readonly [group: CollectionId, count: number])[]
      readonly position: [number, number]
    }

const clusterHit = ({ properties, geometry }: MapGeoJSONFeature): Hit | null => {
  if (geometry.type !== 'Point') return null
  return {
    kind: 'cluster',
    clusterId: Number(properties.cluster_id),
    counts: LAYER_GROUPS.map((id) => [id, Number(properties[id])] as const).filter(
      ([, count]) => count > 0,
    ),
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
