import { z } from 'zod'

/** The one radius of the Earth in this product: the mean radius of the GRS 80 ellipsoid (IUGG). */
export const EARTH_RADIUS_METRES = 6_371_008.8

const RADIANS_PER_DEGREE = Math.PI / 180

/** One degree along a meridian on the sphere, in metres. */
export const METRES_PER_DEGREE = EARTH_RADIUS_METRES * RADIANS_PER_DEGREE

/** Longitude, latitude in WGS-84 degrees, always in this order. */
export type LonLat = readonly [longitude: number, latitude: number]

export const isOnEarth = ([longitude, latitude]: LonLat): boolean =>
  Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90

/** Six decimals of a degree are a tenth of a metre. */
const DEGREE_DECIMALS = 6

/** Degrees as they are answered: no more decimals than mean anything. */
export const roundedDegrees = (degrees: number): number => Number(degrees.toFixed(DEGREE_DECIMALS))

export const roundedPlace = ([longitude, latitude]: readonly number[]): [number, number] => [
  roundedDegrees(longitude!),
  roundedDegrees(latitude!),
]

/** West, south, east, north in degrees; west > east means that it crosses the antimeridian. */
export type Bbox = readonly [west: number, south: number, east: number, north: number]

/** The same box as such that do not cross the antimeridian: itself, or one on either side of it. */
export const spansOf = (bbox: Bbox): Bbox[] => {
  const [west, south, east, north] = bbox
  if (west <= east) return [bbox]
  return [
    [west, south, 180, north],
    [-180, south, east, north],
  ]
}

export const containsLonLat = (bbox: Bbox, longitude: number, latitude: number): boolean => {
  const [west, south, east, north] = bbox
  const inLongitude =
    west <= east ? longitude >= west && longitude <= east : longitude >= west || longitude <= east
  return inLongitude && latitude >= south && latitude <= north
}

/** Great-circle distance in metres on the sphere of EARTH_RADIUS_METRES (haversine formula). */
export const haversineMetres = (
  longitudeA: number,
  latitudeA: number,
  longitudeB: number,
  latitudeB: number,
): number => {
  const sinHalfLatitude = Math.sin(((latitudeB - latitudeA) * RADIANS_PER_DEGREE) / 2)
  const sinHalfLongitude = Math.sin(((longitudeB - longitudeA) * RADIANS_PER_DEGREE) / 2)
  const h =
    sinHalfLatitude * sinHalfLatitude +
    Math.cos(latitudeA * RADIANS_PER_DEGREE) *
      Math.cos(latitudeB * RADIANS_PER_DEGREE) *
      sinHalfLongitude *
      sinHalfLongitude
  return 2 * EARTH_RADIUS_METRES * Math.asin(Math.min(1, Math.sqrt(h)))
}

const position = z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)])

/** A GeoJSON geometry of one type. */
export const geometryOf = <const Type extends string, C extends z.ZodType>(
  type: Type,
  coordinates: C,
) => z.object({ type: z.literal(type), coordinates })

export const pointSchema = geometryOf('Point', position)
export const lineStringSchema = geometryOf('LineString', z.array(position).min(2))
/** A ring ends where it begins (RFC 7946, section 3.1.6): left open it would enclose nothing. */
const ring = z
  .array(position)
  .min(4)
  .refine((places) => String(places[0]) === String(places.at(-1)), {
    message: 'a ring must end where it begins',
    params: { zh: '多边形的环必须首尾相接' },
  })
export const polygonSchema = geometryOf('Polygon', z.array(ring).min(1))
export const multiPolygonSchema = geometryOf('MultiPolygon', z.array(z.array(ring).min(1)).min(1))

/** GeoJSON geometries (RFC 7946) that a resource may have. */
export const GEOMETRY_SCHEMAS = {
  Point: pointSchema,
  LineString: lineStringSchema,
  Polygon: polygonSchema,
  MultiPolygon: multiPolygonSchema,
} as const

