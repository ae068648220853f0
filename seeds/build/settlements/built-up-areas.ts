/** The continuous built-up areas: overlapping discs round the seats of towns. */

import type { Facts, Town } from '../facts.ts'
import { randomOf } from '../random.ts'
import { metresBetween, type Point, toPoint } from '../roads/plane.ts'
import { urbanShareOf } from './settlement.ts'

const SQUARE_METRES_PER_SQUARE_KILOMETRE = 1e6
/** Dense enough that the guessed built-up area of a county seat is widened to hold its people. */
const MAX_PEOPLE_PER_SQUARE_KILOMETRE = 11_000
/** Discs closer than this to each other grow into one area. */
const JOINING_GAP_METRES = 250
const WAVES = [2, 3, 5] as const
const WAVE_AMPLITUDE = 0.09
/** Overlapping discs are widened until together they cover what was asked for, at most this much. */
const MOST_WIDENING = 1.3
const SAMPLE_METRES = 200

interface Disc {
  readonly town: Town
  readonly centre: Point
  readonly radiusMetres: number
  /** Phases of the waves along the edge, which no town has as a circle. */
  readonly phases: readonly number[]
}

export interface BuiltUpArea {
  /** Code of its largest town. */
  readonly id: string
  readonly isUrban: boolean
  readonly towns: readonly Town[]
  readonly centre: Point
  /** No part of the area is farther than this from its centre. */
  readonly reachMetres: number
  /** Metres inside the area's edge, negative outside. */
  readonly depthMetres: (place: Point) => number
}

const depthInDisc = (disc: Disc, place: Point): number => {
  const bearing = Math.atan2(place.y - disc.centre.y, place.x - disc.centre.x)
  const waves = WAVES.reduce(
    (sum, wave, i) => sum + Math.sin(bearing * wave + disc.phases[i]!) * WAVE_AMPLITUDE,
    1,
  )
  return disc.radiusMetres * waves - metresBetween(disc.centre, place)
}

const radiusOf = (squareKilometres: number): number =>
  Math.sqrt((squareKilometres * SQUARE_METRES_PER_SQUARE_KILOMETRE) / Math.PI)

/** How much a county's subdistricts must be widened so that its urban people find room. */
const wideningByCounty = (facts: Facts): Map<string, number> =>
  new Map(
    facts.counties.map(({ code, population }) => {
      const known = facts.towns
        .filter((town) => town.countyCode === code && town.kind === 'subdistrict')
        .reduce((sum, town) => sum + town.builtUpSquareKilometres, 0)
      const needed = (population * urbanShareOf(code)) / MAX_PEOPLE_PER_SQUARE_KILOMETRE
      return [code, Math.max(1, needed / known)]
    }),
  )

const discsOf = (facts: Facts): Disc[] => {
  const widening = wideningByCounty(facts)
  return facts.towns.map((town) => {
    const factor = town.kind === 'subdistrict' ? (widening.get(town.countyCode) ?? 1) : 1
    const random = randomOf(`built-up ${town.code}`)
    return {
      town,
      centre: toPoint(town.seat),
      radiusMetres: radiusOf(town.builtUpSquareKilometres * factor),
      phases: WAVES.map(() => random() * 2 * Math.PI),
    }
  })
}

/** Discs that touch, however indirectly, as groups. */
const groupsOf = (discs: readonly Disc[]): Disc[][] => {
  const groups: Disc[][] = []
  for (const disc of discs) {
    const touching = groups.filter((group) =>
      group.some(
        (other) =>
          metresBetween(disc.centre, other.centre) <
          disc.radiusMetres + other.radiusMetres + JOINING_GAP_METRES,
      ),
    )
    const joined = [disc, ...touching.flat()]
    for (const group of touching) groups.splice(groups.indexOf(group), 1)
    groups.push(joined)
  }
  return groups
}

const isInAny = (discs: readonly Disc[], place: Point): boolean =>
  discs.some((disc) => depthInDisc(disc, place) > 0)

/** Area that the discs cover together, by sampling. */
const coveredSquareMetres = (discs: readonly Disc[]): number => {
  const { centre, reachMetres } = extentOf(discs)
  let hits = 0
  for (let x = -reachMetres; x <= reachMetres; x += SAMPLE_METRES) {
    for (let y = -reachMetres; y <= reachMetres; y += SAMPLE_METRES) {
      if (isInAny(discs, { x: centre.x + x, y: centre.y + y })) hits++
    }
  }
  return hits * SAMPLE_METRES ** 2
}

const extentOf = (discs: readonly Disc[]): { centre: Point; reachMetres: number } => {
  const { centre } = largestOf(discs)
  const edge = 1 + WAVES.length * WAVE_AMPLITUDE
  const reaches = discs.map((disc) => metresBetween(centre, disc.centre) + disc.radiusMetres * edge)
  return { centre, reachMetres: Math.max(...reaches) }
}

const largestOf = (discs: readonly Disc[]): Disc =>
  discs.reduce((best, disc) => (disc.radiusMetres > best.radiusMetres ? disc : best))

/** Overlapping discs cover less than their sum: widen them to make up for it. */
const widened = (discs: readonly Disc[]): readonly Disc[] => {
  if (discs.length === 1) return discs
  const wanted = discs.reduce((sum, { radiusMetres }) => sum + Math.PI * radiusMetres ** 2, 0)
  const factor = Math.min(MOST_WIDENING, Math.sqrt(wanted / coveredSquareMetres(discs)))
  return discs.map((disc) => ({ ...disc, radiusMetres: disc.radiusMetres * factor }))
}

/** All built-up areas, the largest first. */
export const layOutBuiltUpAreas = (facts: Facts): BuiltUpArea[] =>
  groupsOf(groupsOf(discsOf(facts)).flatMap((group) => widened(group)))
    .map((discs): BuiltUpArea => {
      const largest = largestOf(discs)
      const { centre, reachMetres } = extentOf(discs)
      return {
        id: largest.town.code,
        isUrban: discs.some(({ town }) => town.kind === 'subdistrict'),
        towns: discs.map(({ town }) => town),
        centre,
        reachMetres,
        depthMetres: (place) => {
          // Far outside a rough answer will do, and most places are far outside of most areas.
          const outside = reachMetres - metresBetween(centre, place)
          if (outside < -reachMetres / 2) return outside
          return Math.max(...discs.map((disc) => depthInDisc(disc, place)))
        },
      }
    })
    .sort((a, b) => b.reachMetres - a.reachMetres || a.id.localeCompare(b.id))
