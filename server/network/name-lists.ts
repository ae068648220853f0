/** What the source of a network names beside its roads, as the network file holds it: rows of values as JSON. */
import type {
  DistancePost,
  DrawnWater,
  NamedPlace,
  NamedPlaceKind,
} from '../../data/named-place.ts'
import type { GraphNames, NameReaders, RoadGraph } from './graph.ts'

/** A place and a post as rows of values: half the bytes of objects. */
type PlaceRow = readonly [
  name: string,
  nameEn: string | null,
  otherNames: readonly string[],
  kind: NamedPlaceKind,
  longitude: number,
  latitude: number,
  address: string | null,
]
type PostRow = readonly [
  roadName: string,
  roadRef: string,
  kilometre: number,
  direction: string | null,
  longitude: number,
  latitude: number,
]

/** A line as the only ring of the only polygon. */
type WaterRow = readonly [
  name: string,
  nameEn: string | null,
  coordinates: [number, number][][][],
  isLine: 0 | 1,
]

const NAME_LISTS = {
  places: {
    write: ({ places }: RoadGraph): PlaceRow[] =>
      places.map((place) => [
        place.name,
        place.nameEn,
        place.otherNames,
        place.kind,
        place.longitude,
        place.latitude,
        place.address,
      ]),
    read: (rows: readonly PlaceRow[]): NamedPlace[] =>
      rows.map(([name, nameEn, otherNames, kind, longitude, latitude, address]) => ({
        name,
        nameEn,
        otherNames,
        kind,
        longitude,
        latitude,
        address,
      })),
  },
  distancePosts: {
    write: ({ distancePosts }: RoadGraph): PostRow[] =>
      distancePosts.map((post) => [
        post.roadName,
        post.roadRef,
        post.kilometre,
        post.direction,
        post.longitude,
        post.latitude,
      ]),
    read: (rows: readonly PostRow[]): DistancePost[] =>
      rows.map(([roadName, roadRef, kilometre, direction, longitude, latitude]) => ({
        roadName,
        roadRef,
        kilometre,
        direction,
        longitude,
        latitude,
      })),
  },
  waters: {
    write: ({ waters }: RoadGraph): WaterRow[] =>
      waters.map(({ name, nameEn, geometry }) => [
        name,
        nameEn,
        geometry.type === 'LineString' ? [[geometry.coordinates]] : geometry.coordinates,
        geometry.type === 'LineString' ? 1 : 0,
      ]),
    read: (rows: readonly WaterRow[]): DrawnWater[] =>
      rows.map(([name, nameEn, coordinates, isLine]) => ({
        ...{ name, nameEn },
        geometry: isLine
          ? { type: 'LineString', coordinates: coordinates[0]![0]! }
          : { type: 'MultiPolygon', coordinates },
      })),
  },
} as const

/** In the order of the file. */
export const NAME_LIST_NAMES = ['places', 'distancePosts', 'waters'] as const

/** No bytes where there are no rows. */
export const bytesOfNames = (graph: RoadGraph, list: keyof GraphNames): Uint8Array => {
  const rows = NAME_LISTS[list].write(graph)
  return rows.length > 0 ? new TextEncoder().encode(JSON.stringify(rows)) : new Uint8Array()
}

/** A copy first, because TextDecoder refuses shared memory. */
const rowsIn = (bytes: Uint8Array | null): never =>
  (bytes ? JSON.parse(new TextDecoder().decode(bytes.slice())) : []) as never

/** @param bytesOf asked at once for each list; null where the file has none. */
export const nameReaders = (
  bytesOf: (list: keyof GraphNames) => Uint8Array | null,
): NameReaders => {
  const places = bytesOf('places')
  const distancePosts = bytesOf('distancePosts')
  const waters = bytesOf('waters')
  return {
    places: () => NAME_LISTS.places.read(rowsIn(places)),
    distancePosts: () => NAME_LISTS.distancePosts.read(rowsIn(distancePosts)),
    waters: () => NAME_LISTS.waters.read(rowsIn(waters)),
  }
}
