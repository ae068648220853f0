/** Where stations could be built or changed, and why the planner's limits leave a place out. */
import booleanPointInPolygon from '@turf/boolean-point-in-polygon'
import { haversineMetres, type LonLat } from '../../../data/geometry.ts'
import type { SiteKind } from '../../../data/site-kinds.ts'
import type { LeftOutReason, SiteReference, SitingQuery } from '../../../data/siting.ts'
import { cellPosition } from '../coverage/demand.ts'
import type { PlanningData } from '../coverage/planning-data.ts'
import type { EffectiveStation } from '../coverage/stations.ts'
import type { Reason } from '../eligibility.ts'

interface NamedPlace {
  readonly name: string
  readonly nameEn: string | null
  readonly position: LonLat
  /** Demand cell that it stands for, if any. */
  readonly cell?: number
}

/** Where a new station may stand, or what may be done at one that is there. */
export interface SiteCandidate extends NamedPlace {
  readonly kind: SiteKind
  /** Place in the list of stations of the one that is changed; null for a new site. */
  readonly station: number | null
  readonly stationId: string | null
  readonly turnoutSeconds: number
  readonly townCode: string
  readonly countyCode: string
  /** The planner wants it. */
  readonly isMust: boolean
}

/** Reasons that a change takes away; a new site has none. */
const TAKES_AWAY: Readonly<Record<SiteKind, readonly Reason['code'][]>> = {
  'new-site': [],
  'longer-hours': ['off-duty', 'no-crew'],
  'more-crew': ['no-crew'],
  upgrade: ['equipment-short', 'filtered-out'],
}

/** Whether the change makes a station count that did not. */
export const isOpenedBy = (kind: SiteKind, { isRemoved, reasons }: EffectiveStation): boolean =>
  !isRemoved && reasons.length > 0 && reasons.every(({ code }) => TAKES_AWAY[kind].includes(code))

type Area = NonNullable<SitingQuery['candidates']['area']>

const isInside = ([longitude, latitude]: LonLat, area: Area): boolean =>
  booleanPointInPolygon([longitude, latitude], area)

const isWithin = (metres: number, [longitude, latitude]: LonLat, places: readonly LonLat[]) =>
  places.some((place) => haversineMetres(longitude, latitude, ...place) <= metres)

/**
 * Demand cells, the most populous first; named by their town, which says where without inventing.
 */
const cellSites = ({ demand, towns }: PlanningData): NamedPlace[] => {
  const names = new Map(towns.map((town) => [town.code, town]))
  return [...demand.people.keys()]
    .sort((a, b) => demand.people[b]! - demand.people[a]! || a - b)
    .map((cell) => {
      const { code } = demand.towns[demand.town[cell]!]!
      const { name = code, nameEn = null } = names.get(code) ?? {}
      return { name, nameEn, position: cellPosition(demand, cell), cell }
    })
}

/** Metres within which a place named in a question is the candidate's. */
const SAME_PLACE_METRES = 1

/** Whether a question means this candidate: the station, or a place within a metre. */
export const isSamePlace = (
  reference: SiteReference,
  { position, stationId }: Pick<SiteCandidate, 'position' | 'stationId'>,
): boolean =>
  'stationId' in reference
    ? reference.stationId === stationId
    : stationId === null && isWithin(SAME_PLACE_METRES, position, [[reference.lon, reference.lat]])

/** Why the planner's limits leave a place out; null where they do not. */
export const limitOf = (
  { candidates, forbid }: SitingQuery,
  { townSeats }: PlanningData,
  stations: readonly EffectiveStation[],
): ((candidate: SiteCandidate) => LeftOutReason | null) => {
  const { area, exclude, nearTownsMetres, awayFromStationsMetres, settlements } = candidates
  const seats = townSeats.map(({ position }) => position)
  const standing = stations.flatMap(({ isRemoved, position }) => (isRemoved ? [] : [position]))
  return (candidate) => {
    const { position, cell, isMust, kind } = candidate
    if (isMust) return null
    if (forbid.some((each) => isSamePlace(each, candidate))) return 'forbidden'
    if (cell !== undefined && !settlements) return 'not-offered'
    const isOutside = area !== null && !isInside(position, area)
    if (isOutside || exclude.some((each) => isInside(position, each))) return 'excluded'
    if (nearTownsMetres !== null && !isWithin(nearTownsMetres, position, seats)) {
      return 'far-from-towns'
    }
    const isNear =
      kind === 'new-site' &&
      awayFromStationsMetres !== null &&
      isWithin(awayFromStationsMetres, position, standing)
    return isNear ? 'near-stations' : null
  }
}

