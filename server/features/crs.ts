/** Coordinate reference systems of OGC API – Features Part 2; stored data are CRS84. */
import commonJs from 'gcoord'
import proj4 from 'proj4'
import type { Bilingual } from '../../data/bilingual.ts'
import { exampleIn } from '../../data/feature-place.ts'
import type { Bbox, Geometry, LonLat } from '../../data/geometry.ts'
import type { SOURCE_CRS_OPTIONS } from '../../data/provenance.ts'
import { ZONES, zonesOfBox } from './zones.ts'

/** Its types describe a module, what Node loads is what that exports by default. */
const gcoord = commonJs as unknown as typeof commonJs.default

export const CRS84 = 'http://www.opengis.net/def/crs/OGC/1.3/CRS84'

/** Easting and northing, in degrees or metres: the order in which we reckon, not that of the axes. */
export type Position = readonly [x: number, y: number]
export type Convert = (position: Position) => [number, number]

interface CrsDefinition {
  /** From and to longitude and latitude; null where only the order of axes differs from CRS84. */
  readonly conversion: { readonly forward: Convert; readonly inverse: Convert } | null
  /** EPSG writes latitude first, and the northing of Gauss-Krüger. */
  readonly northFirst: boolean
  readonly decimals: number
  /** Boxes that do not lie in this are on no place of the Earth that the system knows. */
  readonly limits: Bbox
  /**
   * How far what stands for a side of a box may be from it; null where the sides are meridians and
   * parallels.
   */
  readonly sideToleranceDegrees: number | null
}

/** Metres to the centimetre; degrees to seven decimals, about a centimetre too. */
const PROJECTED_DECIMALS = 2
const SHIFTED_DECIMALS = 7

/** About as much along a meridian. */
const CENTIMETRE_DEGREES = 1e-7
const DECIMETRE_DEGREES = 1e-6

const WHOLE_EARTH: Bbox = [-180, -90, 180, 90]

const geographic = (northFirst: boolean): CrsDefinition => ({
  conversion: null,
  northFirst,
  decimals: Number.POSITIVE_INFINITY,
  limits: WHOLE_EARTH,
  sideToleranceDegrees: null,
})

/** EPSG:3857 spans this many metres on either side of Greenwich: π times its radius of 6378137 m. */
const HALF_WORLD_METRES = Math.PI * 6_378_137
/** Clients write the edge of the world in a few more or fewer digits than we would. */
const EDGE_TOLERANCE_METRES = 1
const HALF_AND_A_BIT = HALF_WORLD_METRES + EDGE_TOLERANCE_METRES

const mercator = (): CrsDefinition => {
  const { forward, inverse } = proj4('EPSG:3857')
  const within = (x: number): number => Math.max(-HALF_WORLD_METRES, Math.min(HALF_WORLD_METRES, x))
  return {
    // proj4 wraps what lies beyond the edge to the other side.
    conversion: {
      forward: (position) => forward([...position]),
      inverse: ([x, y]) => inverse([within(x), y]),
    },
    northFirst: false,
    decimals: PROJECTED_DECIMALS,
    limits: [-HALF_AND_A_BIT, Number.NEGATIVE_INFINITY, HALF_AND_A_BIT, Number.POSITIVE_INFINITY],
    sideToleranceDegrees: null,
  }
}

/** Farther from its meridian, or beyond 63° north, a zone is not in use, and its sides turn about the pole. */
const MOST_FROM_MERIDIAN_METRES = 2_500_000
const MOST_NORTHING_METRES = 7_000_000

/** Gauss-Krüger on the ellipsoid of CGCS2000, which is that of GRS 80. */
const gaussKruger = (meridian: number, falseEastingMetres: number): CrsDefinition => {
  const make = () =>
    proj4(
      `+proj=tmerc +lat_0=0 +lon_0=${meridian} +k=1 +x_0=${falseEastingMetres} +y_0=0 +ellps=GRS80 +units=m`,
    )
  let made: ReturnType<typeof make> | undefined
  /** There are 64 zones, of which one or two are used. */
  const projection = () => {
    made ??= make()
    return made
  }
  const [west, east] = [-1, 1].map((way) => falseEastingMetres + way * MOST_FROM_MERIDIAN_METRES)
  return {
    conversion: {
      forward: (position) => projection().forward([...position]),
      inverse: (position) => projection().inverse([...position]),
    },
    northFirst: true,
    decimals: PROJECTED_DECIMALS,
    limits: [west!, 0, east!, MOST_NORTHING_METRES],
    sideToleranceDegrees: CENTIMETRE_DEGREES,
  }
}

