/** Streets of the built-up areas: main streets first, the others when through roads are there. */
import { randomOf } from '../random.ts'
import { type NamedPart, namedPartsOf, partAt } from '../settlements/named-streets.ts'
import type { LineFamily, StreetPlan } from '../settlements/street-plan.ts'
import type { GroundEdge } from './ground-network.ts'
import type { Land } from './land.ts'
import { between, directionOf, metresBetweenPieces, type Point, toPoint } from './plane.ts'
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
  readonly points: readonly Point[]
  /** What leads to each point from the one before. */
  readonly pieces: readonly { readonly road: Road; readonly isAlways: boolean }[]
}

/** Streets with names of their own in an area, by their lines. */
const namedPartsIn = (land: Land, plan: StreetPlan) => {
  const anchor = plan.area.towns.find(({ code }) =>
    land.facts.streets.some(({ anchorTown }) => anchorTown === code),
  )
  return (
    anchor &&
    namedPartsOf(
      plan,
      toPoint(anchor.seat),
      land.facts.streets.filter(({ anchorTown }) => anchorTown === anchor.code),
    )
  )
}

const linesOf = (land: Land, plan: StreetPlan, isMain: boolean): StreetLine[] => {
  const place = placeNameOf(land, plan)
  const { meridians, parallels, placeAt, area } = plan
  const named = isMain ? namedPartsIn(land, plan) : undefined
  const roadClass = isMain ? (area.isUrban ? 'arterial' : 'town') : 'street'
  const linesAlong = (
    family: LineFamily,
    other: LineFamily,
    isMeridian: boolean,
    partsOf: ReadonlyMap<number, readonly NamedPart[]> | undefined,
  ): StreetLine[] =>
    family.positions.flatMap((position, index) => {
      if (family.isMain[index] !== isMain) return []
      const road = createRoad(
        roadClass,
        `${place}${isMeridian ? '经' : '纬'}${index + 1}${isMain ? '路' : '街'}`,
      )
      const parts = partsOf?.get(index) ?? []
      const namedRoads = new Map(parts.map(({ name }) => [name, createRoad(roadClass, name)]))
      const points = other.positions.map((along) =>
        isMeridian ? placeAt(position, along) : placeAt(along, position),
      )
      const pieces = points.map((_, i) => {
        const part = partAt(parts, i)
        return {
          road: (part && namedRoads.get(part.name)) ?? road,
          isAlways: part?.isBetweenCrossings ?? false,
        }
      })
      return [{ points, pieces }]
    })
  return [
    ...linesAlong(meridians, parallels, true, named?.['north-south']),
    ...linesAlong(parallels, meridians, false, named?.['east-west']),
  ]
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
  const isAllowed = (a: Point, b: Point, isAlways: boolean): boolean =>
    land.obstacles.isClear(a, b, WATER_METRES) &&
    (isAlways ||
      (area.depthMetres(between(a, b, 0.5)) > 0 &&
        !(isMain
          ? land.expressways.runsAlong(a, b, EXPRESSWAY_METRES, PASSING_SINE)
          : land.expressways.isNear(a, b, EXPRESSWAY_METRES)) &&
        !runsBeside(land, a, b, BESIDE_METRES, isBetter(isMain))))
  for (const { points, pieces } of linesOf(land, plan, isMain)) {
    let run: Point[] = []
    let road = pieces[0]?.road
    const finish = (): void => {
      if (road && run.length > 1) land.builder.addLine(run, road)
      run = []
    }
    points.forEach((point, i) => {
      const before = points[i - 1]
      const piece = pieces[i]!
      const isMissing = random() < missing
      if (before && (isMissing || !isAllowed(before, point, piece.isAlways))) finish()
      else if (before && piece.road !== road) {
        finish()
        run.push(before)
      }
      road = piece.road
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
