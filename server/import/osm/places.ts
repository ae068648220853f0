/** Where named places lie that are drawn as ways and areas, and what road a kilometre post is of. */
import { haversineMetres, type LonLat, roundedDegrees } from '../../../data/geometry.ts'
import type { DistancePost, NamedPlace } from '../../../data/named-place.ts'
import type { RoadGraph } from '../../network/graph.ts'
import { indexSegments, snapToRoad } from '../../network/snap.ts'
import type { Tags } from './elements.ts'
import type { PlaceDescription } from './place-tags.ts'

/** A stretch between two corners. */
type Side = readonly [from: LonLat, to: LonLat]

const sidesOf = (line: readonly LonLat[]): Side[] =>
  line.slice(1).map((to, i): Side => [line[i]!, to])

/**
 * A place within what the lines enclose, holes left out: in the middle of the widest stretch inside
 * at half height. The lines need not be in order; where they do not close, the mean of their corners.
 */
export const placeWithin = (lines: readonly (readonly LonLat[])[]): LonLat | null => {
  const corners = lines.flat()
  if (corners.length === 0) return null
  const mean = (axis: 0 | 1): number =>
    corners.reduce((sum, corner) => sum + corner[axis], 0) / corners.length
  const latitudes = corners.map(([, latitude]) => latitude)
  const south = latitudes.reduce((a, b) => Math.min(a, b))
  const north = latitudes.reduce((a, b) => Math.max(a, b))
  const latitude = (south + north) / 2
  const crossings = lines
    .flatMap(sidesOf)
    .filter(([a, b]) => a[1] > latitude !== b[1] > latitude)
    .map(([a, b]) => a[0] + ((latitude - a[1]) / (b[1] - a[1])) * (b[0] - a[0]))
    .sort((a, b) => a - b)
  if (crossings.length === 0 || crossings.length % 2 === 1) return [mean(0), mean(1)]
  let widest: readonly [number, number] = [crossings[0]!, crossings[1]!]
  for (let i = 2; i < crossings.length; i += 2) {
    const [west, east] = [crossings[i]!, crossings[i + 1]!]
    if (east - west > widest[1] - widest[0]) widest = [west, east]
  }
  return [(widest[0] + widest[1]) / 2, latitude]
}

/** A place with the lines that it is drawn with. */
export interface DrawnPlace {
  readonly description: PlaceDescription
  readonly lines: readonly (readonly LonLat[])[]
}

/** Of a river that goes by one name one place is kept in each square of so many degrees. */
const PART_OF_RIVER_DEGREES = 0.1

const isClosed = (line: readonly LonLat[]): boolean => {
  const [first, last] = [line[0], line.at(-1)]
  return line.length > 3 && first![0] === last![0] && first![1] === last![1]
}

const metresOf = (line: readonly LonLat[]): number =>
  sidesOf(line).reduce((sum, [a, b]) => sum + haversineMetres(...a, ...b), 0)

const placed = (description: PlaceDescription, [longitude, latitude]: LonLat): NamedPlace => ({
  ...description,
  longitude: roundedDegrees(longitude),
  latitude: roundedDegrees(latitude),
})

/** Drawn places where they lie; rivers come as many lines of one name and are thinned out. */
export const placesDrawn = (drawn: Iterable<DrawnPlace>): NamedPlace[] => {
  const places: NamedPlace[] = []
  const parts = new Map<string, { metres: number; place: NamedPlace }>()
  for (const { description, lines } of drawn) {
    const [line] = lines
    if (!line || line.length === 0) continue
    if (lines.length > 1 || isClosed(line)) {
      places.push(placed(description, placeWithin(lines)!))
      continue
    }
    const place = placed(description, line[Math.floor(line.length / 2)]!)
    if (description.kind !== 'river') {
      places.push(place)
      continue
    }
    const square = [place.longitude, place.latitude].map((degrees) =>
      Math.floor(degrees / PART_OF_RIVER_DEGREES),
    )
    const key = `${description.name} ${square}`
    const metres = metresOf(line)
    if (metres > (parts.get(key)?.metres ?? -1)) parts.set(key, { metres, place })
  }
  return [...places, ...[...parts.values()].map(({ place }) => place)]
}

export interface Milestone {
  readonly tags: Tags
  readonly longitude: number
  readonly latitude: number
}

const KILOMETRES_PER_MILE = 1.609_344
/** A post stands beside its road; farther away, it is that of another. */
const BESIDE_ROAD_METRES = 30
const METRES_PER_KILOMETRE = 1000
/** G327, S104, G1511, but not K12. */
const ROAD_NUMBER = /^[A-JL-Z]{1,2}\d{1,4}[A-Z]?$/i

/** Kilometres in `12`, `12.3 km`, `K12+300`, `7 mi`; `null` when it is none of these. */
export const parseKilometre = (value: string): number | null => {
  const match = /^K?(\d+(?:[.,]\d+)?)(?:\+(\d{1,3}))?\s*(km|mi)?$/i.exec(value.trim())
  if (!match) return null
  const [, whole = '', metres = '0', unit = ''] = match
  const value_ = Number(whole.replace(',', '.')) + Number(metres) / METRES_PER_KILOMETRE
  return unit.toLowerCase() === 'mi' ? value_ * KILOMETRES_PER_MILE : value_
}

const kilometreOf = ({ distance, pk, ref }: Tags): number | null => {
  for (const value of [distance, pk, ref]) {
    const kilometre = value === undefined ? null : parseKilometre(value)
    if (kilometre !== null) return kilometre
  }
  return null
}

/** Posts with the road that they stand on; those without a road or a figure are left out. */
export const distancePostsOf = (
  graph: RoadGraph,
  milestones: readonly Milestone[],
): DistancePost[] => {
  if (milestones.length === 0) return []
  const index = indexSegments(graph)
  return milestones.flatMap(({ tags, longitude, latitude }) => {
    const kilometre = kilometreOf(tags)
    const snap = snapToRoad(graph, index, longitude, latitude, BESIDE_ROAD_METRES, () => true)
    const own = [tags.ref, tags['highway:ref'], tags['road:ref']]
      .map((ref) => ref?.replaceAll(/\s/g, '').toUpperCase() ?? '')
      .find((ref) => ROAD_NUMBER.test(ref))
    const roadName = snap ? graph.names[graph.segmentName[snap.segment]!]! : ''
    const roadRef = own ?? (snap ? graph.names[graph.segmentRef[snap.segment]!]! : '')
    if (kilometre === null || (roadName === '' && roadRef === '')) return []
    const direction = tags.direction ?? tags.carriageway_ref ?? null
    return [
      {
        roadName,
        roadRef,
        kilometre,
        direction,
        longitude: roundedDegrees(longitude),
        latitude: roundedDegrees(latitude),
      },
    ]
  })
}