/** Steps back by what going forward is off; each leaves about a hundredth of it. */
const INVERSE_STEPS = 4

/**
 * What Chinese maps are drawn in: degrees, shifted by some hundred metres. The way back is found from
 * the way there, in a set number of steps: by the border, where the shift ends, none is exact.
 */
const shifted = (to: Parameters<typeof gcoord.transform>[2]): CrsDefinition => {
  const forward: Convert = ([x, y]) =>
    gcoord.transform([x, y], gcoord.WGS84, to) as [number, number]
  const inverse: Convert = ([x, y]) => {
    let place: [number, number] = [x, y]
    for (let step = 0; step < INVERSE_STEPS; step++) {
      const [longitude, latitude] = forward(place)
      place = [place[0] - (longitude - x), place[1] - (latitude - y)]
    }
    return place
  }
  return {
    conversion: { forward, inverse },
    northFirst: false,
    decimals: SHIFTED_DECIMALS,
    limits: WHOLE_EARTH,
    sideToleranceDegrees: DECIMETRE_DEGREES,
  }
}

/** Where a place is given in both systems: one that everyone knows. */
const EXAMPLE = exampleIn(null)

export const GCJ02 = '/api/crs/gcj-02'
export const BD09 = '/api/crs/bd-09'

/** Systems that no register has a URI for: theirs is an address of this service, which describes them. */
export const OWN_CRS = {
  [GCJ02]: {
    zh: 'GCJ-02（高德、腾讯等地图所用的偏移坐标）：由 WGS-84 按公开的偏移公式换算，经度在前，单位为度；境外不偏移。',
    en: 'GCJ-02, as the maps of Amap and Tencent have it: WGS-84 shifted by the published formulas; longitude first, degrees; outside China the same as WGS-84.',
  },
  [BD09]: {
    zh: 'BD-09（百度地图所用的偏移坐标）：由 GCJ-02 再次偏移，经度在前，单位为度。',
    en: 'BD-09, as the maps of Baidu have it: GCJ-02 shifted once more; longitude first, degrees.',
  },
} as const satisfies Record<string, Bilingual>

export const EPSG = 'http://www.opengis.net/def/crs/EPSG/0/'

/** Those of any region. CGCS2000 (EPSG:4490) equals WGS-84 within centimetres. */
const DEFINITIONS_EVERYWHERE: Readonly<Record<string, CrsDefinition>> = {
  [CRS84]: geographic(false),
  [`${EPSG}4326`]: geographic(true),
  [`${EPSG}4490`]: geographic(true),
  [`${EPSG}3857`]: mercator(),
  [GCJ02]: shifted(gcoord.GCJ02),
  [BD09]: shifted(gcoord.BD09),
}

const zoneCrs = ({ epsg }: { readonly epsg: number }): Crs => `${EPSG}${epsg}`

const DEFINITIONS: Readonly<Record<string, CrsDefinition>> = {
  ...DEFINITIONS_EVERYWHERE,
  ...Object.fromEntries(
    ZONES.map((zone) => [zoneCrs(zone), gaussKruger(zone.meridian, zone.falseEastingMetres)]),
  ),
}

/** @param crs one that is served. */
export const definitionOf = (crs: Crs): CrsDefinition => DEFINITIONS[crs]!

/** A system by its URI, one of our own by its path alone. */
export type Crs = string

/** The systems of any region, CRS84 first as clients expect. */
export const CRS_EVERYWHERE: readonly Crs[] = Object.keys(DEFINITIONS_EVERYWHERE)

/** With these every zone of CGCS2000 is taken: 4491 to 4554, which follow each other. */
export const ZONE_PATTERN = `^${EPSG}(449[1-9]|45[0-4]\\d|455[0-4])$`

/** The systems that are listed as served: the zones that the region lies in, before the systems of our own. */
export const crsOfRegion = (region: Bbox | null): Crs[] => {
  const registered = CRS_EVERYWHERE.filter((crs) => !Object.hasOwn(OWN_CRS, crs))
  return [
    ...registered,
    ...(region ? zonesOfBox(region).map(zoneCrs) : []),
    ...Object.keys(OWN_CRS),
  ]
}

/** What is said where a system is none of these. */
export const KNOWN_CRS: Bilingual = {
  en: `${CRS_EVERYWHERE.join(', ')}, or a zone of CGCS2000, ${EPSG}4491 to ${EPSG}4554`,
  zh: `${CRS_EVERYWHERE.join('、')}，或 CGCS2000 的分带 ${EPSG}4491 至 ${EPSG}4554`,
}

