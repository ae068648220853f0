/** The areas of a message on the map: its own shapes, or the outlines of the counties and towns that it means. */
import {
  type Area,
  haversineMetres,
  type LonLat,
  METRES_PER_DEGREE,
  polygonsOf,
} from '../../../data/geometry.ts'
import { type MessageArea, WARNING_LIMITS } from '../../../data/warning.ts'
import { type KnownPlace, type KnownPlaces, placesMeant } from '../../import/cap/area-places.ts'
import type { CapArea } from '../../import/cap/read-cap.ts'
import type { Snapshot } from '../../store/store.ts'
import { regionName } from '../region/region.ts'
import type { Registers } from '../registers.ts'

type Polygon = [longitude: number, latitude: number][][]

/** Counties and towns by name and code, with what stands for each of them on the map. */
export interface Directory extends KnownPlaces {
  readonly outlineOf: (place: KnownPlace) => readonly Polygon[]
}

/** Half the width of a village, and of a town of which no village is known. */
const VILLAGE_METRES = 700
const TOWN_METRES = 2500
const CORNERS = 8

const around = ([longitude, latitude]: LonLat, metres: number): LonLat[] => {
  const degrees = metres / METRES_PER_DEGREE
  const stretch = Math.cos((latitude * Math.PI) / 180)
  return Array.from({ length: CORNERS }, (_, corner) => {
    const angle = (2 * Math.PI * corner) / CORNERS
    return [longitude + (degrees * Math.cos(angle)) / stretch, latitude + degrees * Math.sin(angle)]
  })
}

/** The convex hull, counterclockwise and closed (monotone chain; Andrew 1979). */
const hullOf = (places: readonly LonLat[]): [number, number][] => {
  const sorted = [...places].sort((a, b) => a[0] - b[0] || a[1] - b[1])
  const half = (all: readonly LonLat[]): LonLat[] => {
    const chain: LonLat[] = []
    for (const place of all) {
      for (;;) {
        const [a, b] = [chain.at(-2), chain.at(-1)]
        if (!a || !b) break
        if ((b[0] - a[0]) * (place[1] - a[1]) - (b[1] - a[1]) * (place[0] - a[0]) > 0) break
        chain.pop()
      }
      chain.push(place)
    }
    return chain.slice(0, -1)
  }
  const ring = [...half(sorted), ...half(sorted.reverse())]
  return [...ring, ring[0]!].map(([longitude, latitude]) => [longitude, latitude])
}

/** A village that a register has far from its town does not stretch the town to itself. */
const FARTHEST_METRES = 20_000

const townOutline = (seat: LonLat, villages: readonly LonLat[]): Polygon => {
  const near = villages.filter((village) => haversineMetres(...seat, ...village) < FARTHEST_METRES)
  const metres = near.length > 0 ? VILLAGE_METRES : TOWN_METRES
  return [hullOf([seat, ...near].flatMap((place) => around(place, metres)))]
}

export const readDirectory = (registers: Registers, snapshot: Snapshot): Promise<Directory> =>
  registers.memo.get(
    snapshot,
    'places of messages',
    ['counties', 'towns', 'settlements', 'region'],
    async () => {
      const region = await regionName(snapshot, registers)
      const counties = await registers.features(snapshot, 'counties')
      const towns = await registers.features(snapshot, 'towns')
      const settlements = await registers.features(snapshot, 'settlements')
      const outlines = new Map<string, () => Polygon[]>()
      for (const { geometry, properties } of counties)
        outlines.set(properties.code, () => polygonsOf(geometry))
      const villagesOf = Map.groupBy(settlements, ({ properties }) => properties.townCode)
      for (const { geometry, properties } of towns) {
        if (geometry.type !== 'Point') continue
        const villages = (villagesOf.get(properties.code) ?? []).flatMap(({ geometry: village }) =>
          village.type === 'Point' ? [village.coordinates] : [],
        )
        outlines.set(properties.code, () => [townOutline(geometry.coordinates, villages)])
      }
      const placeOf = (
        { code, name, nameEn }: { code: string; name: string; nameEn: string | null },
        countyCode: string | null,
      ): KnownPlace => ({ code, name, nameEn, countyCode })
      return {
        region: region ? [region.name] : [],
        counties: counties.map(({ properties }) => placeOf(properties, null)),
        towns: towns.map(({ properties }) => placeOf(properties, properties.countyCode)),
        outlineOf: ({ code }) => outlines.get(code)?.() ?? [],
      }
    },
  )

/** Every so many corners of a ring; first and last stay. */
const thinned = (ring: Polygon[number], step: number): Polygon[number] =>
  step <= 1 || ring.length <= 4 * step
    ? ring
    : [...ring.slice(0, -1).filter((_, at) => at % step === 0), ring.at(-1)!]

/** A bureau's own outlines may be finer than what every desk loads again and again. */
const withinLimits = (polygons: readonly Polygon[], areas: readonly MessageArea[]): Polygon[] => {
  const corners = polygons.flat().reduce((sum, ring) => sum + ring.length, 0)
  const isOutline = areas.flatMap(({ polygons: own, places }) => [
    ...Array.from({ length: own }, () => false),
    ...places.flatMap((place) => Array.from({ length: place.polygons }, () => true)),
  ])
  const step = Math.ceil(corners / WARNING_LIMITS.mostAreaCorners)
  return polygons.map((polygon, at) =>
    isOutline[at] ? polygon.map((ring) => thinned(ring, step)) : [...polygon],
  )
}

interface MappedAreas {
  /** Null where nothing can be mapped. */
  readonly area: Area | null
  readonly areas: MessageArea[]
}

/** The areas of one info on the map, and of each what stands for it. */
export const mapAreas = (directory: Directory, areas: readonly CapArea[]): MappedAreas => {
  const polygons: Polygon[] = []
  const told = areas.map((area): MessageArea => {
    const { text, codes, rings, unreadable } = area
    const named = { text, codes: codes.map(({ system, value }) => `${system} ${value}`.trim()) }
    const lost = unreadable.map((shape) => `${text}（${shape}）`)
    if (rings.length > 0) {
      polygons.push(...rings.map((ring): Polygon => [[...ring]]))
      return { ...named, by: 'shape', places: [], unknown: lost, polygons: rings.length }
    }
    const { by, places, unknown } = placesMeant(directory, area)
    const outlined = places.map(({ code, name, nameEn, countyCode }, at) => {
      const outline = directory.outlineOf(places[at]!)
      polygons.push(...outline)
      return { code, name, nameEn, isTown: countyCode !== null, polygons: outline.length }
    })
    return { ...named, by, places: outlined, unknown: [...unknown, ...lost], polygons: 0 }
  })
  const drawn = withinLimits(polygons, told)
  return {
    area: drawn.length === 0 ? null : { type: 'MultiPolygon', coordinates: drawn },
    areas: told,
  }
}

/** What of a message's areas is not on the map, as it calls it. */
export const unmappedIn = (areas: readonly MessageArea[]): string[] =>
  areas.flatMap(({ text, codes, by, unknown }) => {
    if (by !== 'none' || unknown.length > 0) return unknown
    return [codes.length > 0 ? `${text}（${codes.join('、')}）` : text]
  })
