/** Gauss-Krüger metres of CGCS2000 in any zone of China, of three degrees or six, with its number or without. */
import proj4 from 'proj4'
import { type Bbox, containsLonLat, type LonLat } from '../../../data/geometry.ts'

export interface Zone {
  /** Degrees between the zones' meridians; their numbers do not overlap. */
  readonly width: 3 | 6
  /** What stands before the easting; `null` where the metres are counted without it. */
  readonly number: number | null
  /** Degrees. */
  readonly meridian: number
}

const ZONES_OF_THREE = { first: 25, last: 45 } as const
const ZONES_OF_SIX = { first: 13, last: 23 } as const
const FIRST_MERIDIAN = 75

/** The zone of a number; `null` for one that China does not lie in. */
export const zoneOfNumber = (number: number): Zone | null => {
  if (number >= ZONES_OF_THREE.first && number <= ZONES_OF_THREE.last) {
    return { width: 3, number, meridian: number * 3 }
  }
  if (number >= ZONES_OF_SIX.first && number <= ZONES_OF_SIX.last) {
    return { width: 6, number, meridian: number * 6 - 3 }
  }
  return null
}

/** EPSG numbers of the first zone of each kind; the others follow. */
export const epsgOf = ({ width, number, meridian }: Zone): number => {
  if (number !== null) return width === 3 ? 4488 + number : 4478 + number
  return width === 3
    ? 4534 + (meridian - FIRST_MERIDIAN) / 3
    : 4502 + (meridian - FIRST_MERIDIAN) / 6
}

const FALSE_EASTING_METRES = 500_000
const METRES_PER_ZONE = 1_000_000
/** Beyond these nobody uses a zone. */
const MOST_FROM_MERIDIAN_METRES = 2_500_000
const MOST_NORTHING_METRES = 7_000_000

type Inverse = (metres: [number, number]) => [number, number]
const INVERSES = new Map<number, Inverse>()

const inverseOf = (meridian: number): Inverse => {
  const known = INVERSES.get(meridian)
  if (known) return known
  const { inverse } = proj4(
    `+proj=tmerc +lat_0=0 +lon_0=${meridian} +k=1 +x_0=${FALSE_EASTING_METRES} +y_0=0 +ellps=GRS80 +units=m`,
  )
  INVERSES.set(meridian, inverse)
  return inverse
}

/** @param easting with the zone's number, where it has one. @returns `null` outside the zone. */
export const placeInZone = (
  northing: number,
  easting: number,
  { number, meridian }: Zone,
): LonLat | null => {
  const x = easting - (number ?? 0) * METRES_PER_ZONE
  const isOutside =
    northing < 0 ||
    northing > MOST_NORTHING_METRES ||
    Math.abs(x - FALSE_EASTING_METRES) > MOST_FROM_MERIDIAN_METRES
  if (isOutside) return null
  return inverseOf(meridian)([x, northing])
}

const middleOf = ([west, , east]: Bbox): number => (west + east) / 2

/** The zones without a number that a region may be measured in, the likeliest first. */
export const zonesWithoutNumber = (region: Bbox): Zone[] => {
  const nearest = Math.round(middleOf(region) / 3) * 3
  const six = Math.floor(middleOf(region) / 6) * 6 + 3
  const of = (width: 3 | 6, meridian: number): Zone => ({ width, number: null, meridian })
  return [of(3, nearest), of(6, six), of(3, nearest - 3), of(3, nearest + 3)].filter(
    ({ meridian }, index, all) => all.findIndex((each) => each.meridian === meridian) === index,
  )
}

/** The numbered zones that a region lies in. */
export const zonesOfRegion = ([west, , east]: Bbox): Zone[] =>
  [...Array(ZONES_OF_THREE.last + 1).keys()].flatMap((number) => {
    const zone = zoneOfNumber(number)
    if (!zone) return []
    const half = zone.width / 2
    return zone.meridian + half > west && zone.meridian - half < east ? [zone] : []
  })

/** The first zone without a number in which metres lie in the region; else the likeliest. */
export const zoneFitting = (northing: number, easting: number, region: Bbox): Zone => {
  const zones = zonesWithoutNumber(region)
  const fitting = zones.find((zone) => {
    const place = placeInZone(northing, easting, zone)
    return place !== null && containsLonLat(region, ...place)
  })
  return fitting ?? zones[0]!
}

/** UTM's zone of a region. */
export const utmZoneOf = (region: Bbox): number => Math.floor((middleOf(region) + 180) / 6) + 1
