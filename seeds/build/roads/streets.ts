/** Streets of the built-up areas: main streets first, the others when through roads are there. */
import { randomOf } from '../random.ts'
import type { LineFamily, StreetPlan } from '../settlements/street-plan.ts'
import type { GroundEdge } from './ground-network.ts'
import type { Land } from './land.ts'
import { between, directionOf, metresBetweenPieces, type Point } from './plane.ts'
import { createRoad, type Road } from './road.ts'

/** Links between two crossings that a grid lacks, as shares. */
const MISSING = { main: 0, side: 0.14 } as const
const WATER_METRES = 25
/** No street runs along a better road this close to it. */
const BESIDE_METRES = 48
const ALONG_SINE = 0.35
/** Streets end before an expressway; main streets pass it, but not along it. */
const EXPRESSWAY_METRES = 70
const PASSING_SINE = 0.7
const ADMINISTRATIVE_SUFFIX = /(街道|镇|乡|区|县|市)$/

/** What the streets of an area are called after: the county round its seat, else the town. */
const placeNameOf = (land: Land, plan: StreetPlan): string => {
  const seats = land.facts.counties.filter(({ seatTown }) =>
    plan.area.towns.some(({ code }) => code === seatTown),
  )
  const town = plan.area.towns.find(({ code }) => code === plan.area.id)
  return (seats[0]?.nameZh ?? town?.nameZh ?? '').replace(ADMINISTRATIVE_SUFFIX, '')
}

interface StreetLine {
  readonly road: Road
  readonly points: readonly Point[]
}

const linesOf = (land: Land, plan: StreetPlan, isMain: boolean): StreetLine[] => {
  const place = placeNameOf(land, plan)
  const { meridians, parallels, placeAt, area } = plan
  const linesAlong = (family: LineFamily, other: LineFamily, isMeridian: boolean): StreetLine[] =>
    family.positions.flatMap((position, index) => {
      if (family.isMain[index] !== isMain) return []
      const name = `${place}${isMeridian ? '经' : '纬'}${index + 1}${isMain ? '路' : '街'}`
      const mainClass = area.isUrban ? 'arterial' : 'town'
      const points = other.positions.map((along) =>
        isMeridian ? placeAt(position, along) : placeAt(along, position),
      )
      return [{ road: createRoad(isMain ? mainClass : 'street', name), points }]
    })
  return [...linesAlong(meridians, parallels, true), ...linesAlong(parallels, meridians, false)]
}

/** True where a piece would run beside a road of the network at a small angle. */
export const runsBeside = (
  land: Land,
  a: Point,
  b: Point,
  withinMetres: number,
  counts: (edge: GroundEdge) => boolean,
): boolean => {
  const direction = directionOf(a, b)
  const { points } = land.network
  return land.network.edgesNear(a, b, withinMetres).some((edge) => {
    if (!counts(edge)) return false
    const [c, d] = [points[edge.from]!, points[edge.to]!]
    if (metresBetweenPieces(a, b, c, d) > withinMetres) return false
    const other = directionOf(c, d)
    return Math.abs(direction.x * other.y - direction.y * other.x) < ALONG_SINE
  })
}

const isBetter = (isMain: boolean) => {
  return ({ road }: GroundEdge): boolean =>
    road.roadClass !== 'street' && !(isMain && road.roadClass === 'arterial')
}

const buildLines = (land: Land, plan: StreetPlan, isMain: boolean): void => {
  const { area } = plan
  const random = randomOf(`missing streets ${area.id} ${isMain}`)
  const missing = isMain ? MISSING.main : MISSING.side
  const isAllowed = (a: Point, b: Point): boolean =>
    area.depthMetres(between(a, b, 0.5)) > 0 &&
    land.obstacles.isClear(a, b, WATER_METRES) &&
    !(isMain
      ? land.expressways.runsAlong(a, b, EXPRESSWAY_METRES, PASSING_SINE)
      : land.expressways.isNear(a, b, EXPRESSWAY_METRES)) &&
    !runsBeside(land, a, b, BESIDE_METRES, isBetter(isMain))
  for (const { road, points } of linesOf(land, plan, isMain)) {
    let run: Point[] = []
    const finish = (): void => {
      if (run.length > 1) land.builder.addLine(run, road)
      run = []
    }
    points.forEach((point, i) => {
      const before = points[i - 1]
      const isMissing = random() < missing
      if (before && (isMissing || !isAllowed(before, point))) finish()
      run.push(point)
    })
    finish()
  }
}

/** Arterials of the cities and main streets of the towns: what through roads lead to. */
export const buildMainStreets = (land: Land): void => {
  for (const plan of land.plans) buildLines(land, plan, true)
}

export const buildSideStreets = (land: Land): void => {
  for (const plan of land.plans) buildLines(land, plan, false)
}
