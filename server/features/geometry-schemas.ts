/** Geometries as they are answered, in any of the systems. */
import { z } from '@hono/zod-openapi'
import { type GeometryType, geometryOf } from '../../data/geometry.ts'

const position = z.array(z.number()).length(2).openapi('position', {
  description:
    'Longitude and latitude in degrees, or what `crs` asks for: latitude first in EPSG:4326 and 4490, metres in EPSG:3857, northing and easting in metres in the zones of CGCS2000',
})
const line = z.array(position).min(2)
const rings = z.array(z.array(position).min(4)).min(1)

export const GEOMETRY_SCHEMAS_IN_ANY_CRS = {
  Point: geometryOf('Point', position),
  LineString: geometryOf('LineString', line),
  Polygon: geometryOf('Polygon', rings),
  MultiPolygon: geometryOf('MultiPolygon', z.array(rings).min(1)),
} as const satisfies Record<GeometryType, z.ZodType>
