/** Which lines of a plan of streets stand for a real street, and how far. */
import type { StreetFact } from '../facts.ts'
import { metresBetween, type Point } from '../roads/plane.ts'
import type { LineFamily, StreetPlan } from './street-plan.ts'

/** The part of a line that has a name of its own, by positions in the other family. */
export interface NamedPart {
  readonly name: string
  readonly first: number
  readonly last: number
}

type Direction = StreetFact['direction']

/** Parts by the index of their line. */
export type NamedParts = Readonly<Record<Direction, ReadonlyMap<number, readonly NamedPart[]>>>

const mainLinesOf = ({ isMain }: LineFamily): number[] =>
  isMain.flatMap((main, index) => (main ? [index] : []))

/** The crossing of two main lines that is nearest to a place: their places among the main ones. */
const crossingNear = (plan: StreetPlan, place: Point): Record<Direction, number> => {
  const { meridians, parallels, placeAt } = plan
  const crossings = mainLinesOf(meridians).flatMap((meridian, east) =>
    mainLinesOf(parallels).map((parallel, north) => {
      const at = placeAt(meridians.positions[meridian]!, parallels.positions[parallel]!)
      return { 'north-south': east, 'east-west': north, metres: metresBetween(at, place) }
    }),
  )
  return crossings.reduce((best, each) => (each.metres < best.metres ? each : best))
}

/**
 * Lays the streets of one anchor on the main lines around it: position 0 on those that cross
 * nearest to the anchor, the others in their order.
 * @throws Error where a street has no line or ends at a street that is not among them.
 */
export const namedPartsOf = (
  plan: StreetPlan,
  anchor: Point,
  streets: readonly StreetFact[],
): NamedParts => {
  const origin = crossingNear(plan, anchor)
  const lines = {
    'north-south': mainLinesOf(plan.meridians),
    'east-west': mainLinesOf(plan.parallels),
  }
  const lineOf = (street: StreetFact): number => {
    const line = lines[street.direction][origin[street.direction] + street.position]
    if (line === undefined)
      throw new Error(`no line of ${plan.area.id} is left for ${street.nameZh}`)
    return line
  }
  const endOf = (street: StreetFact, end: string): number => {
    const other = streets.find((each) => each.nameZh === end && each.direction !== street.direction)
    if (!other) throw new Error(`${street.nameZh} ends at ${end}, which it does not cross`)
    return lineOf(other)
  }
  const partsAlong = (direction: Direction): Map<number, NamedPart[]> => {
    const along = streets.filter((street) => street.direction === direction)
    return new Map(
      [...Map.groupBy(along, lineOf)].map(([line, group]) => [
        line,
        group.map((street) => ({
          name: street.nameZh,
          first: endOf(street, street.from),
          last: endOf(street, street.to),
        })),
      ]),
    )
  }
  return { 'north-south': partsAlong('north-south'), 'east-west': partsAlong('east-west') }
}

/**
 * The part that the piece from line `index - 1` to line `index` belongs to. A part reaches one
 * piece beyond its last crossings, so that these are crossings and not corners.
 */
export const partAt = (
  parts: readonly NamedPart[],
  index: number,
): { name: string; isBetweenCrossings: boolean } | null => {
  const inside = parts.find(({ first, last }) => index > first && index <= last)
  if (inside) return { name: inside.name, isBetweenCrossings: true }
  const beside = parts.find(({ first, last }) => index === first || index === last + 1)
  return beside ? { name: beside.name, isBetweenCrossings: false } : null
}
