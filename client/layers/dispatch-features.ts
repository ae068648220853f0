/** The dispatcher's picture as features of one source. */
import type { PicturePart } from '../state/dispatch-picture.ts'
import { collection, feature } from './geojson.ts'

const geometryOf = (part: PicturePart) =>
  'route' in part
    ? { type: 'LineString' as const, coordinates: part.route }
    : { type: 'Point' as const, coordinates: part.position }

const propertiesOf = (part: PicturePart): Record<string, string | number | boolean> => {
  switch (part.kind) {
    case 'disc':
      return { kind: part.kind, radius: part.radius, isHollow: part.isHollow, label: part.label }
    case 'route':
    case 'detour':
      return { kind: part.kind, lorries: part.lorries, isLate: part.isLate }
    default:
      return { kind: part.kind, label: part.label }
  }
}

/** Routes of a single point are no lines: they are left out. */
export const dispatchFeatures = (parts: readonly PicturePart[]) =>
  collection(
    parts
      .filter((part) => !('route' in part) || part.route.length > 1)
      .map((part) => feature(geometryOf(part), propertiesOf(part))),
  )

const LARGEST_RADIUS_PIXELS = 20
const LEAST_RADIUS_PIXELS = 4
/** Of those that have nothing: hundreds of them must leave the map readable. */
const NOTHING_RADIUS_PIXELS = 2.5

/** Radius of a disc whose area is in proportion to its share of the largest. */
export const discRadius = (quantity: number, largest: number): number =>
  largest > 0 && quantity > 0
    ? Math.max(LEAST_RADIUS_PIXELS, LARGEST_RADIUS_PIXELS * Math.sqrt(quantity / largest))
    : NOTHING_RADIUS_PIXELS
