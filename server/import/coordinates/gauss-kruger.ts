/** Gauss-Krüger metres of CGCS2000 in any zone of China, of three degrees or six, with its number or without. */
import proj4 from 'proj4'
import { type Bbox, containsLonLat, type LonLat } from '../../../data/geometry.ts'
import { ZONES, type Zone, zonesOfBox } from '../../features/zones.ts'

/** The zone of a number; `null` for one that China does not lie in. */
export const zoneOfNumber = (number: number): Zone | null =>
  ZONES.find((zone) => zone.number === number) ?? null

export const epsgOf = ({ width, number, meridian }: Zone): number =>
  ZONES.find(
    (each) => each.width === width && each.number === number && each.meridian === meridian,
  )!.epsg

const FALSE_EASTING_METRES = 500_000
const METRES_PER_ZONE = 1_000_000
/** Beyond these a zone is not in use. */
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
export const zonesOfRegion = (region: Bbox): Zone[] =>
  zonesOfBox(region).filter(({ number }) => number !== null)

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