/** The change that makes a station count at one of the moments at least; null: none does. */
const changeOf = (
  { candidates }: SitingQuery,
  atMoments: readonly EffectiveStation[],
  isAskedFor: boolean,
): SiteKind | null => {
  const offered: readonly (readonly [SiteKind, boolean])[] = [
    ['more-crew', candidates.moreCrew],
    ['longer-hours', candidates.longerHours],
    ['upgrade', candidates.upgrades],
  ]
  const [kind = null] = offered
    .filter(([each, isOffered]) => {
      const wins = atMoments.some((station) => isOpenedBy(each, station))
      return wins && (isOffered || isAskedFor)
    })
    .map(([each]) => each)
  return kind
}

/**
 * What the planner offers: places of one's own and those that must be, stations that may be
 * changed, seats of towns, then every demand cell, the most populous first.
 * @param atMoments the stations at each moment of the question, in the same order.
 */
export const offeredSites = (
  query: SitingQuery,
  data: PlanningData,
  atMoments: readonly (readonly EffectiveStation[])[],
): SiteCandidate[] => {
  const { candidates, turnoutSeconds, must } = query
  const { demand } = data
  const townAt = (position: LonLat, cell?: number) => {
    const { code: townCode = '', countyCode = '' } =
      demand.towns[demand.town[cell ?? nearestCell(demand.lonLat, position)]!] ?? {}
    return { townCode, countyCode }
  }
  const newSite = (place: NamedPlace): SiteCandidate => {
    const added = { kind: 'new-site', station: null, stationId: null, isMust: false } as const
    return { ...added, ...place, ...townAt(place.position, place.cell), turnoutSeconds }
  }
  const named = (
    list: readonly Extract<SiteReference, { lon: number }>[],
    [zh, en]: readonly [string, string],
  ): SiteCandidate[] =>
    list.map(({ name, lon, lat }, index) =>
      newSite({
        name: name ?? `${zh} ${index + 1}`,
        nameEn: name ?? `${en} ${index + 1}`,
        position: [lon, lat],
      }),
    )
  const wanted = new Set(must.flatMap((each) => ('stationId' in each ? [each.stationId] : [])))
  // Those that the scenario adds are as the question wants them already.
  const present = (atMoments[0] ?? []).slice(0, data.stations.length)
  const changes = present.flatMap((station): SiteCandidate[] => {
    const { id: stationId, index, name, nameEn, position, turnoutSeconds: own } = station
    const isMust = wanted.has(stationId)
    const everyMoment = atMoments.map((stations) => stations[index]!)
    const kind = changeOf(query, everyMoment, isMust)
    if (kind === null) return []
    const place = { name, nameEn, position, ...townAt(position) }
    return [{ kind, station: index, stationId, isMust, ...place, turnoutSeconds: own }]
  })
  const sites = [
    ...named(candidates.points, ['候选点', 'Candidate']),
    ...changes,
    ...(candidates.towns ? data.townSeats : []).map(newSite),
    ...cellSites(data).map(newSite),
  ]
  const places = must.flatMap((each) => ('stationId' in each ? [] : [each]))
  const isAmong = places.map((place) => sites.findIndex((site) => isSamePlace(place, site)))
  for (const index of isAmong) if (index >= 0) sites[index] = { ...sites[index]!, isMust: true }
  const others = named(
    places.filter((_, i) => isAmong[i]! < 0),
    ['必选点', 'Required site'],
  )
  return [...others.map((site) => ({ ...site, isMust: true })), ...sites]
}

/** The demand cell whose people are nearest to a place. */
const nearestCell = (lonLat: Float64Array, [longitude, latitude]: LonLat): number => {
  let [nearest, least] = [0, Number.POSITIVE_INFINITY]
  for (let cell = 0; cell * 2 < lonLat.length; cell++) {
    const metres = haversineMetres(longitude, latitude, lonLat[cell * 2]!, lonLat[cell * 2 + 1]!)
    if (metres < least) [nearest, least] = [cell, metres]
  }
  return nearest
}

/** Cells that are no candidates, by reason. */
export class LeftOut {
  readonly #people: Float64Array
  readonly #found = new Map<LeftOutReason, { cells: number; people: number }>()

  constructor(people: Float64Array) {
    this.#people = people
  }

  add(reason: LeftOutReason, { cell }: SiteCandidate): void {
    if (cell === undefined) return
    const { cells, people } = this.#found.get(reason) ?? { cells: 0, people: 0 }
    this.#found.set(reason, { cells: cells + 1, people: people + this.#people[cell]! })
  }

  get list() {
    return [...this.#found].map(([reason, { cells, people }]) => ({
      reason,
      cells,
      people: Math.round(people),
    }))
  }
}
