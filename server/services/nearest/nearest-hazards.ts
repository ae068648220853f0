/** Closures and warnings, as far as they are of concern to one answer. */
import { bboxOf, type LonLat, linesOf } from '../../../data/geometry.ts'
import type { NearestAnswer, NearestQuery, WarningAtPlace } from '../../../data/nearest.ts'
import { WARNING_LEVELS } from '../../../data/warning-kind.ts'
import { NearLines } from '../../analysis/near-lines.ts'
import { areaAt } from '../../analysis/place.ts'
import type { RoadNetwork } from '../../network/road-network.ts'
import type { Snapshot } from '../../store/store.ts'
import type { ClosedRoads, ClosureDocument } from '../hazards/closed-roads.ts'
import { isWarningActive } from '../hazards/warnings.ts'
import type { Registers } from '../registers.ts'

/** What is closed this near to the ways or the place is listed, even if it changes nothing. */
const NEAR_METRES = 1000

/**
 * Ids of the closures that changed the answer, and of those near its ways, its place and the
 * resources that are cut off by flooding.
 * @param closedOnTheWays segments that it would drive over if they were open
 */
export const thatMatter = async (
  closedRoads: ClosedRoads,
  network: RoadNetwork,
  documents: readonly ClosureDocument[],
  {
    routes,
    passedOver,
    snap,
    query: { lon, lat },
  }: Pick<NearestAnswer, 'routes' | 'passedOver' | 'snap' | 'query'>,
  closedOnTheWays: () => ReadonlySet<number>,
): Promise<ReadonlySet<string>> => {
  if (documents.length === 0) return new Set()
  const place: LonLat = [lon, lat]
  const near = new NearLines([
    snap ? [place, [snap.longitude, snap.latitude]] : [place],
    ...routes.features.map(({ geometry }) => geometry.coordinates),
    ...passedOver
      .filter(({ reasons }) => reasons.some(({ code }) => code === 'flooded'))
      .flatMap(({ geometry }) => linesOf(geometry)),
  ])
  const isNear = documents.map(({ content }) => near.isWithin(content.area, NEAR_METRES))
  const closed = closedOnTheWays()
  const far = documents.filter((_, index) => !isNear[index])
  const changing =
    closed.size === 0
      ? []
      : await Promise.all(
          far.map(async (document) => {
            const { segments } = await closedRoads.of(network, document)
            return segments.some((segment) => closed.has(segment)) ? [document.id] : []
          }),
        )
  return new Set([
    ...documents.filter((_, index) => isNear[index]).map(({ id }) => id),
    ...changing.flat(),
  ])
}

/** Warnings in earnest that hold at the place at the instant asked about, the highest first. */
export const warningsAt = async (
  registers: Registers,
  snapshot: Snapshot,
  { lon, lat, at }: Pick<NearestQuery, 'lon' | 'lat' | 'at'>,
): Promise<WarningAtPlace[]> => {
  const all = await registers.memo.get(snapshot, 'warnings', ['warnings'], async () => {
    const kept = await snapshot.warnings.list()
    return kept.flatMap(({ id, name, content }) => {
      const { area } = content
      return area ? [{ id, name, nameEn: null, content, geometry: area, bbox: bboxOf(area) }] : []
    })
  })
  return all
    .filter(({ content: { origin } }) => origin.status === null || origin.status === 'Actual')
    .filter(({ content }) => isWarningActive(content, new Date(at)))
    .filter((warning) => areaAt([warning], lon, lat) !== null)
    .map(({ id, name, content: { kind, level } }) => ({ id, name, kind, level }))
    .sort((a, b) => WARNING_LEVELS[b.level].rank - WARNING_LEVELS[a.level].rank)
}
