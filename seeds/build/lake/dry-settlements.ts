/** Settlements that the lake has covered, on roads of their counties that it has left. */
import {
  type Bbox,
  bboxOfPlaces,
  containsLonLat,
  type LonLat,
  METRES_PER_DEGREE,
} from '../../../data/geometry.ts'
import { ROAD_CLASSES } from '../../../data/road-class.ts'
import { draftLonLats, type NetworkDraft } from '../../../server/network/draft.ts'
import type { FeatureOf } from '../../../server/store/features.ts'
import { lineMetres, metresBetween, placeAlong, pointAt } from '../resources/plane.ts'
import type { Region } from '../resources/region.ts'
import { placesOf } from './dry-roads.ts'
import type { ShownWater } from './shown-water.ts'

type Settlement = FeatureOf<'settlements'>

/** Settlements keep so far from each other. */
const APART_METRES = 250
/** New places are looked for so far from water. */
export const SHORE_METRES = 100
/** A place on a road about every so many metres. */
const ROAD_STEP_METRES = 100
/** Most places are found so near; farther ones are looked at where none is. */
const FIRST_REACH_METRES = 2000
/** Roads farther from what was covered are not looked at. */
const AROUND_DEGREES = 0.1

const placeOf = ({ geometry }: Settlement): LonLat => geometry.coordinates as unknown as LonLat

/** Whether two places are this near each other; decided by their latitudes alone where these suffice. */
const isWithin = (metres: number, a: LonLat, b: LonLat): boolean =>
  Math.abs(a[1] - b[1]) * METRES_PER_DEGREE < metres && metresBetween(a, b) < metres

const placesAlong = (numbers: readonly number[]): LonLat[] => {
  const line = placesOf(numbers)
  const steps = Math.ceil(lineMetres(line) / ROAD_STEP_METRES)
  return Array.from({ length: steps }, (_, i) => placeAlong(line, i * ROAD_STEP_METRES))
}

const boxAround = (places: readonly LonLat[]): Bbox => {
  const [west, south, east, north] = bboxOfPlaces(places)
  return [
    west - AROUND_DEGREES,
    south - AROUND_DEGREES,
    east + AROUND_DEGREES,
    north + AROUND_DEGREES,
  ]
}

/** The dry place of a county on a road that is nearest to a place, of those that are free. */
type NearestRoad = (
  countyCode: string,
  from: LonLat,
  isFree?: (place: LonLat) => boolean,
) => LonLat | undefined

const createNearestRoad = (draft: NetworkDraft, region: Region, box: Bbox): NearestRoad => {
  const roads = draft.segments
    .filter(({ roadClass, structure }) => {
      return structure === 0 && !ROAD_CLASSES[roadClass].controlledAccess
    })
    .flatMap((segment) => placesAlong(draftLonLats(draft, segment)))
    .filter((place) => containsLonLat(box, ...place))
  return (countyCode, from, isFree = () => true) => {
    for (let reach = FIRST_REACH_METRES; ; reach *= 2) {
      const near = roads.filter((place) => isWithin(reach, from, place))
      const found = near
        .map((place) => ({ place, metres: metresBetween(from, place) }))
        .sort((a, b) => a.metres - b.metres)
        .find(
          ({ place }) =>
            isFree(place) &&
            region.countyAt(place)?.code === countyCode &&
            !region.isWater(place, SHORE_METRES),
        )
      if (found || near.length === roads.length) return found?.place
    }
  }
}

export interface DrySettlements {
  readonly settlements: readonly Settlement[]
  /** Whence and whither those went that the lake has covered. */
  readonly moves: readonly { readonly from: LonLat; readonly to: LonLat }[]
  readonly nearestRoad: NearestRoad
}

/** @param draft the roads that are left. @throws Error where a settlement finds no place. */
export const drySettlements = (
  settlements: readonly Settlement[],
  draft: NetworkDraft,
  { region, isInLake }: ShownWater,
): DrySettlements => {
  const places = settlements.map(placeOf)
  const covered = places.filter(isInLake)
  if (covered.length === 0)
    return { settlements, moves: [], nearestRoad: createNearestRoad(draft, region, [0, 0, 0, 0]) }
  const box = boxAround(covered)
  const nearestRoad = createNearestRoad(draft, region, box)
  const others = places.filter((place) => containsLonLat(box, ...place) && !isInLake(place))
  const moves: { from: LonLat; to: LonLat }[] = []
  const dry = settlements.map((settlement) => {
    const from = placeOf(settlement)
    if (!isInLake(from)) return settlement
    const isApart = (place: LonLat): boolean =>
      !others.some((other) => isWithin(APART_METRES, other, place))
    const to = nearestRoad(settlement.properties.countyCode, from, isApart)
    if (!to) throw new Error(`${settlement.id} finds no dry place`)
    others.push(to)
    moves.push({ from, to })
    return { ...settlement, geometry: pointAt(to) }
  })
  return { settlements: dry, moves, nearestRoad }
}
