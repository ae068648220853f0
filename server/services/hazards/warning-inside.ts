/** What lies inside the area of a warning: counted whole, listed up to a limit. */

import booleanPointInPolygon from '@turf/boolean-point-in-polygon'
import {
  type Area,
  type Bbox,
  bboxOf,
  boxesMeet,
  boxOfEdge,
  containsLonLat,
  type Geometry,
  type LonLat,
  linesOf,
  polygonsOf,
} from '../../../data/geometry.ts'
import { localDayOf } from '../../../data/local-time.ts'
import type { MaterialKey } from '../../../data/materials.ts'
import { WARNING_LIMITS, type WarningInside } from '../../../data/warning.ts'
import { holdingsOf } from '../../analysis/transfer/batches.ts'
import type { FeatureOf, Snapshot } from '../../store/store.ts'
import type { AnyFeature, Registers } from '../registers.ts'

type Polygon = Extract<Geometry, { type: 'Polygon' }>
type Position = [longitude: number, latitude: number]

/** A line or the ring of a polygon, with the box that spares most questions about it. */
interface Outline {
  readonly places: readonly Position[]
  readonly box: Bbox
}

interface Part {
  readonly polygon: Polygon
  readonly rings: readonly Outline[]
  readonly box: Bbox
}

const outlineOf = (places: Position[]): Outline => ({
  places,
  box: bboxOf({ type: 'LineString', coordinates: places }),
})

const partsOf = (geometry: Geometry): Polygon[] =>
  polygonsOf(geometry).map((coordinates) => ({ type: 'Polygon', coordinates }))

const outlinesOf = (geometry: Geometry): Outline[] => linesOf(geometry).map(outlineOf)

/** Twice the signed area of a triangle: on which side of a → b does c lie? */
const side = (a: LonLat, b: LonLat, c: LonLat): number =>
  (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])

interface Edge {
  readonly from: LonLat
  readonly to: LonLat
  readonly box: Bbox
}

const edgesNear = (box: Bbox, places: readonly LonLat[]): Edge[] =>
  places.slice(1).flatMap((to, i): Edge[] => {
    const edge = { from: places[i]!, to, box: boxOfEdge(places[i]!, to) }
    return boxesMeet(edge.box, box) ? [edge] : []
  })

/** Whether two edges have a point in common. In one line they may still lie apart. */
const edgesMeet = (one: Edge, other: Edge): boolean =>
  boxesMeet(one.box, other.box) &&
  side(one.from, one.to, other.from) * side(one.from, one.to, other.to) <= 0 &&
  side(other.from, other.to, one.from) * side(other.from, other.to, one.to) <= 0

const outlinesCross = (one: Outline, other: Outline): boolean => {
  if (!boxesMeet(one.box, other.box)) return false
  const edges = edgesNear(other.box, one.places)
  if (edges.length === 0) return false
  return edgesNear(one.box, other.places).some((edge) =>
    edges.some((each) => edgesMeet(edge, each)),
  )
}

const isIn = (polygon: Polygon, box: Bbox, place: Position): boolean =>
  containsLonLat(box, ...place) && booleanPointInPolygon(place, polygon)

/**
 * A question about features that is asked of thousands.
 * @returns whether a geometry has a point in common with the area, be it on the edge; the geometry's
 *   box is given beside it, as it is prepared once for many areas.
 */
export const touchesArea = (area: Area): ((geometry: Geometry, box: Bbox) => boolean) => {
  const parts = partsOf(area).map(
    (polygon): Part => ({ polygon, rings: outlinesOf(polygon), box: bboxOf(polygon) }),
  )
  return (geometry, box) => {
    const near = parts.filter((part) => boxesMeet(part.box, box))
    if (near.length === 0) return false
    const outlines = outlinesOf(geometry)
    const polygons = partsOf(geometry)
    // Where no edges cross, an outline lies in the other shape whole or not at all: one point decides.
    return near.some(
      (part) =>
        outlines.some(({ places }) => isIn(part.polygon, part.box, places[0]!)) ||
        polygons.some((polygon) => isIn(polygon, box, part.polygon.coordinates[0]![0]!)) ||
        outlines.some((outline) => part.rings.some((ring) => outlinesCross(outline, ring))),
    )
  }
}

type Collection = 'stations' | 'stockpiles' | 'flood-works' | 'forests' | 'settlements'

const listed = (features: readonly AnyFeature[]) => ({
  count: features.length,
  features: features.slice(0, WARNING_LIMITS.mostListed).map(({ id, properties }) => ({
    id,
    name: String(properties.name),
    nameEn: properties.nameEn === null ? null : String(properties.nameEn),
  })),
})

/** What the area of a warning contains, crosses or lies in. */
export const warningInside = async (
  registers: Registers,
  snapshot: Snapshot,
  area: Area,
  now: Date,
): Promise<WarningInside> => {
  const touches = touchesArea(area)
  const inside = async <C extends Collection>(collection: C): Promise<FeatureOf<C>[]> => {
    const features = await registers.features(snapshot, collection)
    const boxes = await registers.memo.get(
      snapshot,
      `boxes ${collection}`,
      [collection],
      async () => features.map(({ geometry }): Bbox => bboxOf(geometry)),
    )
    return features.filter(({ geometry }, index) => touches(geometry, boxes[index]!))
  }
  const stations = await inside('stations')
  const stockpiles = await inside('stockpiles')
  const works = await inside('flood-works')
  const forests = await inside('forests')
  const settlements = await inside('settlements')
  const stock: Partial<Record<MaterialKey, number>> = {}
  const stockpileIds = stockpiles.map(({ id }) => id)
  // Not the register's sums, which know no dates: what is past its own is no help.
  const batches = await snapshot.ledger.batches({ stockpileIds })
  for (const ofStockpile of holdingsOf(batches, [], localDayOf(now)).values()) {
    for (const { item, available } of ofStockpile.values()) {
      if (available > 0) stock[item] = (stock[item] ?? 0) + available
    }
  }
  const byCounty = (await registers.counties(snapshot))
    .map(({ code, name }) => ({
      code,
      name,
      people: settlements
        .filter(({ properties }) => properties.countyCode === code)
        .reduce((sum, { properties }) => sum + properties.people, 0),
    }))
    .filter(({ people }) => people > 0)
  return {
    stations: listed(stations),
    stockpiles: { ...listed(stockpiles), stock },
    works: listed(works),
    forests: listed(forests),
    people: { total: byCounty.reduce((sum, { people }) => sum + people, 0), byCounty },
    ...(await registers.stamp(snapshot, ['settlements'])),
  }
}
