/** Coordinate reference systems of OGC API – Features Part 2; stored data are CRS84. */
import { z } from '@hono/zod-openapi'
import proj4 from 'proj4'
import {
  type Bbox,
  type Geometry,
  type GeometryType,
  geometryOf,
  type LonLat,
} from '../../data/geometry.ts'

export const CRS84 = 'http://www.opengis.net/def/crs/OGC/1.3/CRS84'

interface CrsDefinition {
  /** How proj4 knows it; null where only the order of axes differs from CRS84. */
  projection: string | null
  /** EPSG writes geographic coordinates latitude first. */
  latitudeFirst: boolean
}

/** CGCS2000 (EPSG:4490) equals WGS-84 within centimetres here, and latitude comes first in it too. */
const DEFINITIONS: Readonly<Record<string, CrsDefinition>> = {
  [CRS84]: { projection: null, latitudeFirst: false },
  'http://www.opengis.net/def/crs/EPSG/0/4326': { projection: null, latitudeFirst: true },
  'http://www.opengis.net/def/crs/EPSG/0/4490': { projection: null, latitudeFirst: true },
  'http://www.opengis.net/def/crs/EPSG/0/3857': { projection: 'EPSG:3857', latitudeFirst: false },
}

/** Addresses of all systems that are served, CRS84 first as clients expect. */
export const SUPPORTED_CRS: readonly string[] = Object.keys(DEFINITIONS)

/** Metres of EPSG:3857 to the centimetre; degrees to seven decimals, about a centimetre too. */
const PROJECTED_DECIMALS = 2

const roundTo = (value: number, decimals: number): number => {
  const factor = 10 ** decimals
  return Math.round(value * factor) / factor
}

const position = z.array(z.number()).length(2).openapi('position', {
  description:
    'Longitude and latitude in degrees, or what `crs` asks for: latitude first in EPSG:4326 and 4490, metres in EPSG:3857',
})
const line = z.array(position).min(2)
const rings = z.array(z.array(position).min(4)).min(1)

/** Geometries as they are answered in any of the systems. */
export const GEOMETRY_SCHEMAS_IN_ANY_CRS = {
  Point: geometryOf('Point', position),
  LineString: geometryOf('LineString', line),
  Polygon: geometryOf('Polygon', rings),
  MultiPolygon: geometryOf('MultiPolygon', z.array(rings).min(1)),
} as const satisfies Record<GeometryType, z.ZodType>

const transformer = (crs: string): ((position: LonLat) => [number, number]) => {
  const { projection, latitudeFirst } = DEFINITIONS[crs]!
  if (projection) {
    const { forward } = proj4(projection)
    return ([longitude, latitude]) => {
      const [x, y] = forward([longitude, latitude])
      return [roundTo(x, PROJECTED_DECIMALS), roundTo(y, PROJECTED_DECIMALS)]
    }
  }
  return latitudeFirst
    ? ([longitude, latitude]) => [latitude, longitude]
    : ([longitude, latitude]) => [longitude, latitude]
}

/** A geometry in another system, axes in that system's order. */
export const geometryInCrs = (geometry: Geometry, crs: string): Geometry => {
  const transform = transformer(crs)
  switch (geometry.type) {
    case 'Point':
      return { ...geometry, coordinates: transform(geometry.coordinates) }
    case 'LineString':
      return { ...geometry, coordinates: geometry.coordinates.map(transform) }
    case 'Polygon':
      return { ...geometry, coordinates: geometry.coordinates.map((ring) => ring.map(transform)) }
    case 'MultiPolygon':
      return {
        ...geometry,
        coordinates: geometry.coordinates.map((part) => part.map((ring) => ring.map(transform))),
      }
  }
}

/** EPSG:3857 spans this many metres on either side of Greenwich: π times its radius of 6378137 m. */
const HALF_WORLD_METRES = Math.PI * 6_378_137
/** Clients write the edge of the world in a few more or fewer digits than we would. */
const EDGE_TOLERANCE_METRES = 1

/** proj4 wraps what lies beyond the edge to the other side, so that is refused before. */
const withinMercator = (easting: number): number | null =>
  Math.abs(easting) <= HALF_WORLD_METRES + EDGE_TOLERANCE_METRES
    ? Math.max(-HALF_WORLD_METRES, Math.min(HALF_WORLD_METRES, easting))
    : null

const fromMercator = ([west, south, east, north]: Bbox, projection: string): Bbox | null => {
  const [left, right] = [withinMercator(west), withinMercator(east)]
  if (left === null || right === null) return null
  const { inverse } = proj4(projection)
  return [...inverse([left, south]), ...inverse([right, north])] as unknown as Bbox
}

/**
 * A box given in another system, in degrees of CRS84, or `null` where it is not on the Earth. The
 * sides of a box in EPSG:3857 are meridians and parallels, so its corners are enough.
 */
export const bboxToCrs84 = (box: Bbox, crs: string): Bbox | null => {
  const { projection, latitudeFirst } = DEFINITIONS[crs]!
  if (projection) return fromMercator(box, projection)
  const [west, south, east, north] = latitudeFirst ? [box[1], box[0], box[3], box[2]] : box
  const isOnEarth =
    Math.abs(west) <= 180 && Math.abs(east) <= 180 && Math.abs(south) <= 90 && Math.abs(north) <= 90
  return isOnEarth ? [west, south, east, north] : null
}
