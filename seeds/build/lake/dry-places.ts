/** What stood where the lake is now, each at the nearest place that suits it; all else stays as it was. */
import type { LonLat } from '../../../data/geometry.ts'
import type { NetworkDraft } from '../../../server/network/draft.ts'
import type { FeatureOf, Replacements } from '../../../server/store/features.ts'
import { randomOf } from '../random.ts'
import {
  eastNorthOf,
  finePointAt,
  lineMetres,
  metresBetween,
  moved,
  rounded,
} from '../resources/plane.ts'
import { createRoadside } from '../resources/roadside.ts'
import { type DrySettlements, drySettlements, SHORE_METRES } from './dry-settlements.ts'
import type { ShownWater } from './shown-water.ts'

type Feature = FeatureOf<'stations' | 'information-officers' | 'levees'>
/** A new place, and the address where that has changed too. */
type Move = (feature: Feature, from: LonLat) => { to: LonLat; address?: string } | null

/** What belongs to a settlement stands no farther from its middle: 60 m east and north at most. */
const BESIDE_METRES = 90
/** The shore is looked for in so many directions, in such steps, and so far. */
const DIRECTIONS = 32
const STEP_METRES = 25
const REACH_METRES = 15_000
const BESIDE_ROADS: readonly string[] = ['stations', 'stockpiles']
const SHOWN: readonly string[] = ['lakes', 'rivers', 'settlements']

/** Beside the nearest road of its county; the road that its address named may be gone. */
const besideRoad = (
  { region }: ShownWater,
  draft: NetworkDraft,
  { settlements, nearestRoad }: DrySettlements,
): Move => {
  const roadside = createRoadside(draft)
  return ({ id, properties: { countyCode } }, from) => {
    const near = nearestRoad(countyCode, from)
    if (!near) return null
    // A sequence of its own: no other draw changes.
    const plot = roadside.plot(randomOf(`dry ${id}`), {
      near,
      withinMetres: SHORE_METRES,
      isAllowed: (place) =>
        region.countyAt(place)?.code === countyCode && !region.isWater(place, 0),
    })
    if (!plot) return null
    const metres = settlements.map(({ geometry }) =>
      metresBetween(geometry.coordinates as unknown as LonLat, plot.place),
    )
    const { name } = settlements[metres.indexOf(Math.min(...metres))]!.properties
    return { to: plot.place, address: `${region.county(countyCode).nameZh}${name}附近` }
  }
}

/** With the settlement that it belongs to, or else on the nearest shore of its county. */
const withSettlement =
  ({ region, isInLake }: ShownWater, { moves }: DrySettlements): Move =>
  ({ properties: { countyCode } }, from) => {
    const isIn = (place: LonLat): boolean => region.countyAt(place)?.code === countyCode
    const move = moves.find((each) => metresBetween(each.from, from) < BESIDE_METRES)
    if (move) {
      const beside = moved(move.to, ...eastNorthOf(move.from, from))
      return { to: isIn(beside) && !region.isWater(beside, 0) ? beside : move.to }
    }
    for (let metres = STEP_METRES; metres < REACH_METRES; metres += STEP_METRES) {
      for (let direction = 0; direction < DIRECTIONS; direction++) {
        const angle = (2 * Math.PI * direction) / DIRECTIONS
        const to = moved(from, Math.cos(angle) * metres, Math.sin(angle) * metres)
        if (!isInLake(to) && isIn(to)) return { to }
      }
    }
    return null
  }

/** @param draft the roads that are left. @throws Error where something finds no place. */
export const dryPlaces = (
  features: Replacements,
  draft: NetworkDraft,
  shown: ShownWater,
): Replacements => {
  const { isInLake, meetsLake, outsideLake } = shown
  const settled = drySettlements(features.settlements ?? [], draft, shown)
  const [byRoad, bySettlement] = [besideRoad(shown, draft, settled), withSettlement(shown, settled)]
  const dried = (collection: string, feature: Feature): Feature => {
    const { id, geometry, properties } = feature
    const none = new Error(`${collection} ${id} finds no dry place`)
    if (geometry.type === 'Point') {
      const from: LonLat = [geometry.coordinates[0]!, geometry.coordinates[1]!]
      if (!isInLake(from)) return feature
      const move = (BESIDE_ROADS.includes(collection) ? byRoad : bySettlement)(feature, from)
      if (!move) throw none
      const { to, ...changed } = move
      const told = { ...properties, ...changed }
      return { ...feature, geometry: finePointAt(to), properties: told } as Feature
    }
    if (geometry.type !== 'LineString' || !meetsLake(geometry.coordinates)) return feature
    const line = outsideLake(geometry.coordinates)
    if (!line) throw none
    return {
      ...feature,
      geometry: { ...geometry, coordinates: line.map(rounded) },
      properties: { ...properties, lengthMetres: Math.round(lineMetres(line)) },
    } as Feature
  }
  const others = Object.entries(features)
    .filter(([collection]) => !SHOWN.includes(collection))
    .map(([collection, all]) => [
      collection,
      (all as readonly Feature[]).map((feature) => dried(collection, feature)),
    ])
  return { ...features, ...Object.fromEntries(others), settlements: settled.settlements }
}