/** The zone of a system that is one. */
export const zoneOf = (crs: Crs): (typeof ZONES)[number] | undefined =>
  ZONES.find((zone) => zoneCrs(zone) === crs)

/** The URI of a system. @param base address of the service, without a slash at its end. */
export const crsUri = (base: string, crs: Crs): string =>
  Object.hasOwn(OWN_CRS, crs) ? `${base}${crs}` : crs

/**
 * The system of a URI, or `undefined`. Of one of our own only the path is looked at: behind a proxy
 * the service goes by several names.
 */
export const crsOfUri = (uri: string): Crs | undefined => {
  const own = /^(?:https?:\/\/[^/]+)?(\/api\/crs\/[^/]+)$/.exec(uri)?.[1]
  const crs = own ?? uri
  return Object.hasOwn(DEFINITIONS, crs) ? crs : undefined
}

/** What the address of a system of our own answers. @param base as `crsUri`. */
export const crsDocument = (base: string, crs: keyof typeof OWN_CRS) => ({
  uri: crsUri(base, crs),
  description: OWN_CRS[crs],
  axes: ['longitude', 'latitude'],
  unit: 'degree',
  example: { crs84: EXAMPLE, here: transformer(crs)(EXAMPLE) },
})

const roundTo = (value: number, decimals: number): number => {
  const factor = 10 ** decimals
  return Math.round(value * factor) / factor
}

/** As a system writes its axes, or as tables and GeoPackages do in every system: easting first. */
type AxisOrder = 'of-system' | 'east-first'

const transformer = (
  crs: Crs,
  order: AxisOrder = 'of-system',
): ((position: LonLat) => [number, number]) => {
  const { conversion, decimals, ...definition } = definitionOf(crs)
  const northFirst = definition.northFirst && order === 'of-system'
  return (place) => {
    const [x, y] = conversion
      ? conversion.forward(place).map((each) => roundTo(each, decimals))
      : place
    return northFirst ? [y!, x!] : [x!, y!]
  }
}

/** Whether positions are given in metres; else they are in degrees. */
export const isInMetres = (crs: Crs): boolean => definitionOf(crs).decimals === PROJECTED_DECIMALS

/** The geometry with each position put through a function. */
const withPositions = (
  geometry: Geometry,
  transform: (position: LonLat) => [number, number],
): Geometry => {
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

/** A geometry in another system. @param order of its axes. */
export const geometryInCrs = (geometry: Geometry, crs: Crs, order?: AxisOrder): Geometry =>
  withPositions(geometry, transformer(crs, order))

/** About a tenth of a millimetre: what comes from another system has no more digits that mean anything. */
const STORED_DECIMALS = 9

/**
 * A geometry that came in another system, its axes as that has them.
 * @returns it in CRS84; `null` where the system knows no such place.
 */
export const geometryInCrs84 = (geometry: Geometry, crs: Crs): Geometry | null => {
  const { conversion, northFirst } = definitionOf(crs)
  let isKnown = true
  const told = withPositions(geometry, ([a, b]) => {
    const place = placeInCrs84(northFirst ? [b, a] : [a, b], crs)
    if (!place) isKnown = false
    const [longitude, latitude] = place ?? [0, 0]
    if (!conversion) return [longitude, latitude]
    return [roundTo(longitude, STORED_DECIMALS), roundTo(latitude, STORED_DECIMALS)]
  })
  return isKnown ? told : null
}

/** What a feature that came in a system says of where it came from: see `SOURCE_CRS_OPTIONS`. */
export const sourceCrsOf = (crs: Crs): keyof typeof SOURCE_CRS_OPTIONS => {
  if (crs === GCJ02) return 'gcj-02'
  if (crs === BD09) return 'bd-09'
  return crs === `${EPSG}4490` || zoneOf(crs) ? 'cgcs-2000' : 'wgs-84'
}

/**
 * A place given in another system, easting or longitude first.
 * @returns it in CRS84, or `null` where the system knows no such place.
 */
export const placeInCrs84 = ([x, y]: Position, crs: Crs): LonLat | null => {
  const { conversion, limits } = definitionOf(crs)
  if (!(x >= limits[0] && x <= limits[2] && y >= limits[1] && y <= limits[3])) return null
  return conversion ? conversion.inverse([x, y]) : [x, y]
}

/** Degrees of BD-09 from the metres of Baidu's own Mercator, which stand in addresses of its pages. */
export const bd09OfMetres = (metres: Position): LonLat =>
  gcoord.transform([...metres], gcoord.BD09MC, gcoord.BD09) as [number, number]
