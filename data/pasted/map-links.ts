/** Addresses of map services in a text: whose they are, what place they hold, and in which system. */
import type { Bilingual } from '../bilingual.ts'
import type { CoordinateSystem } from '../coordinate-system.ts'
import { isOnEarth, type LonLat } from '../geometry.ts'
import { type Axis, anglesIn } from './angles.ts'
import { MAP_SERVICES, type MapService } from './map-services.ts'

export interface LinkedPlace {
  service: Bilingual
  system: CoordinateSystem
  certainty: 'told' | 'assumed'
  /** Longitude and latitude in that system. */
  place: LonLat
  first: Axis
  /** Where the address gives no finer place: the side of the cell whose middle this is. */
  cellDegrees?: number
}

/** An address of a map service, and the place in it; else why there is none. */
export type MapLink = LinkedPlace | { service: Bilingual; missing: 'short' | 'nowhere' }

/**
 * With its scheme, or a host that is followed by a path; up to a space or the marks of a sentence. The
 * apostrophe of minutes comes before their seconds.
 */
const ADDRESS =
  /(?:geo:[-\d]|google\.navigation:|bingmaps:|(?:[a-z]+:\/\/)?(?:[\w-]+\.)+[a-z]{2,6}(?=[/?#])|(?<![a-z])(?:iosamap|androidamap|amapuri|baidumap|bdapp|qqmap|maps|comgooglemaps|om|mapsme|ge0):\/\/)(?:[^\s"'<>，。；！）】」》]|'(?=\d)|(?<=\d)，(?=[\d-]))*/gi

const decoded = (address: string): string => {
  try {
    return decodeURIComponent(address)
  } catch {
    return address
  }
}

/** Addresses that went through a form or another address as a whole, once or twice. */
const ENCODED = /[a-z]+%(?:25)?3a%(?:25)?2f%(?:25)?2f[^\s"'<>，。；！）】」》]+/gi

/** A text whose addresses can be told from what surrounds them. */
export const withPlainAddresses = (text: string): string =>
  text.replace(ENCODED, (address) => decoded(decoded(address)))

/** The larger of the two is the longitude where only one of them can be a latitude. */
const placeOf = (one: number, other: number, order: Axis): { place: LonLat; first: Axis } => {
  const first = Math.abs(one) > 90 ? 'longitude' : Math.abs(other) > 90 ? 'latitude' : order
  return { place: first === 'longitude' ? [one, other] : [other, one], first }
}

/** What stands between two slashes as degrees, minutes and seconds, which Google writes for a name. */
const anglesOfPath = (address: string): { place: LonLat; first: Axis } | null => {
  const [, written] = /\/(?:place|search)\/([^/?#]*°[^/?#]*)/.exec(address) ?? []
  const [pair, ...others] = written ? anglesIn(written.replaceAll('+', ' ')).pairs : []
  if (!pair || others.length > 0) return null
  return placeOf(pair[0].degrees, pair[1].degrees, pair[0].axis ?? 'latitude')
}

const withoutScheme = (address: string): string => address.replace(/^[a-z]+:\/\//i, '')

const readLink = (service: MapService, address: string, bd09OfMetres: BaiduMetres): MapLink => {
  const { name, certainty } = service
  const coded = service.codes?.(address)
  if (coded)
    return { service: name, system: service.system, certainty, first: 'longitude', ...coded }
  const system = service.others?.find(([pattern]) => pattern.test(address))?.[1] ?? service.system
  const written = anglesOfPath(address)
  if (written && isOnEarth(written.place)) return { service: name, system, certainty, ...written }
  for (const [pattern, order] of service.patterns) {
    const numbers = pattern
      .exec(address)
      ?.slice(1)
      .filter((each) => each !== undefined)
    if (!numbers) continue
    const [one, other] = numbers.map(Number) as [number, number]
    const isMetres = system === 'bd09' && Math.abs(one) > 180 && Math.abs(other) > 180
    // In China there are more metres from Greenwich than from the equator.
    const read = isMetres
      ? { place: bd09OfMetres([Math.max(one, other), Math.min(one, other)]), first: order }
      : placeOf(one, other, order)
    if (!isOnEarth(read.place)) continue
    return { service: name, system, certainty, ...read }
  }
  return {
    service: name,
    missing: service.short?.test(withoutScheme(address)) ? 'short' : 'nowhere',
  }
}

/** Degrees of BD-09, longitude first, from the metres of Baidu's own Mercator, easting first. */
export type BaiduMetres = (metres: LonLat) => LonLat

/** Addresses of map services in a text; others are passed over. */
export const mapLinksIn = (text: string, bd09OfMetres: BaiduMetres): MapLink[] =>
  [...text.matchAll(ADDRESS)].flatMap(([written]) => {
    // A number that was encoded twice, the comma of a Chinese keyboard, the signs of a page's text.
    const address = decoded(decoded(written)).replaceAll('，', ',').replaceAll('&amp;', '&')
    const host = /^([a-z]+):(?!\/\/)|^(?:https?:\/\/)?([^/?#:]+)/i.exec(address)
    const name = host?.[1] ?? host?.[2] ?? ''
    const service = MAP_SERVICES.find(({ hosts }) => hosts.test(name))
    return service ? [readLink(service, address, bd09OfMetres)] : []
  })

/** A text whose addresses, of maps that are not known, may be read as any text is. */
export const withDecodedAddresses = (text: string): string => text.replace(ADDRESS, decoded)

/** A text without its addresses of map services. */
export const withoutAddresses = (text: string): string => text.replace(ADDRESS, ' ')