export type GeometryType = keyof typeof GEOMETRY_SCHEMAS

export const geometrySchema = z.discriminatedUnion('type', [
  pointSchema,
  lineStringSchema,
  polygonSchema,
  multiPolygonSchema,
])
export type Geometry = z.infer<typeof geometrySchema>

/** A drawn area. */
export const areaSchema = z.discriminatedUnion('type', [polygonSchema, multiPolygonSchema])
export type Area = z.infer<typeof areaSchema>

type Line = [longitude: number, latitude: number][]

/** The lines that a geometry is drawn with: a point by itself, rings and parts one after the other. */
export const linesOf = (geometry: Geometry): Line[] => {
  switch (geometry.type) {
    case 'Point':
      return [[geometry.coordinates]]
    case 'LineString':
      return [geometry.coordinates]
    case 'Polygon':
      return geometry.coordinates
    case 'MultiPolygon':
      return geometry.coordinates.flat()
  }
}

/** The polygons of a geometry, each as rings; none of points and lines. */
export const polygonsOf = (geometry: Geometry): Line[][] => {
  if (geometry.type === 'Polygon') return [geometry.coordinates]
  return geometry.type === 'MultiPolygon' ? geometry.coordinates : []
}

/** Twice the area within a ring in square degrees: positive where it is wound counterclockwise. */
export const twiceSignedArea = (ring: Line): number => {
  const [west, south] = ring[0]!
  return ring.reduce((sum, [x, y], index) => {
    const [nextX, nextY] = ring[index + 1] ?? ring[0]!
    return sum + (x - west) * (nextY - south) - (nextX - west) * (y - south)
  }, 0)
}

const woundRings = (rings: Line[]): Line[] =>
  rings.map((ring, index) => {
    const isWrong = index === 0 ? twiceSignedArea(ring) < 0 : twiceSignedArea(ring) > 0
    return isWrong ? [...ring].reverse() : ring
  })

/** The geometry with outer rings counterclockwise and holes clockwise (RFC 7946, section 3.1.6). */
export const wound = (geometry: Geometry): Geometry => {
  switch (geometry.type) {
    case 'Polygon':
      return { ...geometry, coordinates: woundRings(geometry.coordinates) }
    case 'MultiPolygon':
      return { ...geometry, coordinates: geometry.coordinates.map(woundRings) }
    default:
      return geometry
  }
}

/** All positions of a geometry in a row, rings and parts one after the other. */
export const positionsOf = (geometry: Geometry): readonly LonLat[] => linesOf(geometry).flat()

/** Corners of a drawn area, all rings of all parts: where a ring ends it began, and counts once. */
export const cornerCount = (area: Area): number =>
  linesOf(area).reduce((sum, { length }) => sum + length - 1, 0)

/** west, south, east, north of places that do not lie about the antimeridian. */
export const bboxOfPlaces = (places: Iterable<LonLat>): Bbox => {
  let [west, south, east, north] = [180, 90, -180, -90]
  for (const [longitude, latitude] of places) {
    west = Math.min(west, longitude)
    south = Math.min(south, latitude)
    east = Math.max(east, longitude)
    north = Math.max(north, latitude)
  }
  return [west, south, east, north]
}

/** west, south, east, north of a geometry that does not cross the antimeridian. */
export const bboxOf = (geometry: Geometry): Bbox => bboxOfPlaces(positionsOf(geometry))

/** The box of the edge between two positions. */
export const boxOfEdge = (a: LonLat, b: LonLat): Bbox => [
  Math.min(a[0], b[0]),
  Math.min(a[1], b[1]),
  Math.max(a[0], b[0]),
  Math.max(a[1], b[1]),
]

/** Whether two boxes that do not cross the antimeridian share a point. */
export const boxesMeet = (a: Bbox, b: Bbox): boolean =>
  a[0] <= b[2] && b[0] <= a[2] && a[1] <= b[3] && b[1] <= a[3]
